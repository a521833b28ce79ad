/*
 * sigmoid(x) = 1/(1 + e^−x) and its integral softplus(x) = log(1 + e^x), written so that the exponential never
 * overflows and the small tail keeps its digits.
 */
import { exp } from "./exp.js";
import { log1pOfFraction } from "./log.js";

/** 1/(1 + e^−x), within 2 ulp, on both tails. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const tail = exp(x);
  return tail / (1 + tail);
}

/** log(1 + e^x), within 1.3 ulp: x plus a small tail for large x, e^x for very negative x. */
export function softplus(x: number): number {
  return x > 0 ? x + log1pOfFraction(exp(-x)) : log1pOfFraction(exp(x));
}
