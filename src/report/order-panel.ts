/**
 * One order as a panel: errors with bars of two standard errors, filled where the order was fitted through them, the
 * line that was fitted, and under it one of the declared order through the same middle.
 */
import { log, pow } from "../../sde/kernels/index.js";
import { type Axis, extentOf, logAxis } from "./axis.js";
import { axisOf, scaleOf } from "./axis-view.js";
import { decade, isNumber, powerOfTen, superscript } from "./format.js";
import { type OrderCurve, orderInWords } from "./order-curves.js";
import { type DrawnLevel, drawnLevels } from "./order-levels.js";
import type { MeasuredOrder } from "./order-report.js";
import { paleInk } from "./theme.js";
import type { Layer, View } from "./view.js";

const color = "#0072b2";
const declaredColor = "#777777";
const lineWidth = 1.3;

export function orderPanel({ title, axis, measured }: OrderCurve, width: number, height: number): View {
  const drawn = drawnLevels(measured);
  const lines = linesOf(measured, drawn);
  const { least, greatest } = extentOf([
    ...drawn.flatMap(({ low, high }) => [low, high]),
    ...lines.flatMap(({ ends }) => ends.map(({ error }) => error)),
  ])!;
  const steps = stepAxis(drawn.map(({ step }) => step));
  const errors = logAxis(least / 1.4, greatest * 1.4, { plain: false });
  const x = {
    field: "step",
    type: "quantitative",
    scale: scaleOf(steps),
    axis: { ...axisOf(steps), grid: false, title: "step h" },
  } as const;
  const y = {
    field: "error",
    type: "quantitative",
    scale: scaleOf(errors),
    axis: { ...axisOf(errors), title: null },
  } as const;
  const data = drawn.map(({ step, error, low, high, fitted }) => ({ step, error, low, high, fitted }));
  return {
    width,
    height,
    layer: [
      ...lines.map(
        ({ ends, style }): Layer => ({
          data: { values: ends.map((end) => ({ ...end })) },
          mark: { type: "line", strokeWidth: lineWidth, ...style },
          encoding: { x, y },
        }),
      ),
      {
        data: { values: data },
        mark: { type: "rule", color, strokeWidth: lineWidth },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
      },
      ...[true, false].flatMap((fitted): Layer[] => {
        const some = data.filter((point) => point.fitted === fitted);
        const fill = fitted ? color : "white";
        const mark = { type: "point", filled: true, size: 42, opacity: 1, stroke: color } as const;
        return some.length === 0
          ? []
          : [
              {
                data: { values: some },
                mark: { ...mark, color: fill, strokeWidth: lineWidth },
                encoding: { x, y },
              },
            ];
      }),
      caption(`${title}: ${orderInWords(measured) ?? "undecided"}, declared ${measured.declared}`, {
        y: -26,
        fontSize: 12.5,
        fontWeight: 600,
      }),
      caption(axis, { y: -9, color: paleInk }),
    ],
  };
}

/** Words above a panel. */
const caption = (words: string, style: object): Layer => ({
  data: { values: [{ words }] },
  mark: { type: "text", align: "left", baseline: "alphabetic", x: 0, ...style },
  encoding: { text: { field: "words", type: "nominal" } },
});

const log2 = (x: number): number => log(x) / Math.LN2;

interface Line {
  readonly ends: readonly { readonly step: number; readonly error: number }[];
  readonly style: { readonly color: string; readonly strokeDash?: number[] };
}

/** Through the middle of the fitted points (of all, where none was), from end to end of what is drawn. */
function linesOf({ order, declared }: MeasuredOrder, drawn: readonly DrawnLevel[]): Line[] {
  const fitted = drawn.filter((level) => level.fitted);
  const some = fitted.length > 0 ? fitted : drawn;
  const middle = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + log2(value), 0) / values.length;
  const middleStep = middle(some.map(({ step }) => step));
  const middleError = middle(some.map(({ error }) => error));
  const line = (slope: number, style: Line["style"]): Line => ({
    ends: [drawn[0].step, drawn[drawn.length - 1].step].map((step) => ({
      step,
      error: pow(2, middleError + slope * (log2(step) - middleStep)),
    })),
    style,
  });
  return [
    line(declared, { color: declaredColor, strokeDash: [5, 3] }),
    ...(isNumber(order) ? [line(order, { color })] : []),
  ];
}

/** As many labels as stand side by side. */
const mostLabels = 8;

/** A tick at every step, labelled as the power of two it is, or as a number where the interval is no such power. */
function stepAxis(steps: readonly number[]): Axis {
  const label = (h: number): string => {
    const exponent = Math.round(log2(h));
    if (pow(2, exponent) === h) return exponent === 0 ? "1" : `2${superscript(exponent)}`;
    return h < 1e-3
      ? `${(h / powerOfTen(decade(h))).toFixed(1)}×10${superscript(decade(h))}`
      : String(Number(h.toPrecision(2)));
  };
  const every = Math.ceil(steps.length / mostLabels);
  return {
    scale: "log",
    domain: [steps[steps.length - 1] / 1.3, steps[0] * 1.3],
    ticks: steps.map((value, i) => ({ value, label: i % every === 0 ? label(value) : "" })),
  };
}
