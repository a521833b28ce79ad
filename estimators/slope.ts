/**
 * A straight line through points with known errors, by weighted least squares:
 *
 *     minimise Σ_i ((y_i − α − βx_i)/s_i)²,      Var β = 1 / Σ_i (x_i − x̄)²/s_i²,  x̄ weighted
 *
 * α → `intercept`, β → `slope`, s → `standardErrors`, x̄ → `meanX`, Σ(x−x̄)²/s² → `xx`. The interval is two-sided.
 * Source: Aitken, On least squares and linear combination of observations (1935), for uncorrelated errors.
 */
import { requireSeries } from "./checks.js";
import { keysOf, requireKeys, show } from "./input/index.js";
import { InputError } from "./input-error.js";

export interface SlopeFit {
  readonly slope: number;
  readonly intercept: number;
  /** Standard error of the slope, from the errors of the points. */
  readonly standardError: number;
  /** slope ± z × standard error. */
  readonly interval: readonly [low: number, high: number];
  /** Σ of squared standardised residuals; about n − 2 where a line fits. */
  readonly chiSquare: number;
}

export interface SlopeOptions {
  /** The interval's half width in standard errors; default 1.96, two-sided 95 %. */
  readonly z?: number;
}

const optionKeys = keysOf<SlopeOptions>({ z: true });

/** Normal quantile of a two-sided 95 % interval. */
const normal95 = 1.959963984540054;

/**
 * Slope of y against x with an interval, each y known with a standard error.
 *
 * @param x n numbers, not all the same. For an order of convergence, the logarithms of sizes.
 * @param y n numbers.
 * @param standardErrors n positive numbers, in the unit of y.
 * @param options `z`: the interval's half width in standard errors; default 1.96, two-sided 95 %.
 * @throws InputError when lengths differ, fewer than two points are given, a coordinate is not finite, an error is not positive
 *   and finite, all x are equal, or `z` is negative.
 * @see Aitken (1935).
 * @example
 * ```ts
 * import { slope } from "homogenized-sgd/estimators";
 * const fit = slope([0, 1, 2], [1, 3, 5], [0.1, 0.1, 0.1]);
 * fit.slope; // => 2
 * fit.standardError; // => 0.0707107
 * fit.interval; // => [1.86141, 2.13859]
 * ```
 */
export function slope(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  standardErrors: ArrayLike<number>,
  options: SlopeOptions = {},
): SlopeFit {
  requireSeries("slope", "x", x);
  requireSeries("slope", "y", y);
  requireSeries("slope", "standard errors", standardErrors);
  requireKeys("slope", options, optionKeys);
  const n = x.length;
  if (!(n >= 2 && y.length === n && standardErrors.length === n))
    throw new InputError(
      `slope got ${n} x, ${y.length} y and ${standardErrors.length} standard errors; give at least two of each, equally many.`,
    );
  const { z = normal95 } = options;
  if (!(typeof z === "number" && z >= 0))
    throw new InputError(`slope got z ${show(z)}; give a number of at least 0, such as 1.96.`);
  let weight = 0;
  // From the first point on, so that equal x leave no rounding behind.
  let meanX = x[0];
  let meanY = y[0];
  for (let i = 0; i < n; i++) {
    const s = standardErrors[i];
    if (!(Number.isFinite(s) && s > 0 && Number.isFinite(x[i]) && Number.isFinite(y[i])))
      throw new InputError(
        `slope got the point ${i} as (${show(x[i])}, ${show(y[i])} ± ${show(s)}); coordinates must be finite and errors positive and finite.`,
      );
    const w = 1 / (s * s);
    weight += w;
    meanX += (w * (x[i] - meanX)) / weight;
    meanY += (w * (y[i] - meanY)) / weight;
  }
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    const w = 1 / (standardErrors[i] * standardErrors[i]);
    xx += w * (x[i] - meanX) * (x[i] - meanX);
    xy += w * (x[i] - meanX) * (y[i] - meanY);
  }
  if (!(xx > 0))
    throw new InputError(`slope got x all equal to ${x[0]}; a slope needs at least two different x.`);
  const beta = xy / xx;
  const standardError = 1 / Math.sqrt(xx);
  let chiSquare = 0;
  for (let i = 0; i < n; i++) {
    const residual = (y[i] - meanY - beta * (x[i] - meanX)) / standardErrors[i];
    chiSquare += residual * residual;
  }
  return {
    slope: beta,
    intercept: meanY - beta * meanX,
    standardError,
    interval: [beta - z * standardError, beta + z * standardError],
    chiSquare,
  };
}
