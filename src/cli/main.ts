#!/usr/bin/env node
/** The command `hsgd`: reads the command line, runs one command, ends with its exit code. */
import { createRequire } from "node:module";
import { commands } from "./commands.js";
import { explainFailure } from "./failure.js";
import { type Interruption, listenForSignals } from "./interruption.js";
import { createProgram } from "./program.js";
import { createTerminal } from "./terminal.js";

const { version } = createRequire(import.meta.url)("homogenized-sgd/package.json") as { version: string };
const terminal = createTerminal();
const { signal, stop } = listenForSignals();
const program = createProgram(commands, {
  version,
  print: terminal.print,
  onCall: async (spec, call) => {
    const { execute } = await spec.load();
    const exitCode = await execute({ ...call, terminal, signal });
    // A signal that came when there was nothing left to stop changes only the exit code.
    process.exitCode = signal.aborted ? (signal.reason as Interruption).exitCode : exitCode;
  },
});

try {
  if (process.argv.length > 2) await program.parseAsync(process.argv);
  else program.outputHelp();
} catch (error) {
  const named = commands.find(({ name }) => name === process.argv[2])?.name;
  const { exitCode, sentence } = explainFailure(error, named === undefined ? "hsgd" : `hsgd ${named}`);
  if (sentence !== undefined) terminal.tell(`hsgd: ${sentence}`);
  if (process.env.HSGD_DEBUG === "1" && exitCode !== 0)
    terminal.tell(String(error instanceof Error ? error.stack : error));
  process.exitCode = exitCode;
} finally {
  stop();
}
