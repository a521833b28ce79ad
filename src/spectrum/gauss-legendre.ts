/**
 * Gauss–Legendre quadrature on (0, 1): ∫₀¹ f(u) du ≈ Σ_j ω_j f(u_j), exact for polynomials of degree 2n − 1.
 *
 *   P_n(1 − 2u_j) = 0,      ω_j = u_j (1 − u_j) (2 / (n P_{n−1}(1 − 2u_j)))²
 *
 * Newton's method on t = 2u, from Tricomi's t = 1 − cos(π(j − ¼)/(n + ½)), with the recurrence in differences
 * (k + 1)(P_{k+1} − P_k) = k(P_k − P_{k−1}) − (2k + 1) t P_k: so the nodes next to 0 are right relative to themselves,
 * which a high power of u needs.
 */

import { sin } from "../../sde/kernels/index.js";

export interface UnitRule {
  /** u_j, increasing, 0 < u_j < 1. */
  readonly nodes: Float64Array;
  /** ω_j, summing to 1. */
  readonly weights: Float64Array;
}

const NEWTON_STEPS = 10;

/** The rule of n nodes, n at least 1; n² operations a Newton step. */
export function gaussLegendre(n: number): UnitRule {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let j = 0; 2 * j < n; j++) {
    const half = sin((Math.PI * (j + 0.75)) / (2 * n + 1));
    let t = 2 * half * half;
    let before = 1;
    for (let step = 0; step < NEWTON_STEPS; step++) {
      let value = 1;
      let difference = 0;
      for (let k = 0; k < n; k++) {
        difference = (k * difference - (2 * k + 1) * t * value) / (k + 1);
        value += difference;
      }
      before = value - difference;
      const change = (value * t * (2 - t)) / (n * (before - (1 - t) * value));
      t += change;
      if (Math.abs(change) <= Number.EPSILON * t) break;
    }
    const root = 2 / (n * before);
    nodes[j] = t / 2;
    nodes[n - 1 - j] = 1 - t / 2;
    weights[j] = weights[n - 1 - j] = (t / 2) * (1 - t / 2) * root * root;
  }
  return { nodes, weights };
}
