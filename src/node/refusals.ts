/** What is said when a folder cannot be used: the system refuses it, or something is in it. */
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

const contents = {
  foreign: "is not empty and holds no result of hsgd, so nothing is written there",
  damaged: "holds a result that is damaged",
  interrupted: "holds what an interrupted run finished",
  finished: "holds another result",
  otherMeasurement: "holds another measurement",
  elsewhere: "is not empty and holds no orders measured by hsgd, so nothing is written there",
  noFigure: "is not empty and holds no figure made by hsgd, so nothing is written there",
  otherFigure: "holds another figure, or this one in another version",
  otherExperiment: "holds the finished result of another experiment",
};

/** What is in a folder. */
export type Foreign = keyof typeof contents;

/** How a caller chooses another folder, and moves what is there aside. */
interface Ways {
  readonly other: string;
  readonly fresh: string;
}

export const commandWays: Ways = { other: "choose another folder (--out)", fresh: "--fresh" };
export const libraryWays: Ways = { other: "choose another folder", fresh: "fresh: true" };

/** What is never moved aside. */
const theirs: readonly Foreign[] = ["foreign", "elsewhere", "noFigure"];

/** The folder is somebody's. */
export const occupied = (folder: string, by: Foreign, { other, fresh }: Ways): InputError =>
  new InputError(
    `${folder} ${contents[by]}; ${other}${theirs.includes(by) ? "" : `, or move the old one aside with ${fresh}`}.`,
  );
