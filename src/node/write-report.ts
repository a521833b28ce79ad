/** The output folder: result.json, curves.csv, figure.svg and figure.png. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import type { ComparisonResult, ResultJson } from "../comparison/index.js";
import { curvesCsv, figureSpec, renderPng, renderSvg } from "../report/index.js";
import { inspectFolder, jsonFileOf } from "./folder-state.js";
import { fontFiles } from "./fonts.js";
import { formatJson } from "./format-json.js";
import { writeFiles } from "./write-files.js";

/**
 * Writes result.json, curves.csv, figure.svg and figure.png into a folder, which is made if it is not there. Files
 * of these names are replaced; result.json comes last, so that a folder that has one is complete. A partial result
 * (that of an interrupted comparison) has partial.json in its place and replaces no finished one.
 *
 * @param result from `compare` or `runExperiment`, or the content of a result.json.
 * @param folder path of the folder.
 * @throws InputError where the folder cannot be written, or holds a finished result and this one is partial.
 * @example
 * ```ts
 * import { problem, identity, leastSquares, constant, compare } from "homogenized-sgd";
 * import { writeReport } from "homogenized-sgd/node";
 * const small = problem({ dimension: 50, covariance: identity(), model: leastSquares() });
 * const result = await compare(small, { schedule: constant(0.5), horizon: 1, runs: 4 });
 * await writeReport(result, "out/small");
 * ```
 */
export async function writeReport(result: ComparisonResult | ResultJson, folder: string): Promise<void> {
  const json = "toJSON" in result ? result.toJSON() : result;
  if (json.interrupted && (await inspectFolder(folder)).kind === "finished")
    throw new InputError(
      `${folder} holds a finished result, which a partial one does not replace; choose another folder.`,
    );
  const last = jsonFileOf(json);
  const svg = await renderSvg(figureSpec(json));
  const contents = {
    [last]: formatJson(json),
    "curves.csv": curvesCsv(json),
    "figure.svg": svg,
    "figure.png": await renderPng(svg, fontFiles()),
  };
  await writeFiles(folder, last, async (temporary) => {
    for (const [name, content] of Object.entries(contents)) await writeFile(join(temporary, name), content);
  });
}
