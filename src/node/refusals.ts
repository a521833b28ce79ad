/** What is said when the system refuses a folder. */
import { InputError } from "../../estimators/index.js";
import { errorCode, systemReason } from "./files.js";

/** Runs a step on a folder; `verb` tells what could not be done with it. */
export async function orRefuse<Value>(
  folder: string,
  verb: string,
  action: () => Promise<Value>,
): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw refused(folder, verb, error);
  }
}

export const notAFolder = (folder: string): InputError =>
  new InputError(
    `${folder} cannot be written: it or a part of its path is a file, not a folder; choose another folder.`,
  );

/** The system's refusal as an InputError; any other error as it is. */
export function refused(folder: string, verb: string, error: unknown): unknown {
  // Asked to make a folder where there is room for none, as in /proc, the system claims not to find it.
  const reason = errorCode(error) === "ENOENT" ? "the system makes no folder there" : systemReason(error);
  if (reason === undefined) return error;
  return new InputError(`${folder} cannot be ${verb}: ${reason}; choose another folder.`);
}
