/**
 * How two ensembles differ in mean and in spread, with errors of independent runs:
 *
 *     Δ(t) = μ₁(t) − μ₂(t),     se(t) = √(s₁²/n₁ + s₂²/n₂),     s₁(t)/s₂(t)
 *
 * μ → `mean`, s → `standardDeviation`, n → `alive`. A curve without chance is an ensemble of deviation 0. The ratio
 * is what homogenized SGD does not promise to be 1 (THEORY §9).
 */
import type { Bands } from "./bands.js";
import { requireSameLength } from "./checks.js";
import { show } from "./input/index.js";
import { InputError } from "./input-error.js";

/** What is needed of an ensemble; arrays on common times. */
export type Spread = Pick<Bands, "mean" | "standardDeviation" | "alive">;

export interface MeanDifference {
  /** The entry where the difference is largest in magnitude; −1 where no difference is finite. */
  readonly index: number;
  /** First mean minus second there; NaN where no difference is finite. */
  readonly difference: number;
  /** Its own standard error there. */
  readonly standardError: number;
}

/**
 * Difference of two means where it is largest in magnitude (the earliest such entry), with its standard error there.
 *
 * @param first bands over n entries.
 * @param second bands over the same n entries; entries where a mean is not finite are left out.
 * @throws InputError when lengths differ.
 * @see Standard error of a difference of independent means (Welch 1947).
 * @example
 * ```ts
 * import { bands, largestMeanDifference } from "homogenized-sgd/estimators";
 * const first = bands([Float64Array.of(1, 4), Float64Array.of(3, 8)], []);
 * const second = bands([Float64Array.of(1, 8), Float64Array.of(2, 10)], []);
 * largestMeanDifference(first, second); // => { "index": 1, "difference": -3, "standardError": 2.236068 }
 * ```
 */
export function largestMeanDifference(first: Spread, second: Spread): MeanDifference {
  requireSpread("largestMeanDifference", first, second, ["mean", "standardDeviation", "alive"]);
  let index = -1;
  let largest = -1;
  for (let i = 0; i < first.mean.length; i++) {
    const size = Math.abs(first.mean[i] - second.mean[i]);
    if (size > largest && Number.isFinite(size)) {
      index = i;
      largest = size;
    }
  }
  if (index < 0) return { index, difference: Number.NaN, standardError: Number.NaN };
  return {
    index,
    difference: first.mean[index] - second.mean[index],
    standardError: Math.sqrt(squaredError(first, index) + squaredError(second, index)),
  };
}

/**
 * Standard deviation of the first over that of the second, entry by entry; NaN at 0/0 and where either is unknown.
 *
 * @param first bands over n entries.
 * @param second bands over the same n entries.
 * @returns n numbers.
 * @throws InputError when lengths differ.
 * @see THEORY §9 for why it is not 1.
 * @example
 * ```ts
 * import { bands, standardDeviationRatio } from "homogenized-sgd/estimators";
 * const first = bands([Float64Array.of(0, 1), Float64Array.of(0, 5)], []);
 * const second = bands([Float64Array.of(0, 1), Float64Array.of(0, 3)], []);
 * standardDeviationRatio(first, second); // => [NaN, 2]
 * ```
 */
export function standardDeviationRatio(
  first: Pick<Bands, "standardDeviation">,
  second: Pick<Bands, "standardDeviation">,
): Float64Array {
  requireSpread("standardDeviationRatio", first, second, ["standardDeviation"]);
  return first.standardDeviation.map((deviation, i) => deviation / second.standardDeviation[i]);
}

/** Bands may come with more than is needed. */
function requireSpread(who: string, first: object, second: object, names: readonly (keyof Spread)[]): void {
  for (const bands of [first, second])
    if (typeof bands !== "object" || bands === null)
      throw new InputError(`${who} got ${show(bands)}; give two ensembles' bands.`);
  for (const name of names) requireSameLength(who, (first as Spread)[name], (second as Spread)[name]);
}

const squaredError = ({ standardDeviation, alive }: Spread, i: number): number =>
  (standardDeviation[i] * standardDeviation[i]) / alive[i];
