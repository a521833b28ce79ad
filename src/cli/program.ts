/** The commands as commander understands them. */
import { Command, Option } from "commander";
import type { Call, CommandSpec } from "./command.js";

export interface ProgramOptions {
  readonly version: string;
  readonly print: (text: string) => void;
  /** Called with the command chosen; what it resolves to is the exit code. */
  readonly onCall: (spec: CommandSpec, call: Pick<Call, "argument" | "options">) => Promise<void>;
}

const exitCodes = `
Exit codes:
  0  done                           1  the run failed
  2  the input is wrong             130, 143  interrupted`;

export function createProgram(commands: readonly CommandSpec[], options: ProgramOptions): Command {
  const program = new Command("hsgd")
    .description("SGD in high dimension, beside the SDE (homogenized SGD) and the ODE that predict it.")
    .version(options.version, "--version", "print the version")
    .helpOption("--help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .exitOverride()
    // Messages are told by whoever catches the error, in one sentence.
    .configureOutput({ writeOut: options.print, writeErr: () => {} })
    .addHelpText("after", `${exampleText(commands.map(({ examples }) => examples[0]))}\n${exitCodes}`);
  for (const spec of commands) program.addCommand(subcommand(program, spec, options));
  return program;
}

function subcommand(program: Command, spec: CommandSpec, { onCall }: ProgramOptions): Command {
  const command = new Command(spec.name)
    .copyInheritedSettings(program)
    .summary(spec.summary)
    .description(spec.details ?? `${spec.summary[0].toUpperCase()}${spec.summary.slice(1)}.`)
    .helpOption("--help", "print this help")
    .allowExcessArguments(false)
    .addHelpText("after", exampleText(spec.examples));
  const { argument } = spec;
  if (argument) command.argument(`[${argument.name}]`, argument.description);
  for (const { flags, description, repeatable } of spec.options) {
    const option = new Option(flags, description);
    command.addOption(
      repeatable
        ? option.argParser((value, before: string[] | undefined) => [...(before ?? []), value])
        : option,
    );
  }
  return command.action(() => onCall(spec, { argument: command.args[0], options: command.opts() }));
}

function exampleText(examples: CommandSpec["examples"]): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  return ["", "Examples:", ...examples.map(([line, what]) => `  ${line.padEnd(width)}  # ${what}`)].join(
    "\n",
  );
}
