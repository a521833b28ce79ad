/** A described figure drawn as SVG, without a browser. */
import type { TopLevelSpec } from "vega-lite";

/**
 * Draws a Vega-Lite specification.
 *
 * @param spec from `figureSpec`
 * @returns the text of an SVG file; its words name the font of `assets/fonts`, with fallbacks
 */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  const [{ compile }, { parse, View }] = await Promise.all([import("vega-lite"), import("vega")]);
  const view = new View(parse(compile(spec).spec), { renderer: "none" });
  try {
    return `${numberClips(await view.toSVG())}\n`;
  } finally {
    view.finalize();
  }
}

/** Vega counts clip paths over the life of the process; a figure counts its own from 1. */
function numberClips(svg: string): string {
  const numbers = new Map<string, number>();
  return svg.replace(/(id="|url\(#)clip(\d+)/g, (_, before: string, id: string) => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return `${before}clip${number}`;
  });
}
