/** Any figure, in the look and with the letters that the package's own have. */
import { mkdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { InputError } from "../../estimators/index.js";
import { requireText } from "../../estimators/input/index.js";
import { figureConfig, renderPng, renderSvg } from "../report/index.js";
import { fontFiles } from "./fonts.js";
import { placeFile } from "./place.js";
import { orRefuse } from "./refusals.js";

type FigureSpec = Parameters<typeof renderSvg>[0];

/**
 * Draws a Vega-Lite specification as SVG and PNG, without a browser and with the fonts the package brings.
 *
 * @param spec a Vega-Lite 6 specification with its data in it; one without a `config` has that of the package's figures.
 * @param file path of the two files without their endings; its folder is made, files of these names are replaced.
 * @throws InputError where the specification is none, or the folder cannot be written.
 * @example
 * ```ts
 * import { drawFigure } from "homogenized-sgd/node";
 * await drawFigure({ data: { values: [{ x: 0, y: 1 }, { x: 1, y: 3 }] }, mark: "line",
 *   encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } } }, "out/line");
 * ```
 */
export async function drawFigure(spec: FigureSpec, file: string): Promise<void> {
  requireText("file", file);
  const svg = await renderSvg({ config: figureConfig, ...spec }).catch((error: unknown) => {
    const reason = (error instanceof Error ? error.message : String(error))
      .split("\n")[0]
      .replace(/\.+$/, "");
    throw new InputError(`the figure cannot be drawn: ${reason}; give a Vega-Lite 6 specification.`);
  });
  const png = await renderPng(svg, fontFiles());
  const folder = dirname(file);
  await orRefuse(folder, "written", async () => {
    await mkdir(folder, { recursive: true });
    await placeFile(folder, `${basename(file)}.svg`, svg);
    await placeFile(folder, `${basename(file)}.png`, png);
  });
}
