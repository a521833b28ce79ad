import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { figureSpec, fontFileNames, renderPng, renderSvg } from "../../../src/report/index.js";
import { readPng } from "../../kit/png.js";
import { singleRunResult } from "../../kit/sample-result.js";

const fonts = fontFileNames.map((name) =>
  fileURLToPath(new URL(`../../../assets/fonts/${name}`, import.meta.url)),
);
const figure = renderSvg(figureSpec(singleRunResult()));

/** Dark pixels where the name of the experiment stands. */
function darkInTitle(png: Uint8Array): number {
  const { width, red } = readPng(png);
  let dark = 0;
  for (let y = 36; y < 90; y++) for (let x = 0; x < width / 2; x++) if (red(x, y) < 100) dark++;
  return dark;
}

describe("renderPng", () => {
  it("draws three pixels to the unit, twice the same, words included", async () => {
    const svg = await figure;
    const png = await renderPng(svg, fonts);
    const { width, height } = readPng(png);
    expect(width).toBe(3 * 720);
    expect(height).toBe(3 * Number(/height="([\d.]+)"/.exec(svg)?.[1]));
    expect(darkInTitle(png)).toBeGreaterThan(500);
    expect(Buffer.compare(png, await renderPng(svg, fonts))).toBe(0);

    // Without fonts resvg leaves the words out and says nothing: what the count above must notice.
    const options = { font: { loadSystemFonts: false }, fitTo: { mode: "zoom", value: 3 } } as const;
    expect(darkInTitle(new Resvg(svg, options).render().asPng())).toBe(0);
  });

  it("refuses to draw a figure without words", async () => {
    const svg = await figure;
    await expect(renderPng(svg, [])).rejects.toThrow(InputError);
    await expect(renderPng(svg, ["/nowhere/font.ttf"])).rejects.toThrow(
      "The font files /nowhere/font.ttf hold no letters of Source Sans 3; hand over the paths of the files in assets/fonts.",
    );
  });
});
