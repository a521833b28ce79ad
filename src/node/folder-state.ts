/**
 * What an output folder is. One with a result.json of ours is finished, one with a partial.json is what an
 * interrupted run left; one that is absent or empty is free, as is one that holds nothing but an unfinished write
 * of ours. Anything else belongs to somebody and is left alone.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ResultJson } from "../comparison/index.js";
import { errorCode } from "./files.js";
import { notAFolder, refused } from "./refusals.js";

export const resultFile = "result.json";
export const partialFile = "partial.json";
export type JsonFile = typeof resultFile | typeof partialFile;
/** The name that a result has in a folder: result.json says that it is finished. */
export const jsonFileOf = ({ interrupted }: ResultJson): JsonFile => (interrupted ? partialFile : resultFile);
/** What stands beside it. */
export const drawnFiles = ["curves.csv", "figure.svg", "figure.png"] as const;
/** Where files stand until all are written. */
export const unfinished = ".hsgd-unfinished";

export type FolderState =
  | { readonly kind: "free" }
  | { readonly kind: "foreign" }
  | { readonly kind: "interrupted" }
  | { readonly kind: "finished"; readonly result: ResultJson; readonly text: string };

/** What is in an output folder; reads only. */
export async function inspectFolder(folder: string): Promise<FolderState> {
  const entries = await listFolder(folder);
  if (entries.length === 0) return { kind: "free" };
  for (const file of [resultFile, partialFile].filter((name) => entries.includes(name))) {
    const text = await readFile(join(folder, file), "utf8").catch(() => "");
    const result = readResult(text);
    // By what it says: a partial result is none that is finished, whatever its name.
    if (result) return result.interrupted ? { kind: "interrupted" } : { kind: "finished", result, text };
  }
  const ours = [...drawnFiles, resultFile, partialFile, unfinished] as readonly string[];
  const left = entries.includes(unfinished) && entries.every((entry) => ours.includes(entry));
  return { kind: left ? "free" : "foreign" };
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    if (errorCode(error) === "ENOTDIR") throw notAFolder(folder);
    throw refused(folder, "read", error);
  }
}

function readResult(text: string): ResultJson | undefined {
  try {
    const result = JSON.parse(text) as ResultJson | null;
    return result?.format === "homogenized-sgd/result" && typeof result.experiment === "object"
      ? result
      : undefined;
  } catch {
    return undefined;
  }
}
