/** Flags of a command that is given nothing to work on, and prints a list. */
import { InputError } from "../../estimators/index.js";
import type { Call } from "./command.js";

/** @param missing what a flag is for, as "a figure" */
export function refuseFlags(options: Call["options"], missing: string, listed: readonly string[] = []): void {
  const idle = Object.keys(options).find((name) => options[name] !== undefined && !listed.includes(name));
  if (idle !== undefined)
    throw new InputError(
      `--${idle} is given and ${missing} is not; name one, or leave --${idle} out for a list of them.`,
    );
}
