/**
 * The bootstrap: how a statistic of a sample would vary, from samples drawn with replacement out of it:
 *
 *     x*_i = x_⌊nU_i⌋,     T*_b = T(x*),  b = 1 … B,     se = sd(T*),     interval = [q_{0.025}(T*), q_{0.975}(T*)]
 *
 * U → `uniform` (the randomness is handed in), T → `statistic`, B → `resamples`, T* → `replicates`.
 * Source: Efron, Bootstrap methods, Annals of Statistics 7 (1979); Efron & Tibshirani (1993), ch. 6 and 13.
 */

import { sampleWithReplacement } from "simple-statistics";
import { requireCallable, requireSeries, requireWhole } from "./checks.js";
import { keysOf, requireKeys, show } from "./input/index.js";
import { InputError } from "./input-error.js";
import { createMoments } from "./moments.js";
import { quantiles } from "./quantiles.js";

export interface Bootstrap {
  /** The statistic of the sample itself. */
  readonly estimate: number;
  /** Standard deviation of the replicates; NaN where one of them is infinite (half of the runs diverged, say). */
  readonly standardError: number;
  /** Percentile interval, two-sided 95 %. */
  readonly interval: readonly [low: number, high: number];
}

export interface BootstrapOptions {
  /** Numbers in [0, 1). */
  readonly uniform: () => number;
  /** How many; default 1000. */
  readonly resamples?: number;
}

const optionKeys = keysOf<BootstrapOptions>({ uniform: true, resamples: true });

/**
 * Standard error and percentile interval of a statistic of independent values.
 *
 * @param values the sample, at least two numbers.
 * @param statistic such as a median; called on resamples of the same length.
 * @param options `uniform`: a source of numbers in [0, 1); `resamples`: how many, default 1000.
 * @throws InputError when fewer than two values are given, `resamples` is not a whole number of at least 2,
 *   `uniform` leaves [0, 1), or `statistic` answers NaN.
 * @see Efron (1979).
 * @example
 * ```ts
 * import { bootstrap } from "homogenized-sgd/estimators";
 * import { createStreams } from "homogenized-sgd/sde";
 * const stream = createStreams(1, "bootstrap").stream(0);
 * const mean = (sample: readonly number[]) => sample.reduce((a, b) => a + b, 0) / sample.length;
 * const { estimate, standardError } = bootstrap([1, 2, 3, 4, 5, 6, 7, 8], mean, { uniform: () => stream.uniform() });
 * estimate; // => 4.5
 * Math.abs(standardError - 0.81) < 0.1; // => true
 * ```
 */
export function bootstrap(
  values: readonly number[],
  statistic: (sample: readonly number[]) => number,
  options: BootstrapOptions,
): Bootstrap {
  requireSeries("bootstrap", "values", values);
  requireCallable("bootstrap", "the statistic", statistic);
  requireKeys("bootstrap", options, optionKeys);
  const { uniform, resamples = 1000 } = options;
  const n = values.length;
  if (n < 2) throw new InputError(`bootstrap got ${n} values; give at least two.`);
  requireCallable("bootstrap", "uniform", uniform);
  requireWhole("bootstrap", "resamples", resamples, 2);
  const checkedUniform = (): number => {
    const u = uniform();
    if (!(u >= 0 && u < 1))
      throw new InputError(`bootstrap got ${show(u)} from uniform; give a source of numbers in [0, 1).`);
    return u;
  };
  const evaluate = (sample: readonly number[]): number => {
    const value = statistic(sample);
    if (Number.isNaN(value))
      throw new InputError(
        "bootstrap got NaN from the statistic; give one that is defined on every resample.",
      );
    return value;
  };
  const moments = createMoments(1);
  const estimate = evaluate(values);
  const replicates = Array.from({ length: resamples }, () =>
    evaluate(sampleWithReplacement([...values], n, checkedUniform)),
  );
  for (const replicate of replicates) moments.push(Float64Array.of(replicate));
  const [low, high] = quantiles(replicates, [0.025, 0.975]);
  // Moments leave out what is not finite, which here would pass off an infinite spread as a small one.
  const allFinite = moments.alive()[0] === resamples;
  return {
    estimate,
    standardError: allFinite ? moments.standardDeviation()[0] : Number.NaN,
    interval: [low, high],
  };
}
