/** The head of a figure as a view of its Vega-Lite description. */
import { type Header, titleSize, type Words } from "./header.js";
import { bandOpacity, lookOf, paleInk } from "./theme.js";
import type { Layer, View } from "./view.js";

/** Pixels as they are, on no scale. */
const pixels = (field: string) => ({ field, type: "quantitative", scale: null, axis: null }) as const;

export function headerView(header: Header, width: number): View {
  const { title, setting, diverged, legend, note, definitions, height } = header;
  const words = (values: readonly Words[], style: object = {}): Layer => ({
    data: { values: values.map((value) => ({ ...value })) },
    mark: { type: "text", align: "left", baseline: "alphabetic", ...style },
    encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" } },
  });
  const swatches = legend.map(({ method, label, x, x2, banded }) => {
    const middle = label.y - 4;
    return {
      ...lookOf(method),
      banded,
      line: { x, x2, y: middle },
      band: { x, x2, y: middle - 6, y2: middle + 6 },
    };
  });
  return {
    width,
    height,
    layer: [
      words([title], { fontSize: titleSize, fontWeight: 600 }),
      words(setting, { color: paleInk }),
      words(diverged, { fontWeight: 600 }),
      ...swatches
        .filter(({ banded }) => banded)
        .map(
          ({ band, color }): Layer => ({
            data: { values: [band] },
            mark: { type: "rect", color, opacity: bandOpacity },
            encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
          }),
        ),
      ...swatches.map(
        ({ line, color, dash, lineWidth }): Layer => ({
          data: { values: [line] },
          mark: {
            type: "rule",
            color,
            strokeWidth: lineWidth,
            ...(dash.length > 0 && { strokeDash: [...dash] }),
          },
          encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y") },
        }),
      ),
      words(legend.map(({ label }) => label)),
      words([note, ...definitions], { color: paleInk }),
    ],
  };
}
