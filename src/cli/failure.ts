/** What an error means to whoever called the command: one sentence and an exit code. */
import { CommanderError } from "commander";
import { InputError } from "../../estimators/index.js";
import { Interruption } from "./interruption.js";

export interface Failure {
  readonly exitCode: number;
  /** Nothing for help and version, which are no failures. */
  readonly sentence?: string;
}

export function explainFailure(error: unknown, command: string): Failure {
  if (error instanceof CommanderError) return explainUsage(error, command);
  if (error instanceof InputError) return { exitCode: 2, sentence: error.message.replace(/\.?$/, ".") };
  if (error instanceof Interruption) return { exitCode: error.exitCode, sentence: `${error.message}.` };
  const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
  return {
    exitCode: 1,
    sentence: `the run failed: ${reason.replace(/\.$/, "")} (HSGD_DEBUG=1 shows where).`,
  };
}

/** `error: unknown option '--runz'\n(Did you mean --runs?)` as a sentence. */
function explainUsage({ code, message, exitCode }: CommanderError, command: string): Failure {
  if (exitCode === 0) return { exitCode };
  // What commander answers to `hsgd help rum`, without a word of its own.
  if (code === "commander.help")
    return { exitCode: 2, sentence: "there is no command of that name to help with; see hsgd --help." };
  const [first, suggestion = ""] = message.replace(/^error: /, "").split("\n");
  const near = /Did you mean (?:one of )?([^,?]+)/.exec(suggestion)?.[1];
  const what = first
    .replace(/\.$/, "")
    .replace(/\. Expected (\d+) arguments? but got/, ", expected $1 but got");
  return {
    exitCode: 2,
    sentence: `${what}${near === undefined ? "" : `, the nearest being ${near}`}; see ${command} --help.`,
  };
}
