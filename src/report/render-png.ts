/** An SVG figure as pixels. */
import { InputError } from "../../estimators/index.js";
import { fontName, pixelsPerUnit } from "./theme.js";

/**
 * Draws an SVG as PNG with the fonts handed in and no other, so that every machine has the same letters.
 *
 * @param svg from `renderSvg`
 * @param fontFiles paths of the TrueType files of `assets/fonts`
 * @returns the bytes of a PNG file, 3 pixels to the SVG's unit
 * @throws InputError where the files hold no font to write with: the words would be left out without a sound
 */
export async function renderPng(svg: string, fontFiles: readonly string[]): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const font = {
    fontFiles: [...fontFiles],
    loadSystemFonts: false,
    defaultFontFamily: fontName,
    sansSerifFamily: fontName,
  };
  const probe = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15" font-family="'${fontName}'">R</text></svg>`;
  if (new Resvg(probe, { font }).getBBox() === undefined)
    throw new InputError(
      `The font files ${fontFiles.join(", ") || "(none)"} hold no letters of ${fontName}; hand over the paths of the files in assets/fonts.`,
    );
  return new Uint8Array(
    new Resvg(svg, { font, fitTo: { mode: "zoom", value: pixelsPerUnit } }).render().asPng(),
  );
}
