/** The orders of a scheme as a table for a terminal. */
import type { Num } from "../comparison/index.js";
import { isNumber, missing, typeset } from "./format.js";
import { wrap } from "./grid.js";
import { equationInWords, type OrderCurve, orderCurves, orderInWords } from "./order-curves.js";
import type { MeasuredLevel, MeasuredOrder, OrderReport } from "./order-report.js";

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

function section({ title, axis, measured }: OrderCurve): string[] {
  const { against, paths, levels, outcome } = measured;
  const truth =
    against === "exact"
      ? "the exact solution on the same paths"
      : `${against.scheme} at steps of ${step(against.step)} on the same paths`;
  return [
    `${title}: ${axis}, ${paths} path${paths === 1 ? "" : "s"}, against ${truth}`,
    `${"step".padStart(12)}${"error".padStart(13)}${"s.e.".padStart(11)}`,
    ...levels.map(row),
    ...conclusion(measured),
    ...(levels.some(({ fitted }) => !fitted) && outcome === "measured"
      ? ["* not fitted: hidden by noise or rounding, or paths diverged"]
      : []),
  ];
}

const row = ({ step: h, error, standardError, fitted }: MeasuredLevel): string =>
  [
    step(h).padStart(12),
    number(error).padStart(13),
    number(standardError, 2).padStart(11),
    fitted ? "" : " *",
  ].join("");

function conclusion(measured: MeasuredOrder): string[] {
  const { declared, confidence, reason, verdict, limit } = measured;
  const words = orderInWords(measured);
  const order =
    words === undefined
      ? `order undecided; declared ${declared}`
      : `order ${words.replace(" ", `, ${shortPercent(confidence)} interval `)}; declared ${declared}: ${told[verdict]}`;
  const sentences = [
    order,
    reason,
    limit && !limit.agrees
      ? `the limit is wrong: ${number(limit.measured, 4)} ± ${number(limit.standardError, 2)}, and ${number(limit.exact, 4)} is exact`
      : undefined,
  ];
  return sentences.flatMap((sentence) =>
    sentence === undefined ? [] : wrap(sentence.split(" "), lineLength),
  );
}

const told: Readonly<Record<MeasuredOrder["verdict"], string>> = {
  "as declared": "as declared",
  "below declared": "below it",
  "above declared": "above it (an easy problem)",
  undecided: "too wide to say (more paths help)",
  "wrong limit": "but to another limit",
};

const shortPercent = (share: number): string => `${Number((100 * share).toPrecision(6))} %`;

const number = (value: Num, digits = 3): string =>
  isNumber(value) ? (value === 0 ? "0" : typeset(value.toExponential(digits - 1))) : missing;

/** A step is a power of two times the interval: short where it can be. */
const step = (h: number): string => String(Number(h.toPrecision(6)));
