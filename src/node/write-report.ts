/** The output folder: result.json, curves.csv, figure.svg and figure.png. */
import type { ComparisonResult, ResultJson } from "../comparison/index.js";
import { drawMissing } from "./draw-missing.js";
import { type WriteOptions, writeNumbers } from "./write-numbers.js";

/**
 * Writes result.json, curves.csv, figure.svg and figure.png into a folder, which is made if it is not there. The
 * numbers come first, so that they are kept whatever becomes of the figures. A folder that holds this very result
 * gains what it lacks; one that holds anything else is refused. A partial result (that of an interrupted comparison)
 * has partial.json in the place of result.json.
 *
 * @param result from `compare` or `runExperiment`, or the content of a result.json.
 * @param folder path of the folder.
 * @param options `fresh`: move a result that is there aside, to `<folder>.1` or the next free number.
 * @throws InputError where the folder cannot be written or holds something else; FigureError where a figure cannot be
 * drawn.
 * @example
 * ```ts
 * import { problem, identity, leastSquares, constant, compare } from "homogenized-sgd";
 * import { writeReport } from "homogenized-sgd/node";
 * const small = problem({ dimension: 50, covariance: identity(), model: leastSquares() });
 * const result = await compare(small, { schedule: constant(0.5), horizon: 1, runs: 4 });
 * await writeReport(result, "out/report");
 * await writeReport(result, "out/report", { fresh: true });   // the first one is now in out/report.1
 * ```
 */
export async function writeReport(
  result: ComparisonResult | ResultJson,
  folder: string,
  options: WriteOptions = {},
): Promise<void> {
  const json = "toJSON" in result ? result.toJSON() : result;
  await writeNumbers(json, folder, options);
  await drawMissing(json, folder);
}
