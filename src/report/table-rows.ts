/**
 * The lines of the terminal table for one statistic: every method with its mean at the end, its distance from the
 * reference and the largest difference of means, then every two ensembles. Each number has the digits that its own
 * error warrants.
 */
import type { Agreement, Num, ResultJson } from "../comparison/index.js";
import { curveOf, hasRuns, lostRuns, referenceOf, standardErrors } from "./curves.js";
import { cell, decimalsFor, isNumber, percent, signed } from "./format.js";

const columns = [
  "label",
  "mean",
  "error",
  "sup",
  "range",
  "relative",
  "difference",
  "differenceError",
  "z",
] as const;

/** One line; an empty cell has nothing to say. */
export type Row = Readonly<Record<(typeof columns)[number], string>>;

const emptyRow = Object.fromEntries(columns.map((name) => [name, ""])) as Row;

export const titleRow = (label: string): Row => ({ ...emptyRow, label });

export function statisticRows(result: ResultJson, statistic: string): Row[] {
  const { curves, agreement, times } = result;
  const last = times.length - 1;
  const reference = referenceOf(result);
  const entries = agreement.filter((entry) => entry.statistic === statistic);
  const ends = Object.entries(curves).map(([method, methodCurves]) => {
    const curve = curveOf(methodCurves, statistic);
    const band = hasRuns(methodCurves) ? curve?.band : undefined;
    const error = band && hasRuns(methodCurves) ? standardErrors(band, methodCurves.alive)[last] : undefined;
    return { method, mean: curve?.mean[last], error: negligible(error, curve?.mean[last]) };
  });
  // What has no error is told as exactly as the best of the others.
  const errors = ends.map(({ error }) => error).filter((error) => isNumber(error) && error > 0);
  const finest = errors.length > 0 ? decimalsFor(errors, 2) : undefined;
  const scale = sizeOf(result, statistic);

  const methodRows = ends.map(({ method, mean, error }): Row => {
    const entry = entries.find(({ between: [a, b] }) => a === method && b === reference);
    const decimals =
      isNumber(error) && error > 0 ? decimalsFor([error], 2) : (finest ?? decimalsFor([mean], 5));
    return {
      ...emptyRow,
      label: labelOf([method], result),
      mean: cell(mean, decimals, 5),
      error: error === undefined ? "" : `± ${cell(error, decimals, 2)}`,
      ...(entry && { ...supCells(entry, scale), ...differenceCells(entry, scale) }),
    };
  });
  const pairRows = entries
    .filter(({ between: [, b] }) => b !== reference)
    .map(
      (entry): Row => ({
        ...emptyRow,
        label: labelOf(entry.between, result),
        range: ratioCell(entry),
        ...differenceCells(entry, scale),
      }),
    );
  return [...methodRows, ...pairRows];
}

/** Stands before what counts the runs alone that are left. */
export const lostMark = "*";

const labelOf = (methods: readonly string[], { curves }: ResultJson): string =>
  `${methods.some((method) => lostRuns(curves[method])) ? lostMark : " "}${methods.join(" − ")}`;

/** The largest mean of the method whose means stay smallest: an ODE on its way to overflow is no measure. */
function sizeOf({ curves }: ResultJson, statistic: string): number {
  const sizes = Object.values(curves).map((method) =>
    (curveOf(method, statistic)?.mean ?? [])
      .filter(isNumber)
      .reduce((most, mean) => Math.max(most, Math.abs(mean)), 0),
  );
  return sizes.reduce((a, b) => Math.min(a, b));
}

/** A number that rounding alone can make beside `scale` is 0. */
const negligible = <Value extends Num | undefined>(value: Value, scale: Num | undefined): Value | 0 =>
  isNumber(value) && isNumber(scale) && Math.abs(value) < 1e-13 * Math.abs(scale) ? 0 : value;

function supCells({ supDistance }: Agreement, scale: number): Partial<Row> {
  if (supDistance === undefined) return {};
  const tidy = (value: Num | undefined) => negligible(value, scale);
  const relative = percent(negligible(supDistance.relative, 1));
  if (!("median" in supDistance)) {
    const value = tidy(supDistance.value);
    return { sup: cell(value, decimalsFor([value], 3)), relative };
  }
  const median = tidy(supDistance.median);
  const [low, high] = [tidy(supDistance.quantiles["0.1"]), tidy(supDistance.quantiles["0.9"])];
  const decimals = decimalsFor([isNumber(median) ? median : low], 3);
  return {
    sup: cell(median, decimals),
    range: `[${cell(low, decimals)}, ${cell(high, Math.min(decimals, decimalsFor([high], 3)))}]`,
    relative,
  };
}

function differenceCells({ meanDifference }: Agreement, scale: number): Partial<Row> {
  if (meanDifference === undefined) return {};
  const difference = negligible(meanDifference.max, scale);
  const error = negligible(meanDifference.standardError, scale);
  const decimals = isNumber(error) && error > 0 ? decimalsFor([error], 2) : decimalsFor([difference], 3);
  const z = isNumber(difference) && isNumber(error) && error > 0 ? difference / error : null;
  return {
    difference: signed(difference, decimals),
    differenceError: `± ${cell(error, decimals, 2)}`,
    z: signed(z, 1),
  };
}

/** Where in time a ratio of deviations is told: at the end, or when last known; -1 without any. */
export const ratioIndex = ({ standardDeviationRatio }: Agreement): number =>
  standardDeviationRatio?.findLastIndex(isNumber) ?? -1;

/** How much more the runs of the first scatter than those of the second. */
function ratioCell(entry: Agreement): string {
  const ratio = entry.standardDeviationRatio?.[ratioIndex(entry)];
  if (!isNumber(ratio)) return "";
  const plain = ratio === 0 || (ratio >= 0.01 && ratio < 1000);
  return `sd ratio ${plain ? ratio.toFixed(2) : ratio.toExponential(1)}`;
}
