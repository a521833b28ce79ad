/**
 * A committee of units φ(u) = max(0, u), φ'(u) = [u > 0] (THEORY §4, §13). C = B, e the signed output weights, i and k
 * student fields, p and q any; the moments are those of relu-moments.ts.
 *
 *   E Δ₀²   = Σ_pq e_p e_q E r_p⁺ r_q⁺
 *   G[p, i] = v_i e_p E 1_i 1_p + δ_pi v_i Σ_q e_q √(C_ii C_qq − C_iq²)/(2π C_ii)
 *   I_ik    = v_i v_k [σ² E 1_i 1_k + Σ_pq e_p e_q E 1_i 1_k r_p⁺ r_q⁺]
 *
 * A unit at zero has φ' = 0 and stays there: h has a cone's tip in it.
 */
import type { CommitteeForms, CommitteeWeights } from "./committee-forms.js";
import { createReluMoments } from "./relu-moments.js";

/** Nodes left out of P₄ to see what they are worth. */
const FEWER = 4;

export function reluForms({ outputs, signs, variance }: CommitteeWeights): CommitteeForms {
  const m = signs.length;
  const moments = createReluMoments(m);
  const { sizes } = moments;
  /** e_p √C_pp: the weights of fields scaled to variance 1. */
  const scaled = new Float64Array(m);
  const four = new Int32Array(4);
  const finer = new Float64Array(outputs * outputs);
  const coarser = new Float64Array(outputs * outputs);
  const take = (B: Float64Array): void => {
    moments.take(B);
    for (let p = 0; p < m; p++) scaled[p] = signs[p] * sizes[p];
  };

  /** E 1_i Δ₀² */
  const half = (i: number): number => {
    let total = 0;
    for (let p = 0; p < m; p++) {
      let row = 0.5 * scaled[p] * (p === i ? moments.product(i, i) : moments.halfSquare(i, p));
      for (let q = 0; q < p; q++) {
        const own = p === i || q === i;
        row += scaled[q] * (own ? moments.product(p, q) : moments.halfProduct(i, p, q));
      }
      total += scaled[p] * row;
    }
    return Math.max(0, 2 * total);
  };
  /** E 1_i 1_k Δ₀², i ≠ k, but for the products of two fields besides. */
  const quarter = (i: number, k: number): number => {
    let total =
      scaled[i] * scaled[i] * moments.halfSquare(k, i) +
      scaled[k] * scaled[k] * moments.halfSquare(i, k) +
      2 * scaled[i] * scaled[k] * moments.product(i, k);
    for (let p = 0; p < m; p++) {
      if (p === i || p === k) continue;
      total +=
        scaled[p] *
        (scaled[p] * moments.quarterSquare(i, k, p) +
          2 * scaled[i] * moments.halfProduct(k, i, p) +
          2 * scaled[k] * moments.halfProduct(i, k, p));
    }
    return total;
  };
  /** Adds those products: each four fields are looked at once, for all pairs of student fields among them. */
  const addQuarterProducts = (fewer: number, out: Float64Array): void => {
    for (let a = 0; a < outputs; a++)
      for (let b = a + 1; b < outputs; b++)
        for (let c = b + 1; c < m; c++)
          for (let d = c + 1; d < m; d++) {
            if (scaled[a] === 0 || scaled[b] === 0 || scaled[c] === 0 || scaled[d] === 0) continue;
            four[0] = a;
            four[1] = b;
            four[2] = c;
            four[3] = d;
            moments.takeFour(a, b, c, d, fewer);
            for (let i = 0; i < 4; i++)
              for (let k = i + 1; k < 4 && four[k] < outputs; k++) {
                const p = i > 0 ? 0 : k > 1 ? 1 : 2;
                const q = 6 - i - k - p;
                out[four[i] * outputs + four[k]] +=
                  2 * scaled[four[p]] * scaled[four[q]] * moments.quarterProduct(i, k, p, q);
              }
          }
  };
  const secondMoment = (B: Float64Array, fewer: number, out: Float64Array): void => {
    take(B);
    out.fill(0);
    addQuarterProducts(fewer, out);
    for (let i = 0; i < outputs; i++) {
      const alive = sizes[i] === 0 ? 0 : 1;
      out[i * outputs + i] = alive * signs[i] * signs[i] * (0.5 * variance + half(i));
      for (let k = i + 1; k < outputs; k++) {
        const both = sizes[k] === 0 ? 0 : alive;
        const error = quarter(i, k) + out[i * outputs + k];
        const value = both * signs[i] * signs[k] * (variance * moments.bothPositive(i, k) + error);
        out[i * outputs + k] = value;
        out[k * outputs + i] = value;
      }
    }
  };

  return {
    value: (u) => (u > 0 ? u : 0),
    slope: (u) => (u > 0 ? 1 : 0),
    errorMoment(B) {
      take(B);
      let total = 0;
      for (let p = 0; p < m; p++) {
        let row = 0.5 * scaled[p] * moments.product(p, p);
        for (let q = 0; q < p; q++) row += scaled[q] * moments.product(p, q);
        total += scaled[p] * row;
      }
      return Math.max(0, 2 * total);
    },
    gradient(B, out) {
      take(B);
      for (let i = 0; i < outputs; i++) {
        let pull = 0;
        for (let p = 0; p < m; p++) {
          out[p * outputs + i] = signs[i] * signs[p] * moments.bothPositive(i, p);
          if (p !== i) pull += scaled[p] * moments.residue(i, p);
        }
        if (sizes[i] > 0) out[i * outputs + i] += (signs[i] * pull) / (2 * Math.PI * sizes[i]);
      }
    },
    directionSecondMoment: (B, out) => secondMoment(B, 0, out),
    quadratureError(B) {
      secondMoment(B, 0, finer);
      secondMoment(B, FEWER, coarser);
      let size = 0;
      let error = 0;
      for (let q = 0; q < finer.length; q++) {
        size = Math.max(size, Math.abs(finer[q]));
        error = Math.max(error, Math.abs(finer[q] - coarser[q]));
      }
      return error > 0 ? error / size : 0;
    },
  };
}
