/**
 * The orders of a scheme as a figure: errors over steps on log scales with bars of two standard errors, the line that
 * was fitted, and one of the declared order through the middle of what it was fitted to.
 */
import type { TopLevelSpec } from "vega-lite";
import { log, pow } from "../../sde/kernels/index.js";
import { type Axis, extentOf, logAxis } from "./axis.js";
import { axisOf, scaleOf } from "./axis-view.js";
import { config } from "./config.js";
import { decade, superscript } from "./format.js";
import { textSize, titleSize } from "./header.js";
import {
  equationInWords,
  type OrderCurve,
  type OrderPoint,
  type OrderReport,
  orderCurves,
} from "./order-report.js";
import { shorten } from "./text-width.js";
import { figureWidth, paleInk } from "./theme.js";
import type { Layer, View } from "./view.js";

const margin = { left: 58, top: 12, right: 18, bottom: 46 };
const innerWidth = figureWidth - margin.left - margin.right;
const gap = { columns: 62, header: 56 };
const headerHeight = 52;
const color = "#0072b2";

/**
 * A figure fit for a paper, as a Vega-Lite 6 specification in plain data.
 *
 * @param report what `hsgd order` measured
 * @returns the specification; the same for the same report
 */
export function orderFigureSpec(report: OrderReport): TopLevelSpec {
  const curves = orderCurves(report).filter(({ points }) => points.some(drawable));
  const width = Math.floor((innerWidth - gap.columns) / 2);
  const height = Math.round(0.8 * width);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${report.scheme} on ${report.problem.name}`,
    autosize: { type: "none" },
    background: "white",
    padding: margin,
    params: [
      { name: "width", value: innerWidth },
      { name: "height", value: headerHeight + gap.header + height },
    ],
    bounds: "flush",
    spacing: gap.header,
    vconcat: [
      headView(report),
      {
        columns: 2,
        bounds: "flush",
        align: "none",
        spacing: { row: 0, column: gap.columns },
        concat: curves.map((curve) => panel(curve, width, height)),
      },
    ],
    config,
  };
}

function headView({ problem, scheme, seed }: OrderReport): View {
  const lines = [
    { text: shorten(`${scheme} on ${problem.name}`, titleSize, innerWidth), y: titleSize },
    {
      text: shorten(equationInWords(problem), textSize, innerWidth),
      y: 34,
    },
    {
      text: `errors at t = ${problem.to}, seed ${seed}; bars: ± 2 standard errors; solid: fitted (filled points); dashed: declared order`,
      y: 50,
    },
  ];
  const pixels = (field: string) => ({ field, type: "quantitative", scale: null, axis: null }) as const;
  return {
    width: innerWidth,
    height: headerHeight,
    layer: lines.map(
      (line, i): Layer => ({
        data: { values: [{ ...line, x: 0 }] },
        mark: {
          type: "text",
          align: "left",
          baseline: "alphabetic",
          ...(i === 0 ? { fontSize: titleSize, fontWeight: 600 } : { color: paleInk }),
        },
        encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" } },
      }),
    ),
  };
}

const drawable = ({ error }: OrderPoint): boolean => Number.isFinite(error) && error > 0;

/** Not down to zero, which a log scale does not have: at most two decades below the point. */
const barOf = ({ error, standardError }: OrderPoint) => ({
  low: Math.max(error - 2 * standardError, error / 100),
  high: error + 2 * standardError,
});

function panel(curve: OrderCurve, width: number, height: number): View {
  const { title, axis, measured, points } = curve;
  const shown = points.filter(drawable).map((point) => ({ ...point, ...barOf(point) }));
  const lines = linesOf(curve, shown);
  const ends = shown.flatMap(({ low, high }) => [low, high]);
  const { least, greatest } = extentOf([
    ...ends,
    ...lines.flatMap(({ ends: two }) => two.map(({ y }) => y)),
  ])!;
  const steps = shown.map(({ step }) => step);
  const x = {
    field: "x",
    type: "quantitative",
    scale: scaleOf(stepAxis(steps)),
    axis: { ...axisOf(stepAxis(steps)), grid: false, title: "step h" },
  } as const;
  const vertical = logAxis(least / 1.4, greatest * 1.4, { plain: false });
  const y = {
    type: "quantitative",
    scale: scaleOf(vertical),
    axis: { ...axisOf(vertical), title: null },
  } as const;
  const data = shown.map(({ step, error, low, high, fitted }) => ({ x: step, error, low, high, fitted }));
  const { outcome, order, interval, declared } = measured;
  const words =
    outcome === "measured"
      ? `${title}: ${order.toFixed(2)} [${interval.map((end) => end.toFixed(2)).join(", ")}], declared ${declared}`
      : `${title}: undecided, declared ${declared}`;
  return {
    width,
    height,
    layer: [
      ...lines.map(
        ({ ends: two, dash }): Layer => ({
          data: { values: two.map((end) => ({ ...end })) },
          mark: {
            type: "line",
            color: dash ? "#000000" : color,
            strokeWidth: 1.3,
            ...(dash && { strokeDash: [5, 3] }),
          },
          encoding: { x, y: { ...y, field: "y" } },
        }),
      ),
      {
        data: { values: data },
        mark: { type: "rule", color, strokeWidth: 1.3 },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
      },
      ...[true, false].flatMap((fitted): Layer[] => {
        const some = data.filter((point) => point.fitted === fitted);
        if (some.length === 0) return [];
        return [
          {
            data: { values: some },
            mark: {
              type: "point",
              filled: true,
              size: 42,
              opacity: 1,
              color: fitted ? color : "white",
              stroke: color,
              strokeWidth: 1.3,
            },
            encoding: { x, y: { ...y, field: "error" } },
          },
        ];
      }),
      caption(words, { y: -26, fontSize: 12.5, fontWeight: 600 }),
      caption(axis, { y: -9, color: paleInk }),
    ],
  };
}

const log2 = (x: number): number => log(x) / Math.LN2;

/** Words above a panel. */
const caption = (words: string, style: object): Layer => ({
  data: { values: [{ words }] },
  mark: { type: "text", align: "left", baseline: "alphabetic", x: 0, ...style },
  encoding: { text: { field: "words", type: "nominal" } },
});

interface Line {
  readonly ends: readonly { readonly x: number; readonly y: number }[];
  readonly dash: boolean;
}

/** Through the middle of the fitted points (of all, where none was), from end to end of what is drawn. */
function linesOf({ measured }: OrderCurve, shown: readonly OrderPoint[]): Line[] {
  const some = shown.some(({ fitted }) => fitted) ? shown.filter(({ fitted }) => fitted) : shown;
  const middle = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + log2(value), 0) / values.length;
  const x0 = middle(some.map(({ step }) => step));
  const y0 = middle(some.map(({ error }) => error));
  const line = (slope: number, dash: boolean): Line => ({
    ends: [shown[0].step, shown[shown.length - 1].step].map((x) => ({
      x,
      y: pow(2, y0 + slope * (log2(x) - x0)),
    })),
    dash,
  });
  return [
    ...(measured.outcome === "measured" ? [line(measured.order, false)] : []),
    line(measured.declared, true),
  ];
}

/** A tick at every step, labelled as the power of two it is, or as a number where the interval is no such power. */
function stepAxis(steps: readonly number[]): Axis {
  const label = (h: number): string => {
    const exponent = Math.round(log2(h));
    if (pow(2, exponent) === h) return exponent === 0 ? "1" : `2${superscript(exponent)}`;
    return h < 1e-3
      ? `${(h / Number(`1e${decade(h)}`)).toFixed(1)}×10${superscript(decade(h))}`
      : String(Number(h.toPrecision(2)));
  };
  const every = Math.ceil(steps.length / 8);
  return {
    scale: "log",
    domain: [Math.min(...steps) / 1.3, Math.max(...steps) * 1.3],
    ticks: steps.map((value, i) => ({ value, label: i % every === 0 ? label(value) : "" })),
  };
}
