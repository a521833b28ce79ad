/**
 * A committee of units φ(u) = u² (THEORY §13). C = B, E = diag e of the signed output weights, S = tr EC, i and k
 * student fields, p any; every expectation is Wick's.
 *
 *   E Δ₀²   = S² + 2 tr(ECEC)
 *   G[p, i] = 4 v_i e_p C_ip + 2 δ_pi v_i S
 *   I_ik    = 4 v_i v_k [C_ik (S² + 2 tr(ECEC) + σ²) + 4S (CEC)_ik + 8 (CECEC)_ik]
 */
import type { CommitteeForms, CommitteeWeights } from "./committee-forms.js";

export function squareForms({ outputs, signs, variance }: CommitteeWeights): CommitteeForms {
  const m = signs.length;
  /** (CEC)_iq, ℓ×m */
  const twice = new Float64Array(outputs * m);
  return {
    value: (u) => u * u,
    slope: (u) => 2 * u,
    errorMoment: (B) => errorMoment(m, signs, B),
    gradient(B, out) {
      const S = trace(m, signs, B);
      for (let i = 0; i < outputs; i++) {
        for (let p = 0; p < m; p++) out[p * outputs + i] = 4 * signs[i] * signs[p] * B[i * m + p];
        out[i * outputs + i] += 2 * signs[i] * S;
      }
    },
    directionSecondMoment(B, out) {
      const S = trace(m, signs, B);
      const moment = errorMoment(m, signs, B) + variance;
      for (let i = 0; i < outputs; i++)
        for (let q = 0; q < m; q++) twice[i * m + q] = product(m, signs, B, i * m, B, q * m);
      for (let i = 0; i < outputs; i++)
        for (let k = 0; k <= i; k++) {
          const thrice = product(m, signs, twice, i * m, B, k * m);
          const value =
            4 * signs[i] * signs[k] * (B[i * m + k] * moment + 4 * S * twice[i * m + k] + 8 * thrice);
          out[i * outputs + k] = value;
          out[k * outputs + i] = value;
        }
    },
  };
}

/** S = Σ_p e_p C_pp */
function trace(m: number, signs: Float64Array, C: Float64Array): number {
  let total = 0;
  for (let p = 0; p < m; p++) total += signs[p] * C[p * m + p];
  return total;
}

/** S² + 2 Σ_pq e_p e_q C_pq² ≥ 0 */
function errorMoment(m: number, signs: Float64Array, C: Float64Array): number {
  const S = trace(m, signs, C);
  let total = 0;
  for (let p = 0; p < m; p++) {
    let row = 0.5 * signs[p] * C[p * m + p] * C[p * m + p];
    for (let q = 0; q < p; q++) row += signs[q] * C[p * m + q] * C[p * m + q];
    total += signs[p] * row;
  }
  return Math.max(0, S * S + 4 * total);
}

/** Σ_p a_p e_p b_p of two rows. */
function product(
  m: number,
  signs: Float64Array,
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
): number {
  let total = 0;
  for (let p = 0; p < m; p++) total += a[aStart + p] * signs[p] * b[bStart + p];
  return total;
}
