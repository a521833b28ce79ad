/** What an interrupted comparison finished: kept beside the output folder, which stays as it is. */
import type { ComparisonResult, ResultJson } from "../comparison/index.js";
import { baseOf, isFree, numberedName } from "./free-name.js";
import { writeReport } from "./write-report.js";

/**
 * Writes a partial result beside the folder that the finished one would have: `out/two-atoms.interrupted` for
 * `out/two-atoms`, or with a number behind that where something has the name, so that nothing is lost. The files
 * are those of `writeReport`.
 *
 * @param partial as handed to `onInterrupt`, or its JSON.
 * @param folder path of the folder that the finished result would have.
 * @returns path of the folder written.
 * @throws InputError where it cannot be written; FigureError where a figure cannot be drawn, the numbers being kept.
 * @example
 * ```ts
 * import { compare, constant, identity, leastSquares } from "homogenized-sgd";
 * import { writePartial } from "homogenized-sgd/node";
 * const stop = new AbortController();
 * let partial;
 * await compare({ dimension: 50, covariance: identity(), model: leastSquares() }, {
 *   schedule: constant(0.5), horizon: 1, methods: ["ode", "sgd", "hsgd"], runs: 4, signal: stop.signal,
 *   onProgress: ({ method, run, runs }) => { if (method === "sgd" && run === runs) stop.abort(); },
 *   onInterrupt: (done) => { partial = done; } }).catch(() => {});
 * await writePartial(partial, "out/small"); // => "out/small.interrupted"
 * await writePartial(partial, "out/small"); // => "out/small.interrupted.1"
 * ```
 */
export async function writePartial(partial: ComparisonResult | ResultJson, folder: string): Promise<string> {
  const name = `${baseOf(folder)}.interrupted`;
  const kept = (await isFree(name)) ? name : await numberedName(name);
  await writeReport(partial, kept);
  return kept;
}
