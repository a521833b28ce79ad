import { exp } from "../../sde/kernels/index.js";

const TERMS = 30;

/** P(k, w) = e^(−w) Σ_{n ≥ k} wⁿ/n! for k of 2 or 4: its series of positive terms, or 1 less the first k where those are few. */
export function lowerGamma(k: number, w: number): number {
  if (!(w < Infinity)) return 1;
  if (w > k + 2) {
    let sum = 1;
    for (let n = k - 1; n >= 1; n--) sum = 1 + (w / n) * sum;
    return 1 - exp(-w) * sum;
  }
  let sum = 1;
  for (let n = TERMS; n >= 1; n--) sum = 1 + (w / (k + n)) * sum;
  let first = exp(-w);
  for (let n = 1; n <= k; n++) first *= w / n;
  return first * sum;
}
