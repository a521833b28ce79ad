/**
 * Quantiles of a sample, type 7 (Hyndman & Fan, The American Statistician 50 (1996); R's and NumPy's default):
 *
 *     q(p) = x_⌊h⌋ + (h − ⌊h⌋)(x_⌈h⌉ − x_⌊h⌋),     h = (n − 1)p,     x_0 ≤ … ≤ x_{n−1}
 *
 * h → `position`. A diverged run stands at +∞: between a finite value and +∞ the quantile is +∞, between two +∞ it
 * is +∞ (∞ − ∞ is never formed), and on an order statistic it is that order statistic.
 */
import { requireProbabilities, requireSeries } from "./checks.js";
import { show } from "./input/index.js";
import { InputError } from "./input-error.js";

/** Rounding of (n − 1)p alone must not push an order statistic towards its neighbour, who may be +∞. */
const rounding = 4 * Number.EPSILON;

/** The two order statistics that q(p) lies between, counted from 0, and how far from the lower one. */
export function quantilePosition(count: number, p: number): readonly [lower: number, fraction: number] {
  const position = (count - 1) * p;
  const nearest = Math.floor(position + 0.5);
  if (Math.abs(position - nearest) <= rounding * nearest) return [nearest, 0];
  const lower = Math.floor(position);
  return [lower, position - lower];
}

/** A point between two order statistics, either of which may be infinite. */
export function between(lower: number, upper: number, fraction: number): number {
  if (fraction === 0 || lower === upper) return lower;
  if (upper === Number.POSITIVE_INFINITY) return upper;
  return lower === Number.NEGATIVE_INFINITY ? lower : lower + fraction * (upper - lower);
}

/** q(p) of sorted values, at least one, none NaN. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const [lower, fraction] = quantilePosition(sorted.length, p);
  return fraction === 0 ? sorted[lower] : between(sorted[lower], sorted[lower + 1], fraction);
}

/**
 * Quantiles of a sample, type 7; +∞ (a diverged run) is allowed among the values.
 *
 * @param values the sample, at least one number, in any order; not changed.
 * @param probabilities numbers in [0, 1].
 * @returns one quantile per probability, in their order.
 * @throws InputError when there are no values, one is NaN, or a probability is outside [0, 1].
 * @see Hyndman & Fan (1996), definition 7.
 * @example
 * ```ts
 * import { quantiles } from "homogenized-sgd/estimators";
 * quantiles([4, 1, 3, 2], [0, 0.5, 0.75]); // => [1, 2.5, 3.25]
 * quantiles([1, 2, Infinity], [0.5, 0.51]); // => [2, Infinity]
 * ```
 */
export function quantiles(values: readonly number[], probabilities: readonly number[]): number[] {
  requireProbabilities("quantiles", probabilities);
  requireSeries("quantiles", "values", values);
  if (values.length === 0) throw new InputError("quantiles got no values; give at least one.");
  const bad = values.findIndex((value) => typeof value !== "number" || Number.isNaN(value));
  if (bad >= 0)
    throw new InputError(
      `quantiles got ${show(values[bad])} among the values; leave it out, or count it as Infinity.`,
    );
  const sorted = Float64Array.from(values).sort();
  return probabilities.map((p) => quantileOfSorted(sorted, p));
}
