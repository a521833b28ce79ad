/**
 * Running mean and variance of vectors:
 *
 *     push   mean ← mean + (x − mean)/n,       m₂ ← m₂ + (x − mean_before)(x − mean_after)
 *     merge  mean ← mean + g n'/(n + n'),      m₂ ← m₂ + m₂' + g² n n'/(n + n'),     g = mean' − mean
 *
 * n → `count`, m₂ → `m2` (sum of squared deviations), primes: the other sketch.
 * Sources: Welford, Technometrics 4 (1962); Chan, Golub & LeVeque, Updating formulae (1979), eq. (2.1).
 *
 * Equal values leave m₂ at exactly 0. Entries that are not finite are not counted, each entry for itself, so a
 * run that has diverged drops out.
 */
import { requireWhole } from "./checks.js";
import { InputError } from "./input-error.js";

export interface Moments {
  /** Counts one vector in. */
  push(values: Float64Array): void;
  /** Counts in everything that another one has seen. */
  merge(other: Moments): void;
  /** NaN where nothing was counted. */
  mean(): Float64Array;
  /** Divided by n − 1; NaN for fewer than two. */
  variance(): Float64Array;
  /** Square root of the variance. */
  standardDeviation(): Float64Array;
  /** Of the mean: standard deviation / √n. */
  standardError(): Float64Array;
  /** How many finite values each entry has seen. */
  alive(): Float64Array;
  readonly state: { readonly count: Float64Array; readonly mean: Float64Array; readonly m2: Float64Array };
}

/**
 * Running mean, variance and count of vectors of one length, in memory that does not grow; two can be merged.
 *
 * @param size length of every vector; all results have it.
 * @throws InputError when `size` is not a whole number of at least 0, or on a vector or a merge of another length.
 * @see Welford (1962); Chan, Golub & LeVeque (1979).
 * @example
 * ```ts
 * import { createMoments } from "homogenized-sgd/estimators";
 * const moments = createMoments(2);
 * moments.push(Float64Array.of(1, 10));
 * moments.push(Float64Array.of(2, 10));
 * moments.push(Float64Array.of(3, Number.NaN));
 * moments.mean(); // => [2, 10]
 * moments.variance(); // => [1, 0]
 * moments.standardError(); // => [0.57735, 0]
 * moments.alive(); // => [3, 2]
 * ```
 */
export function createMoments(size: number): Moments {
  requireWhole("createMoments", "size", size, 0);
  const count = new Float64Array(size);
  const mean = new Float64Array(size);
  const m2 = new Float64Array(size);
  const variance = () => m2.map((value, i) => (count[i] > 1 ? value / (count[i] - 1) : Number.NaN));
  return {
    state: { count, mean, m2 },
    push(values) {
      requireSize(size, values.length);
      for (let i = 0; i < size; i++) {
        const x = values[i];
        if (!Number.isFinite(x)) continue;
        const before = x - mean[i];
        mean[i] += before / ++count[i];
        m2[i] += before * (x - mean[i]);
      }
    },
    merge({ state: other }) {
      requireSize(size, other.count.length);
      for (let i = 0; i < size; i++) {
        if (other.count[i] === 0) continue;
        if (count[i] === 0) {
          // The formula below would round g n'/n' and form ∞·0.
          count[i] = other.count[i];
          mean[i] = other.mean[i];
          m2[i] = other.m2[i];
          continue;
        }
        const n = count[i] + other.count[i];
        const gap = other.mean[i] - mean[i];
        mean[i] += (gap * other.count[i]) / n;
        m2[i] += other.m2[i] + gap * gap * ((count[i] * other.count[i]) / n);
        count[i] = n;
      }
    },
    mean: () => mean.map((value, i) => (count[i] > 0 ? value : Number.NaN)),
    variance,
    standardDeviation: () => variance().map(Math.sqrt),
    standardError: () => variance().map((value, i) => Math.sqrt(value / count[i])),
    alive: () => count.slice(),
  };
}

function requireSize(size: number, got: number): void {
  if (got !== size)
    throw new InputError(`Moments of ${size} entries got ${got}; give vectors of one length throughout.`);
}
