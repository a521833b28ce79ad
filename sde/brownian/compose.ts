/**
 * Two neighbouring increments as one. With lengths h₁, h₂ and h = h₁ + h₂, from ∫(W_s − W_t) ds = h(ΔW/2 + H):
 *
 *     W = W₁ + W₂,      H = (h₁H₁ + h₂H₂ + ½(h₂W₁ − h₁W₂)) / h,      A = A₁ + A₂ + ½(W₁ ⊗ W₂ − W₂ ⊗ W₁)
 *
 * (for h₁ = h₂: H = ½(H₁ + H₂) + ¼(W₁ − W₂), THEORY §10). The last is Chen's relation (K.-T. Chen, Integration of
 * paths, geometric invariants and a generalized Baker–Hausdorff formula, Ann. of Math. 65, 1957) for the area
 * between path and chord. Signs belong to one step and do not compose.
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
  const m = out.dW.length;
  for (let k = 0; k < m; k++) out.dW[k] = first.dW[k] + second.dW[k];
  for (let k = 0; k < out.H.length; k++)
    out.H[k] = (h1 * first.H[k] + h2 * second.H[k] + 0.5 * (h2 * first.dW[k] - h1 * second.dW[k])) / h;
  if (out.A.length > 0) composeAreas(m, first.A, first.dW, second.A, second.dW, out.A);
}

function composeAreas(
  m: number,
  A1: Float64Array,
  W1: Float64Array,
  A2: Float64Array,
  W2: Float64Array,
  out: Float64Array,
): void {
  for (let k = 0; k < m; k++) {
    out[k * m + k] = 0;
    for (let l = k + 1; l < m; l++) {
      const area = A1[k * m + l] + A2[k * m + l] + 0.5 * (W1[k] * W2[l] - W2[k] * W1[l]);
      out[k * m + l] = area;
      out[l * m + k] = -area;
    }
  }
}
