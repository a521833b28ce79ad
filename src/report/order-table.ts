/** The orders of a scheme as a table for a terminal. */
import { missing, typeset } from "./format.js";
import { wrap } from "./grid.js";
import {
  equationInWords,
  type OrderCurve,
  type OrderPoint,
  type OrderReport,
  orderCurves,
} from "./order-report.js";

const lineLength = 96;

/**
 * Errors step by step, then each order with its interval beside what the scheme declares.
 *
 * @param report what `hsgd order` measured
 * @returns lines ended by \n
 */
export function orderTable(report: OrderReport): string {
  const { problem, scheme, seed } = report;
  return [
    ...wrap([`${problem.name}:`, equationInWords(problem)], lineLength),
    `  ${scheme} from t = ${problem.from} to ${problem.to}; seed ${seed}`,
    ...orderCurves(report).flatMap((curve) => ["", ...section(curve)]),
    "",
  ].join("\n");
}

function section({ title, axis, measured, points }: OrderCurve): string[] {
  const { order, interval, declared, confidence, against, paths, outcome, reason } = measured;
  const truth =
    against === "exact"
      ? "the exact solution on the same paths"
      : `${against.scheme} at steps of ${step(against.step)} on the same paths`;
  const conclusion =
    outcome === "measured"
      ? `order ${order.toFixed(2)}, ${100 * confidence} % interval [${interval.map((end) => end.toFixed(2)).join(", ")}]; declared ${declared}`
      : `order undecided; declared ${declared}`;
  return [
    `${title}: ${axis}, ${paths} path${paths === 1 ? "" : "s"}, against ${truth}`,
    `${"step".padStart(12)}${"error".padStart(13)}${"s.e.".padStart(11)}`,
    ...points.map(row),
    conclusion,
    ...(reason === undefined ? [] : wrap(reason.split(" "), lineLength)),
    ...(points.some(({ fitted }) => !fitted) && outcome === "measured"
      ? ["* not fitted: hidden by noise or rounding, or paths diverged"]
      : []),
  ];
}

const row = ({ step: h, signed, standardError, fitted }: OrderPoint): string =>
  [
    step(h).padStart(12),
    number(signed).padStart(13),
    number(standardError, 2).padStart(11),
    fitted ? "" : " *",
  ].join("");

const number = (value: number, digits = 3): string =>
  Number.isFinite(value) ? (value === 0 ? "0" : typeset(value.toExponential(digits - 1))) : missing;

/** A step is a power of two times the interval: short where it can be. */
const step = (h: number): string => String(Number(h.toPrecision(6)));
