/** The head of a figure as a view of its Vega-Lite description. */
import { type Header, titleSize } from "./header.js";
import { bandOpacity, lookOf, paleInk } from "./theme.js";
import type { Layer, View } from "./view.js";

/** Pixels as they are, on no scale. */
const pixels = (field: string) => ({ field, type: "quantitative", scale: null, axis: null }) as const;

const literal = (field: string) => ({ field, type: "nominal", scale: null, legend: null }) as const;

export function headerView({ title, setting, diverged, legend, height }: Header, width: number): View {
  const words = (values: readonly object[], style: object): Layer => ({
    data: { values: [...values] },
    mark: { type: "text", align: "left", baseline: "alphabetic", ...style },
    encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" } },
  });
  const atLeft = <Line extends object>(lines: readonly Line[]) => lines.map((line) => ({ x: 0, ...line }));
  const middle = legend.y - 4;
  const entries = legend.entries.map((entry) => ({ ...entry, ...lookOf(entry.method) }));
  return {
    width,
    height,
    layer: [
      words(atLeft([title]), { fontSize: titleSize, fontWeight: 600 }),
      words(atLeft(setting), { color: paleInk }),
      words(atLeft(diverged), { fontWeight: 600 }),
      {
        data: { values: entries.filter(({ banded }) => banded) },
        mark: { type: "rect", opacity: bandOpacity, y: middle - 6, y2: middle + 6 },
        encoding: { x: pixels("x"), x2: { field: "x2" }, color: literal("color") },
      },
      ...entries.map(
        ({ x, x2, color, dash, lineWidth }): Layer => ({
          data: { values: [{ x, x2 }] },
          mark: {
            type: "rule",
            y: middle,
            color,
            strokeWidth: lineWidth,
            ...(dash.length > 0 && { strokeDash: [...dash] }),
          },
          encoding: { x: pixels("x"), x2: { field: "x2" } },
        }),
      ),
      words(
        entries.map(({ label, labelX }) => ({ text: label, x: labelX, y: legend.y })),
        {},
      ),
      words([{ ...legend.note, y: legend.y }], { color: paleInk }),
    ],
  };
}
