/*
 * tanh(x) = t/(t + 2) with t = exp(2x) − 1 where |x| is small, 1 − 2/(exp(2x) + 1) where it is not.
 */
import { exp, expm1 } from "./exp.js";

/** Hyperbolic tangent, within 1.6 ulp. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) {
    const t = expm1(x + x);
    return t / (t + 2);
  }
  // Beyond 22 the result rounds to 1.
  const positive = size > 22 ? 1 : 1 - 2 / (exp(size + size) + 1);
  return x < 0 ? -positive : positive;
}
