/**
 * Kolmogorov–Smirnov test of a sample against a law without atoms:
 *
 *     D = sup_x |F_n(x) − F(x)|,     p = Q((√n + 0.12 + 0.11/√n) D),     Q(u) = 2 Σ_{j≥1} (−1)^{j−1} e^{−2j²u²}
 *
 * D → `statistic`, F → `cdf`, u → `scaled`. For small u the same Q is 1 − (√(2π)/u) Σ_{j≥1} e^{−(2j−1)²π²/(8u²)}.
 * Sources: Kolmogorov (1933); Stephens, JRSS B 32 (1970), for the correction: from n = 5
 * on within 0.025 of the exact p; from n = 7 on within a tenth of it where 0.01 < p < 0.1.
 *
 * HSGD and SGD differ in their fluctuations at every d (THEORY §9): this test of one against the other rightly
 * rejects with enough runs.
 */
import { requireCallable, requireSeries } from "./checks.js";
import { show } from "./input/index.js";
import { InputError } from "./input-error.js";

export interface KolmogorovSmirnov {
  /** Largest distance between the sample's distribution function and the law's. */
  readonly statistic: number;
  /** Probability of one at least as large, were the sample drawn from the law. */
  readonly pValue: number;
}

/**
 * Kolmogorov–Smirnov distance of independent values from a continuous law, and its p-value.
 *
 * @param sample at least one finite number, in any order; not changed.
 * @param cdf the law's distribution function, into [0, 1].
 * @throws InputError when the sample is empty or holds a number that is not finite, or `cdf` leaves [0, 1].
 * @see Stephens (1970), case 0.
 * @example
 * ```ts
 * import { kolmogorovSmirnov } from "homogenized-sgd/estimators";
 * const uniform = (x: number) => Math.min(1, Math.max(0, x));
 * kolmogorovSmirnov([0.1, 0.4, 0.7], uniform).statistic; // => 0.3
 * kolmogorovSmirnov([0.9, 0.95, 0.97, 0.99, 1], uniform).pValue < 1e-3; // => true
 * ```
 */
export function kolmogorovSmirnov(sample: ArrayLike<number>, cdf: (x: number) => number): KolmogorovSmirnov {
  requireSeries("kolmogorovSmirnov", "the sample", sample);
  requireCallable("kolmogorovSmirnov", "the distribution function", cdf);
  const n = sample.length;
  if (n === 0) throw new InputError("kolmogorovSmirnov got an empty sample; give at least one number.");
  const bad = Array.from(sample).findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new InputError(
      `kolmogorovSmirnov got ${show(sample[bad])} in the sample; give finite numbers only.`,
    );
  const sorted = Float64Array.from(sample).sort();
  let statistic = 0;
  for (let i = 0; i < n; i++) {
    const probability = cdf(sorted[i]);
    if (!(probability >= 0 && probability <= 1))
      throw new InputError(
        `kolmogorovSmirnov got ${show(probability)} from cdf(${sorted[i]}); give a distribution function, from 0 to 1.`,
      );
    statistic = Math.max(statistic, (i + 1) / n - probability, probability - i / n);
  }
  const root = Math.sqrt(n);
  return { statistic, pValue: tail((root + 0.12 + 0.11 / root) * statistic) };
}

/** Q; the two series meet where both need few terms. */
function tail(scaled: number): number {
  if (scaled === 0) return 1;
  let sum = 0;
  if (scaled < 1.2) {
    for (let j = 1; j <= 7; j += 2) sum += exponential((j * j * Math.PI * Math.PI) / (8 * scaled * scaled));
    return Math.min(1, Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / scaled) * sum));
  }
  for (let j = 1, sign = 2; j <= 4; j++, sign = -sign) sum += sign * exponential(2 * j * j * scaled * scaled);
  return Math.min(1, Math.max(0, sum));
}

/**
 * e^{−x}, x ≥ 0, to about 1e-12: a Taylor polynomial at x/2^10, squared ten times. Only arithmetic, so that its bits
 * are the same on every engine; the exact one of `sde/kernels` stands a floor above.
 */
function exponential(x: number): number {
  if (x > 700) return 0;
  const small = -x / 1024;
  let power = 1;
  for (let k = 14; k >= 1; k--) power = 1 + (power * small) / k;
  for (let k = 0; k < 10; k++) power *= power;
  return power;
}
