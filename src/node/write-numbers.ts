/** The numbers of a result: what a run is for, written before anything is drawn. */
import { mkdir, readdir, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ComparisonResult, ResultJson } from "../comparison/index.js";
import { curvesCsv } from "../report/index.js";
import { type FolderState, inspectFolder, jsonFileOf, unfinished } from "./folder-state.js";
import { formatJson } from "./format-json.js";
import { moveAside } from "./move-aside.js";
import { placeFile, placeNewFile } from "./place.js";
import { libraryWays, occupied, orRefuse } from "./refusals.js";

export interface WriteOptions {
  /** Move a result that is in the folder aside, to `<folder>.1` or the next free number; default: false. */
  readonly fresh?: boolean | undefined;
}

/**
 * Writes result.json (partial.json if the result is partial), then curves.csv; each is there whole or not at all.
 *
 * @param result from `compare` or `runExperiment`, or the content of a result.json.
 * @param folder path of the folder, made if it is not there. One that holds this very result stays as it is.
 * @param options `fresh`: move another result aside.
 * @throws InputError where the folder cannot be written or holds anything else, also where another writer comes first.
 * @example
 * ```ts
 * import { compare, constant, identity, leastSquares } from "homogenized-sgd";
 * import { writeNumbers } from "homogenized-sgd/node";
 * const small = { dimension: 10, covariance: identity(), model: leastSquares() };
 * const run = (seed) => compare(small, { schedule: constant(0.5), horizon: 1, runs: 2, seed });
 * await writeNumbers(await run(1), "out/numbers");
 * await writeNumbers(await run(2), "out/numbers").catch((error) => error.message); // => "out/numbers holds another result; choose another folder, or move the old one aside with fresh: true."
 * await writeNumbers(await run(2), "out/numbers", { fresh: true });
 * ```
 */
export async function writeNumbers(
  result: ComparisonResult | ResultJson,
  folder: string,
  { fresh = false }: WriteOptions = {},
): Promise<void> {
  const json = "toJSON" in result ? result.toJSON() : result;
  const text = formatJson(json);
  const state = await inspectFolder(folder);
  if (!fresh && holds(state, text)) return;
  if (state.kind !== "free" && (!fresh || state.kind === "foreign"))
    throw occupied(folder, state.kind, libraryWays);
  const aside = state.kind === "free" ? undefined : await moveAside(folder);
  try {
    await orRefuse(folder, "written", () => placeResult(folder, jsonFileOf(json), text));
  } catch (error) {
    await aside?.release().catch(() => {});
    const now = await inspectFolder(folder);
    if (holds(now, text)) return;
    throw now.kind === "free" || aside ? error : occupied(folder, now.kind, libraryWays);
  }
  await orRefuse(folder, "written", () => placeFile(folder, "curves.csv", curvesCsv(json)));
}

/** The folder is whoever's result.json it is: what a writer left unfinished there is cleared by the one that has it. */
async function placeResult(folder: string, file: string, text: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  try {
    await placeNewFile(folder, file, text);
  } catch (error) {
    if (made !== undefined) await removeEmpty(folder, made);
    throw error;
  }
  for (const entry of await readdir(folder))
    if (entry.startsWith(unfinished)) await rm(join(folder, entry), { recursive: true, force: true });
}

/** Takes folders away from this one up to `made`, for as long as they are empty: another writer may be in there. */
async function removeEmpty(folder: string, made: string): Promise<void> {
  const top = resolve(made);
  try {
    for (let path = resolve(folder); path.length >= top.length; path = dirname(path)) await rmdir(path);
  } catch {
    // Not empty: somebody's by now.
  }
}

const holds = (state: FolderState, text: string): boolean => "text" in state && state.text === text;
