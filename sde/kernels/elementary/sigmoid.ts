/*
 * sigmoid(x) = 1/(1 + e^−x) and its integral softplus(x) = log(1 + e^x), written so that the exponential never
 * overflows and the small tail keeps its digits.
 */
import { exp } from "./exp.js";
import { log1pOfFraction } from "./log.js";

/** 1/(1 + e^−x), within 2 ulp, on both tails. */
export function sigmoid(x: number): number {
  const tail = exp(-Math.abs(x));
  return (x >= 0 ? 1 : tail) / (1 + tail);
}

/**
 * log(1 + e^x): x plus a small tail for large x, e^x for very negative x. Within 1.6 ulp: half an ulp of exp can be twice
 * that of the smaller logarithm, which adds its own.
 */
export function softplus(x: number): number {
  const tail = log1pOfFraction(exp(-Math.abs(x)));
  return x > 0 ? x + tail : tail;
}
