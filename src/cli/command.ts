/** What a command is, as data; its code is loaded when it is called. */
import type { Terminal } from "./terminal.js";

export interface OptionSpec {
  /** In commander's form: `--out <dir>`. */
  readonly flags: string;
  readonly description: string;
  /** May be given many times; the values make a list. */
  readonly repeatable?: boolean;
}

export interface CommandSpec {
  readonly name: string;
  readonly argument?: { readonly name: string; readonly description: string };
  readonly summary: string;
  readonly details?: string;
  readonly options: readonly OptionSpec[];
  /** Command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  readonly load: () => Promise<{ readonly execute: (call: Call) => Promise<number> }>;
}

export interface Call {
  readonly argument: string | undefined;
  /** By long name in camel case; a flag is true, a value text. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}
