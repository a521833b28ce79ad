/** Reading files, and the one sentence when the system refuses. */
import { readFile } from "node:fs/promises";
import { InputError } from "../../estimators/index.js";
import { requireText } from "../../estimators/input/index.js";

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of its path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  EACCES: "permission is denied",
  EPERM: "the system does not permit it",
  EROFS: "the disk can only be read",
  ENOSPC: "the disk is full",
  EEXIST: "it exists already",
  ENAMETOOLONG: "its name is too long",
  EBUSY: "it is in use",
  ELOOP: "its links lead in a circle",
};

/** The system's reason in words; undefined for what is no error of the file system. */
export function systemReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  if (!/^E[A-Z0-9]+$/.test(error.code)) return undefined;
  return reasons[error.code] ?? `the system answers ${error.code}`;
}

/** @throws InputError where it is no text, or an empty one. */
export function requireFileName(file: string): void {
  requireText("file", file);
  if (file === "")
    throw new InputError("The file's name is empty; give the path of a file, as experiment.yaml.");
}

/** @throws InputError `<label> cannot be read: …` */
export async function readBytes(path: string, label: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new InputError(`${label} cannot be read: ${reason}; give the path of a file that can be.`);
  }
}

/**
 * UTF-8 text; a byte order mark is dropped.
 *
 * @throws InputError as `readBytes`, and where the bytes are no UTF-8
 */
export async function readText(path: string, label: string): Promise<string> {
  const bytes = await readBytes(path, label);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError(`${label} is not text in UTF-8; save it in that encoding.`);
  }
}

export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
