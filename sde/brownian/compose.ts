/**
 * Two neighbouring increments as one. With lengths h₁, h₂ and h = h₁ + h₂, from ∫(W_s − W_t) ds = h(ΔW/2 + H):
 *
 *     W = W₁ + W₂,      H = (h₁H₁ + h₂H₂ + ½(h₂W₁ − h₁W₂)) / h
 *
 * (for h₁ = h₂: H = ½(H₁ + H₂) + ¼(W₁ − W₂), THEORY §10). Signs belong to one step and do not compose.
 */
import type { Increment } from "./increment.js";

/** Overwrites `out` (not one of the two) with the increment over both intervals. */
export function composeIncrements(
  h1: number,
  first: Increment,
  h2: number,
  second: Increment,
  out: Increment,
): void {
  const h = h1 + h2;
  for (let k = 0; k < out.dW.length; k++) out.dW[k] = first.dW[k] + second.dW[k];
  for (let k = 0; k < out.H.length; k++)
    out.H[k] = (h1 * first.H[k] + h2 * second.H[k] + 0.5 * (h2 * first.dW[k] - h1 * second.dW[k])) / h;
}
