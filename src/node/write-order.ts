/** The output folder of `hsgd order`: order.json, figure.svg, figure.png. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import { requireText } from "../../estimators/input/index.js";
import { type OrderReport, orderFigureSpec, renderPng, renderSvg } from "../report/index.js";
import { FigureError } from "./draw-missing.js";
import { errorCode } from "./files.js";
import { fontFiles } from "./fonts.js";
import { formatJson } from "./format-json.js";
import { placeFile, placeNewFile } from "./place.js";
import { orRefuse } from "./refusals.js";
import { requireWritable } from "./store.js";

const numbers = "order.json";

/**
 * Refuses a folder nothing can be written to, before the work whose result is to go there.
 *
 * @param folder path of the folder, which may not be there yet.
 * @throws InputError with the system's reason.
 * @example
 * ```ts
 * import { requireFolder } from "homogenized-sgd/node";
 * await requireFolder("").catch((error) => error.message); // => "The output folder's name is empty; give the path of a folder, as out/mine."
 * ```
 */
export async function requireFolder(folder: string): Promise<void> {
  requireText("folder", folder);
  if (folder === "")
    throw new InputError("The output folder's name is empty; give the path of a folder, as out/mine.");
  await requireWritable(folder);
}

/**
 * Writes order.json, then figure.svg and figure.png; a folder that holds another measurement is left alone.
 *
 * @param report what was measured of one scheme on one problem: `strongOrder`, `weakOrder`, or both.
 * @param folder path of the folder, made if it is not there.
 * @throws InputError where the folder cannot be written or holds another order.json; FigureError where the figure
 * cannot be drawn.
 * @example
 * ```ts
 * import { eulerMaruyama, namedProblem, strongOrder } from "homogenized-sgd/sde";
 * import { writeOrder } from "homogenized-sgd/node";
 * const { name, description, problem, from, to } = namedProblem("geometric-brownian-motion");
 * const strong = strongOrder(namedProblem(name), eulerMaruyama, { seed: 1, paths: 100 });
 * const about = { name, description, calculus: problem.calculus, noise: problem.noise.kind, from, to };
 * await writeOrder({ version: 1, problem: about, scheme: "euler-maruyama", seed: 1, strong, weak: null }, "out/order");
 * ```
 */
export async function writeOrder(report: OrderReport, folder: string): Promise<void> {
  const text = formatJson(report);
  await requireFolder(folder);
  await orRefuse(folder, "written", async () => {
    await mkdir(folder, { recursive: true });
    try {
      await placeNewFile(folder, numbers, text);
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
      if ((await readFile(join(folder, numbers), "utf8")) !== text)
        throw new InputError(
          `${join(folder, numbers)} holds another measurement; choose another folder (--out), or move it away.`,
        );
    }
  });
  try {
    const svg = await renderSvg(orderFigureSpec(report));
    await placeFile(folder, "figure.svg", svg);
    await placeFile(folder, "figure.png", await renderPng(svg, fontFiles()));
  } catch (error) {
    throw new FigureError("the figure", join(folder, numbers), error);
  }
}
