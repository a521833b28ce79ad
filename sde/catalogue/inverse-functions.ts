/**
 * The inverse functions the exact solutions of the catalogue want, from what has fixed bits:
 *
 *     atan u = 8 atan v, v = u after three times u ↦ u/(1 + √(1 + u²))  (|v| ≤ tan(π/16) < 0.2),  atan v = v − v³/3 + …
 *     artanh x = ½ log1p(2x/(1 − x))
 *
 * Sources: half-angle formula of the tangent; Abramowitz & Stegun 4.4.42 and 4.6.22.
 */
import { log1p } from "../kernels/index.js";

/** Terms of the series: 0.2²⁵/25 is below the rounding of v. */
const terms = 12;

/** Arc tangent to a few units in the last place. */
export function arctangent(u: number): number {
  if (Math.abs(u) === Number.POSITIVE_INFINITY) return u > 0 ? Math.PI / 2 : -Math.PI / 2;
  let v = u;
  for (let i = 0; i < 3; i++) v /= 1 + Math.sqrt(1 + v * v);
  const z = v * v;
  let sum = 0;
  for (let n = terms; n >= 1; n--) sum = z * (1 / (2 * n + 1) - sum);
  return 8 * (v - v * sum);
}

/** Inverse hyperbolic tangent, |x| < 1. */
export const artanh = (x: number): number => (x < 0 ? -artanh(-x) : 0.5 * log1p((2 * x) / (1 - x)));
