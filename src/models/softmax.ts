/**
 * Softmax p_c = e^(x_c)/Σ_k e^(x_k) and log Σ_k e^(x_k), of `count` numbers from `at` on, shifted by the largest so that no
 * exponential overflows.
 */
import { exp, log } from "../../sde/kernels/index.js";

/** Writes p into the first `count` entries of `out` and returns log Σ_k e^(x_k). */
export function softmax(count: number, x: Float64Array, at: number, out: Float64Array): number {
  let largest = x[at];
  for (let c = 1; c < count; c++) largest = Math.max(largest, x[at + c]);
  let sum = 0;
  for (let c = 0; c < count; c++) {
    out[c] = exp(x[at + c] - largest);
    sum += out[c];
  }
  for (let c = 0; c < count; c++) out[c] /= sum;
  return largest + log(sum);
}
