/**
 * Bands of an ensemble: mean, standard deviation (n − 1) and type-7 quantiles over runs, entry by entry.
 *
 * A run has diverged at an entry where it is not finite: there it is left out of mean and deviation and counts as
 * +∞ in quantiles (CONTRACT "Result"). Where every run is NaN there is no statistic (a distance without a matching
 * teacher, the cosine of a zero start), and its quantiles are NaN rather than +∞.
 */
import { requireProbabilities, requireSameLength, requireSeries } from "./checks.js";
import { InputError } from "./input-error.js";
import { quantileOfSorted } from "./quantiles.js";

/** All arrays are as long as a run. */
export interface Bands {
  /** Over the runs that are finite; NaN where none is. */
  mean: Float64Array;
  /** Divided by n − 1; NaN where fewer than two runs are finite. */
  standardDeviation: Float64Array;
  /** By probability, as `String(p)`. */
  quantiles: Record<string, Float64Array>;
  /** How many runs are finite. */
  alive: Float64Array;
}

/**
 * Mean, standard deviation, quantiles and number of living runs, over runs, at every entry.
 *
 * @param runs at least one, all of one length (one number per saved time, say); not changed.
 * @param probabilities numbers in [0, 1]; none are needed.
 * @throws InputError when there are no runs, their lengths differ, or a probability is outside [0, 1].
 * @see Welford (1962) for the deviation; Hyndman & Fan (1996), definition 7, for the quantiles.
 * @example
 * ```ts
 * import { bands } from "homogenized-sgd/estimators";
 * const runs = [Float64Array.of(1, 1), Float64Array.of(2, 3), Float64Array.of(6, NaN)];
 * const { mean, standardDeviation, quantiles, alive } = bands(runs, [0.5, 0.9]);
 * mean; // => [3, 2]
 * standardDeviation; // => [2.64575, 1.41421]
 * quantiles["0.5"]; // => [2, 3]
 * quantiles["0.9"]; // => [5.2, Infinity]
 * alive; // => [3, 2]
 * ```
 */
export function bands(runs: readonly Float64Array[], probabilities: readonly number[]): Bands {
  requireSeries("bands", "runs", runs);
  if (runs.length === 0) throw new InputError("bands got no runs; give at least one.");
  for (const run of runs) requireSameLength("bands", runs[0], run);
  requireProbabilities("bands", probabilities);

  const n = runs[0].length;
  const mean = new Float64Array(n);
  const standardDeviation = new Float64Array(n);
  const alive = new Float64Array(n);
  const lines = probabilities.map(() => new Float64Array(n));
  const values = new Float64Array(runs.length);
  for (let i = 0; i < n; i++) {
    const undefinedRuns = gather(runs, i, values);
    describe(values, i, mean, standardDeviation, alive);
    if (probabilities.length > 0) values.sort();
    for (let k = 0; k < lines.length; k++)
      lines[k][i] = undefinedRuns === runs.length ? Number.NaN : quantileOfSorted(values, probabilities[k]);
  }
  const quantiles = Object.fromEntries(probabilities.map((p, k) => [String(p), lines[k]]));
  return { mean, standardDeviation, quantiles, alive };
}

/** Entry i of every run, +∞ where it is not finite; answers how many are NaN. */
function gather(runs: readonly Float64Array[], i: number, out: Float64Array): number {
  let undefinedRuns = 0;
  for (let r = 0; r < runs.length; r++) {
    const value = runs[r][i];
    out[r] = Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
    if (Number.isNaN(value)) undefinedRuns++;
  }
  return undefinedRuns;
}

/** Welford's mean and deviation of the finite values, in the order of the runs (moments.ts has the formula). */
function describe(
  values: Float64Array,
  i: number,
  mean: Float64Array,
  standardDeviation: Float64Array,
  alive: Float64Array,
): void {
  let count = 0;
  let average = 0;
  let m2 = 0;
  for (let r = 0; r < values.length; r++) {
    const value = values[r];
    if (value === Number.POSITIVE_INFINITY) continue;
    const before = value - average;
    average += before / ++count;
    m2 += before * (value - average);
  }
  alive[i] = count;
  mean[i] = count > 0 ? average : Number.NaN;
  standardDeviation[i] = count > 1 ? Math.sqrt(m2 / (count - 1)) : Number.NaN;
}
