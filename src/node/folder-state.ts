/**
 * What an output folder is. One with a result.json of ours is finished, one with a partial.json is what an
 * interrupted run left; one that is absent or empty is free, as is one that holds nothing but unfinished writes of
 * ours. A result of ours that cannot be read is damaged. Anything else belongs to somebody and is left alone.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import type { ResultJson } from "../comparison/index.js";
import { errorCode } from "./files.js";
import { notAFolder, refused } from "./refusals.js";

export const resultFile = "result.json";
export const partialFile = "partial.json";
export type JsonFile = typeof resultFile | typeof partialFile;
/** The name that a result has in a folder: result.json says that it is finished. */
export const jsonFileOf = ({ interrupted }: ResultJson): JsonFile => (interrupted ? partialFile : resultFile);
/** What stands beside it, and can be made from it. */
export const drawnFiles = ["curves.csv", "figure.svg", "figure.png"] as const;
/** How a name begins under which something stands until it is whole. */
export const unfinished = ".hsgd-";

export type FolderState =
  | { readonly kind: "free" }
  | { readonly kind: "foreign" }
  | { readonly kind: "damaged" }
  | { readonly kind: "interrupted"; readonly text: string }
  | { readonly kind: "finished"; readonly result: ResultJson; readonly text: string };

/** What is in an output folder; reads only. */
export async function inspectFolder(folder: string): Promise<FolderState> {
  if (folder === "")
    throw new InputError("The output folder's name is empty; give the path of a folder, as out/mine.");
  const entries = (await listFolder(folder)).filter((entry) => !entry.startsWith(unfinished));
  if (entries.length === 0) return { kind: "free" };
  const ours = [...drawnFiles, resultFile, partialFile] as readonly string[];
  const onlyOurs = entries.every((entry) => ours.includes(entry));
  let damaged = false;
  for (const file of [resultFile, partialFile].filter((name) => entries.includes(name))) {
    const text = await readFile(join(folder, file), "utf8").catch(() => "");
    const result = readResult(text);
    // By what it says: a partial result is none that is finished, whatever its name.
    if (result === "damaged") damaged ||= onlyOurs || text.includes(format);
    else if (result)
      return result.interrupted ? { kind: "interrupted", text } : { kind: "finished", result, text };
  }
  return { kind: damaged ? "damaged" : "foreign" };
}

/** Names of what is in a folder; none where it is not there. */
export async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    if (errorCode(error) === "ENOTDIR") throw notAFolder(folder);
    throw refused(folder, "read", error);
  }
}

const format: ResultJson["format"] = "homogenized-sgd/result";

/** `damaged`: no JSON, as after a disk that ran full, or ours with parts missing; undefined: JSON of somebody. */
function readResult(text: string): ResultJson | "damaged" | undefined {
  try {
    const result = JSON.parse(text) as Partial<ResultJson> | null;
    if (result?.format !== format) return undefined;
    return isWhole(result) ? result : "damaged";
  } catch {
    return "damaged";
  }
}

function isWhole(result: Partial<ResultJson>): result is ResultJson {
  const { experiment, curves, diagnostics, times, agreement, warnings } = result;
  return (
    [experiment, curves, diagnostics].every((part) => typeof part === "object" && part !== null) &&
    [times, agreement, warnings].every(Array.isArray)
  );
}
