/**
 * The orders of a scheme as a figure: errors over steps on log scales, a panel for each order. An order without an
 * error that a log scale can show has no panel.
 */
import type { TopLevelSpec } from "vega-lite";
import { config } from "./config.js";
import { textSize, titleSize } from "./header.js";
import { equationInWords, orderCurves } from "./order-curves.js";
import { drawnLevels } from "./order-levels.js";
import { orderPanel } from "./order-panel.js";
import type { OrderReport } from "./order-report.js";
import { fillLines, shorten } from "./text-width.js";
import { figureWidth, paleInk } from "./theme.js";
import type { Layer, View } from "./view.js";

const margin = { left: 58, top: 12, right: 18, bottom: 46 };
const innerWidth = figureWidth - margin.left - margin.right;
const gap = { columns: 62, header: 56 };
const lineHeight = 16;

/**
 * A figure fit for a paper, as a Vega-Lite 6 specification in plain data.
 *
 * @param report what `hsgd order` measured
 * @returns the specification; the same for the same report
 */
export function orderFigureSpec(report: OrderReport): TopLevelSpec {
  const curves = orderCurves(report).filter(({ measured }) => drawnLevels(measured).length > 0);
  const columns = Math.max(curves.length, 1);
  const width = Math.floor((innerWidth - (columns - 1) * gap.columns) / columns);
  const height = curves.length === 0 ? 0 : Math.round((columns === 1 ? 0.5 : 0.8) * width);
  const words = headWords(report, curves.length === 0);
  const headHeight = titleSize + 3 + words.length * lineHeight;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${report.scheme} on ${report.problem.name}`,
    autosize: { type: "none" },
    background: "white",
    padding: margin,
    params: [
      { name: "width", value: innerWidth },
      { name: "height", value: headHeight + (curves.length === 0 ? 0 : gap.header + height) },
    ],
    bounds: "flush",
    spacing: gap.header,
    vconcat: [
      headView(report, words, headHeight),
      {
        columns,
        bounds: "flush",
        align: "none",
        spacing: { row: 0, column: gap.columns },
        concat: curves.map((curve) => orderPanel(curve, width, height)),
      },
    ],
    config,
  };
}

function headWords({ problem, seed }: OrderReport, empty: boolean): string[] {
  const phrases = empty
    ? ["no error that a log scale can show: all are zero, or paths diverged"]
    : [
        `errors at t = ${problem.to}`,
        `seed ${seed}`,
        "bars: ± 2 standard errors",
        "solid: fitted (filled points)",
      ];
  const legend = empty ? phrases : [...phrases, "dashed: declared order"];
  return [
    ...fillLines([equationInWords(problem)], "", textSize, innerWidth),
    ...fillLines(legend, "; ", textSize, innerWidth),
  ];
}

function headView({ problem, scheme }: OrderReport, words: readonly string[], height: number): View {
  const pixels = (field: string) => ({ field, type: "quantitative", scale: null, axis: null }) as const;
  const line = (text: string, y: number, style: object): Layer => ({
    data: { values: [{ text, x: 0, y }] },
    mark: { type: "text", align: "left", baseline: "alphabetic", ...style },
    encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" } },
  });
  return {
    width: innerWidth,
    height,
    layer: [
      line(shorten(`${scheme} on ${problem.name}`, titleSize, innerWidth), titleSize, {
        fontSize: titleSize,
        fontWeight: 600,
      }),
      ...words.map((text, i) => line(text, titleSize + 3 + (i + 1) * lineHeight, { color: paleInk })),
    ],
  };
}
