/** A key as layers of a Vega-Lite view: swatches of line, band or point, and the names beside them. */
import { type KeyEntry, keyRowHeight } from "./curves-key.js";
import { bandOpacity } from "./theme.js";
import type { Layer } from "./view.js";

/** Pixels as they are, on no scale. */
const pixels = (field: string) => ({ field, type: "quantitative", scale: null, axis: null }) as const;

/** @param top y of the first row's baseline, in the view's pixels. */
export function keyView(entries: readonly KeyEntry[], top: number): Layer[] {
  const baseline = (row: number): number => top + row * keyRowHeight;
  return entries.flatMap(({ curve, look, x, x2, nameAt, row }): Layer[] => {
    const middle = baseline(row) - 4;
    const { color, dash, lineWidth } = look;
    const isPoint = curve.mark === "points";
    return [
      ...(curve.low && !isPoint
        ? [
            {
              data: { values: [{ x, x2, y: middle - 6, y2: middle + 6 }] },
              mark: { type: "rect", color, opacity: bandOpacity },
              encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } },
            } satisfies Layer,
          ]
        : []),
      isPoint
        ? {
            data: { values: [{ x: (x + x2) / 2, y: middle }] },
            mark: { type: "point", filled: true, size: 40, opacity: 1, color },
            encoding: { x: pixels("x"), y: pixels("y") },
          }
        : {
            data: { values: [{ x, x2, y: middle }] },
            mark: {
              type: "rule",
              color,
              strokeWidth: lineWidth,
              ...(dash.length > 0 && { strokeDash: [...dash] }),
            },
            encoding: { x: pixels("x"), x2: { field: "x2" }, y: pixels("y") },
          },
      {
        data: { values: [{ text: curve.name, x: nameAt, y: baseline(row) }] },
        mark: { type: "text", align: "left", baseline: "alphabetic" },
        encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" } },
      },
    ];
  });
}
