/** The output folder of `hsgd order`: order.json, figure.svg, figure.png. */
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { requireKeys } from "../../estimators/input/index.js";
import { type OrderReport, orderFigureSpec, renderPng, renderSvg } from "../report/index.js";
import { FigureError } from "./draw-missing.js";
import { fontFiles } from "./fonts.js";
import { formatJson } from "./format-json.js";
import { moveAside } from "./move-aside.js";
import { inspectOrderFolder, orderFigures, orderFile } from "./order-folder.js";
import { placeFile, placeNewFile } from "./place.js";
import { libraryWays, occupied, orRefuse } from "./refusals.js";
import { requireWritable } from "./store.js";
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
  const { fresh = false } = options;
  const text = formatJson(report);
  const state = await inspectOrderFolder(folder);
  let movedTo: string | undefined;
  if (fresh || state.kind !== "finished" || state.text !== text) {
    if (state.kind === "elsewhere") throw occupied(folder, state.kind, libraryWays);
    if (state.kind !== "free" && !fresh)
      throw occupied(folder, state.kind === "damaged" ? "damaged" : "otherMeasurement", libraryWays);
    await requireWritable(folder);
    const aside = state.kind === "free" ? undefined : await moveAside(folder);
    movedTo = aside?.movedTo;
    try {
      await orRefuse(folder, "written", async () => {
        await mkdir(folder, { recursive: true });
        await placeNewFile(folder, orderFile, text);
      });
    } catch (error) {
      await aside?.release().catch(() => {});
      throw error;
    }
  }
  await drawOrder(report, folder);
  return movedTo;
}

/**
 * Makes those of figure.svg and figure.png that are not in the folder of a report.
 *
 * @param report the content of its order.json.
 * @param folder path of the folder.
 * @throws FigureError where one cannot be made.
 */
async function drawOrder(report: OrderReport, folder: string): Promise<void> {
  const there = await readdir(folder);
  const missing = orderFigures.filter((file) => !there.includes(file));
  if (missing.length === 0) return;
  try {
    const svg = await renderSvg(orderFigureSpec(report));
    const contents = { "figure.svg": () => svg, "figure.png": () => renderPng(svg, fontFiles()) };
    for (const file of missing) await placeFile(folder, file, await contents[file]());
  } catch (error) {
    throw new FigureError("the figure", join(folder, orderFile), error);
  }
}
