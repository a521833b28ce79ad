/**
 * The only place for t = k/d: one unit of time is d samples (THEORY §1).
 */
import { exp, log } from "../../sde/kernels/index.js";

/** The step k whose iterate X_k stands for time t; the allowance absorbs the rounding of t·d. */
export const stepAt = (t: number, dimension: number): number => Math.floor(t * dimension + 1e-6);

/** t = k/d */
export const timeAt = (k: number, dimension: number): number => k / dimension;

/** Steps between two looks at whether a run has diverged. */
export const stepsBetweenChecks = (dimension: number): number => Math.ceil(dimension / 100);

/** 0, horizon/(points − 1), …, horizon. */
export function linearTimes(horizon: number, points: number): Float64Array {
  return Float64Array.from({ length: points }, (_, i) => (horizon * i) / (points - 1));
}

/** 0, then points − 1 times in geometric progression from `from` to the horizon. */
export function logarithmicTimes(horizon: number, points: number, from: number): Float64Array {
  const last = points - 1;
  const span = log(horizon / from);
  return Float64Array.from({ length: points }, (_, i) => {
    if (i === 0) return 0;
    if (i === last) return horizon;
    return i === 1 ? from : from * exp((span * (i - 1)) / (last - 1));
  });
}
