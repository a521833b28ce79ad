/** The output folder of `hsgd order`: order.json, figure.svg, figure.png. */
import { requireKeys } from "../../estimators/input/index.js";
import type { OrderReport } from "../report/index.js";
import { writeKept } from "./kept-folder.js";
import { keptOrder } from "./order-folder.js";
import type { WriteOptions } from "./write-numbers.js";

/**
 * Writes order.json, then figure.svg and figure.png, those that are not there. A folder that holds this very report
 * stays as it is.
 *
 * @param report from `orderReport`.
 * @param folder path of the folder, made if it is not there.
 * @param options `fresh`: move another measurement aside, to `<folder>.1` or the next free number.
 * @returns where what was there stands now, if it was moved.
 * @throws InputError where the folder cannot be written or holds anything else; FigureError where the figure cannot be
 * drawn.
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, strongOrder } from "homogenized-sgd/sde";
 * import { orderReport, writeOrder } from "homogenized-sgd/node";
 * const entry = namedProblem("geometric-brownian-motion");
 * const strong = strongOrder(entry, eulerMaruyama, { seed: 1, paths: 100 });
 * await writeOrder(orderReport(entry, eulerMaruyama, { seed: 1, strong }), "out/order");
 * ```
 */
export async function writeOrder(
  report: OrderReport,
  folder: string,
  options: WriteOptions = {},
): Promise<string | undefined> {
  requireKeys("writeOrder", options, ["fresh"], "options");
  return writeKept(report, folder, keptOrder, options.fresh);
}
