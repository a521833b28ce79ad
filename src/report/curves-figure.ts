/**
 * A figure of curves: a head with title, setting and the key of what panels share, under it the panels, each with the
 * key of what is its own. Everything that Vega would guess from the width of a text is set here.
 */
import type { TopLevelSpec } from "vega-lite";
import { config } from "./config.js";
import { type CurvesFigure, requireCurvesFigure } from "./curves-description.js";
import { divideKeys, keyRowHeight, layOutKey, rowsOf } from "./curves-key.js";
import { keyView } from "./curves-key-view.js";
import { curvesPanel } from "./curves-panel.js";
import { textSize, titleSize, widerFont } from "./header.js";
import { fillLines, shorten } from "./text-width.js";
import { figureWidth, paleInk } from "./theme.js";
import type { Layer, View } from "./view.js";

const margin = { left: 54, top: 12, right: 18, bottom: 46 };
const gap = { columns: 58, rows: 74, header: 30 };
const innerWidth = figureWidth - margin.left - margin.right;
const lineHeight = 16;

/**
 * Panels of curves with bands, points and references as a Vega-Lite 6 specification in plain data, for `drawFigure`.
 *
 * @param figure title, phrases of the setting, and panels; a name that several panels have stands in the figure's key,
 * any other in that of its panel.
 * @returns the specification; the same for the same figure.
 * @throws InputError where something is not as described, or a panel has nothing that its axes can show.
 * @example
 * ```ts
 * import { curvesFigureSpec, drawFigure } from "homogenized-sgd/node";
 * const spec = curvesFigureSpec({ title: "Decay", setting: ["rate 1"], panels: [{ title: "e⁻ᵗ", x: { title: "t" },
 *   curves: [{ name: "exact", look: "ode", x: [0, 1, 2], y: [1, 0.37, 0.14] }] }] });
 * await drawFigure(spec, "out/decay");
 * ```
 */
export function curvesFigureSpec(figure: CurvesFigure): TopLevelSpec {
  requireCurvesFigure(figure);
  const panels = Array.from(figure.panels);
  const columns = panels.length === 4 ? 2 : Math.min(3, panels.length);
  const rows = Math.ceil(panels.length / columns);
  const width = Math.floor((innerWidth - (columns - 1) * gap.columns) / columns);
  const height = Math.round(width * (columns === 1 ? 0.4 : columns === 2 ? 0.66 : 0.85));
  const { shared, own } = divideKeys(panels);
  const keys = own.map((curves) => layOutKey(curves, width));
  const keyRoom = (some: typeof keys) =>
    keyRowHeight * some.reduce((most, key) => Math.max(most, rowsOf(key)), 0);
  const head = headView(figure, layOutKey(shared, innerWidth));
  const above = gap.header + keyRoom(keys.slice(0, columns));
  const between = gap.rows + keyRoom(keys.slice(columns));
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: [figure.title, ...(figure.setting ?? [])].join("; "),
    autosize: { type: "none" },
    background: "white",
    padding: margin,
    params: [
      { name: "width", value: innerWidth },
      { name: "height", value: head.height + above + rows * height + (rows - 1) * between },
    ],
    bounds: "flush",
    spacing: above,
    vconcat: [
      head.view,
      {
        columns,
        bounds: "flush",
        align: "none",
        spacing: { row: between, column: gap.columns },
        concat: panels.map((panel, i) => curvesPanel(panel, keys[i], width, height)),
      },
    ],
    config,
  };
}

function headView(
  { title, setting = [] }: CurvesFigure,
  key: ReturnType<typeof layOutKey>,
): { readonly view: View; readonly height: number } {
  const limit = innerWidth / widerFont;
  const words = fillLines(setting, " · ", textSize, limit);
  const keyTop = titleSize + 3 + words.length * lineHeight + keyRowHeight + 3;
  const height = rowsOf(key) === 0 ? keyTop - keyRowHeight : keyTop + (rowsOf(key) - 1) * keyRowHeight + 4;
  const line = (text: string, y: number, style: object): Layer => ({
    data: { values: [{ text }] },
    mark: { type: "text", align: "left", baseline: "alphabetic", x: 0, y, ...style },
    encoding: { text: { field: "text", type: "nominal" } },
  });
  const layer = [
    line(shorten(title, titleSize, limit), titleSize, { fontSize: titleSize, fontWeight: 600 }),
    ...words.map((text, i) => line(text, titleSize + 3 + (i + 1) * lineHeight, { color: paleInk })),
    ...keyView(key, keyTop),
  ];
  return { view: { width: innerWidth, height, layer }, height };
}
