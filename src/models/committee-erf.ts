/**
 * A committee of units φ(u) = erf(u/√2), φ'(u) = √(2/π) e^(−u²/2) (THEORY §4, §13; Saad & Solla 1995). C = B,
 * s_p = 1 + C_pp, e the signed output weights, i and k student fields, p and q any.
 *
 *   E φ(p)φ(q)   = (2/π) asin(C_pq/√(s_p s_q))
 *   J₂(i, p)     = E φ'(i)φ'(p) = (2/π)/√Λ_ip,   Λ_ip = s_i s_p − C_ip²
 *   G[p, i]      = v_i e_p J₂(i, p) − δ_pi (v_i/s_i) Σ_q e_q C_iq J₂(i, q)
 *   I_ik         = v_i v_k J₂(i, k) [σ² + (2/π) Σ_pq e_p e_q asin(Q_pq/√((1 + Q_pp)(1 + Q_qq)))]
 *
 * φ'(x_i)φ'(x_k) is the density of a Gaussian but for a factor, J₂(i, k): under it the fields have the covariance
 *
 *   Q_pq = C_pq − [s_i C_kp C_kq + s_k C_ip C_iq − C_ik(C_ip C_kq + C_iq C_kp)]/Λ_ik,
 *
 * and the bracket of I is σ² + E Δ₀² once more, at Q: I₄ of the literature summed up. asin(C/√(s_p s_q)) is taken as
 * atan(C/√Λ), and Λ = 1 + C_pp + C_qq + (C_pp C_qq − C_pq²), which keep their digits for large and for equal fields.
 */
import { atan, erf, exp } from "../../sde/kernels/index.js";
import type { CommitteeForms, CommitteeWeights } from "./committee-forms.js";

const TWO_OVER_PI = 2 / Math.PI;
const ROOT_TWO_OVER_PI = 0.7978845608028654;

export function erfForms({ outputs, signs, variance }: CommitteeWeights): CommitteeForms {
  const m = signs.length;
  const tilted = new Float64Array(m * m);
  const slopeMoments = new Float64Array(m);
  return {
    value: (u) => erf(u * Math.SQRT1_2),
    slope: (u) => ROOT_TWO_OVER_PI * exp(-0.5 * u * u),
    errorMoment: (B) => errorMoment(m, signs, B),
    gradient(B, out) {
      for (let i = 0; i < outputs; i++) {
        let pull = 0;
        for (let p = 0; p < m; p++) {
          slopeMoments[p] = TWO_OVER_PI / Math.sqrt(widened(m, B, i, p));
          pull += signs[p] * B[i * m + p] * slopeMoments[p];
        }
        for (let p = 0; p < m; p++) out[p * outputs + i] = signs[i] * signs[p] * slopeMoments[p];
        out[i * outputs + i] -= (signs[i] / (1 + B[i * m + i])) * pull;
      }
    },
    directionSecondMoment(B, out) {
      for (let i = 0; i < outputs; i++)
        for (let k = 0; k <= i; k++) {
          const lambda = widened(m, B, i, k);
          tilt(m, B, i, k, lambda, tilted);
          const value =
            ((signs[i] * signs[k] * TWO_OVER_PI) / Math.sqrt(lambda)) *
            (variance + errorMoment(m, signs, tilted));
          out[i * outputs + k] = value;
          out[k * outputs + i] = value;
        }
    },
  };
}

/** Λ_pq = (1 + C_pp)(1 + C_qq) − C_pq² ≥ 1. */
function widened(m: number, C: Float64Array, p: number, q: number): number {
  const a = C[p * m + p];
  const b = C[p * m + q];
  const c = C[q * m + q];
  return 1 + a + c + Math.max(0, a * c - b * b);
}

/** E Δ₀² ≥ 0 for fields of covariance C. */
function errorMoment(m: number, signs: Float64Array, C: Float64Array): number {
  let total = 0;
  for (let p = 0; p < m; p++) {
    let row = 0.5 * signs[p] * atan(C[p * m + p] / Math.sqrt(widened(m, C, p, p)));
    for (let q = 0; q < p; q++) row += signs[q] * atan(C[p * m + q] / Math.sqrt(widened(m, C, p, q)));
    total += signs[p] * row;
  }
  return Math.max(0, 2 * TWO_OVER_PI * total);
}

/** Q, the covariance of the fields under the density ∝ φ'(x_i)φ'(x_k); only its lower triangle. */
function tilt(m: number, C: Float64Array, i: number, k: number, lambda: number, out: Float64Array): void {
  const a = C[i * m + i];
  const b = C[i * m + k];
  const c = C[k * m + k];
  for (let p = 0; p < m; p++) {
    const ip = C[i * m + p];
    const kp = C[k * m + p];
    for (let q = 0; q <= p; q++) {
      const iq = C[i * m + q];
      const kq = C[k * m + q];
      const lost = ip * iq + kp * kq + (a * kp * kq + c * ip * iq - b * (ip * kq + iq * kp));
      out[p * m + q] = C[p * m + q] - lost / lambda;
    }
  }
}
