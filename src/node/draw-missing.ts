/** What a folder with a result lacks, made from the result. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ResultJson } from "../comparison/index.js";
import { curvesCsv, figureSpec, renderPng, renderSvg } from "../report/index.js";
import { systemReason } from "./files.js";
import { drawnFiles, jsonFileOf } from "./folder-state.js";
import { fontFiles } from "./fonts.js";
import { placeFile } from "./place.js";

/**
 * A file of a report could not be drawn or written; its numbers are on the disk all the same.
 *
 * @example
 * ```ts
 * import { FigureError } from "homogenized-sgd/node";
 * new FigureError("figure.png", "out/small/result.json", new Error("no fonts")).message; // => "figure.png cannot be drawn: no fonts; out/small/result.json is whole, and doing the same again draws what is missing."
 * ```
 */
export class FigureError extends Error {
  override readonly name = "FigureError";

  constructor(file: string, whole: string, cause: unknown) {
    const reason = systemReason(cause) ?? (cause instanceof Error ? cause.message : String(cause));
    const clause = reason.split("\n")[0].replace(/[.;]$/, "");
    super(
      `${file} cannot be drawn: ${clause}; ${whole} is whole, and doing the same again draws what is missing.`,
      { cause },
    );
  }
}

/**
 * Makes those of curves.csv, figure.svg and figure.png that are not in the folder of a result.
 *
 * @param result the content of its result.json.
 * @param folder path of the folder.
 * @returns the names of the files made.
 * @throws FigureError where one cannot be made.
 * @example
 * ```ts
 * import { compare, constant, identity, leastSquares } from "homogenized-sgd";
 * import { drawMissing, writeNumbers } from "homogenized-sgd/node";
 * const small = { dimension: 10, covariance: identity(), model: leastSquares() };
 * const result = (await compare(small, { schedule: constant(0.5), horizon: 1, runs: 2 })).toJSON();
 * await writeNumbers(result, "out/drawn");
 * await drawMissing(result, "out/drawn"); // => ["figure.svg", "figure.png"]
 * await drawMissing(result, "out/drawn"); // => []
 * ```
 */
export async function drawMissing(result: ResultJson, folder: string): Promise<string[]> {
  const there = await readdir(folder);
  const missing = drawnFiles.filter((file) => !there.includes(file));
  let drawing: Promise<string> | undefined;
  const svg = () => {
    drawing ??= renderSvg(figureSpec(result));
    return drawing;
  };
  const contents = {
    "curves.csv": () => curvesCsv(result),
    "figure.svg": svg,
    "figure.png": async () => renderPng(await svg(), fontFiles()),
  };
  for (const file of missing)
    try {
      await placeFile(folder, file, await contents[file]());
    } catch (error) {
      throw new FigureError(file, join(folder, jsonFileOf(result)), error);
    }
  return missing;
}
