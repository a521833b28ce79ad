import { describe, expect, it } from "vitest";
import { cholesky } from "../../../src/gaussian/index.js";

/** Deterministic numbers in (−1, 1) without structure. */
const entry = (i: number, k: number) => Math.sin(12.9898 * (i + 1) * (k + 1) + 78.233 * (k + 1) ** 2);

function gram(rows: number[][]): Float64Array {
  return Float64Array.from(
    rows.flatMap((a) => rows.map((b) => a.reduce((sum, value, i) => sum + value * b[i], 0))),
  );
}

/** Largest |L Lᵀ − S| relative to the geometric mean of the diagonal entries it pairs. */
function residual(n: number, S: Float64Array, L: Float64Array): number {
  let worst = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let value = -S[i * n + j];
      for (let k = 0; k < n; k++) value += L[i * n + k] * L[j * n + k];
      const size = Math.sqrt(S[i * n + i] * S[j * n + j]);
      if (value !== 0) worst = Math.max(worst, Math.abs(value) / size);
    }
  }
  return worst;
}

describe("cholesky", () => {
  it.each([1, 2, 3, 6, 12])("gives L Lᵀ = S for every rank up to the order %d", (n) => {
    for (let rank = 1; rank <= n; rank++) {
      const rows = Array.from({ length: n }, (_, i) =>
        Array.from({ length: rank }, (_, k) => 10 ** (i % 5) * entry(i, k)),
      );
      const S = gram(rows);
      const L = new Float64Array(n * n).fill(Number.NaN);
      expect(cholesky(n, S, L)).toBe(rank);
      // n²ε times the growth ‖S₁₁⁻¹S₁₂‖² of a factorisation without pivoting (Higham 2002, §10.3), below 1e3 here.
      expect(residual(n, S, L)).toBeLessThan(n * n * 2 ** -52 * 1e3);
    }
  });
  it("is lower triangular with a diagonal that is not negative", () => {
    const S = gram([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const L = new Float64Array(9);
    cholesky(3, S, L);
    expect([L[1], L[2], L[5]]).toEqual([0, 0, 0]);
    for (const i of [0, 4, 8]) expect(L[i]).toBeGreaterThanOrEqual(0);
  });
  it("survives the singular covariances training begins and ends with", () => {
    const L = new Float64Array(4);
    expect(cholesky(2, Float64Array.of(0, 0, 0, 4), L)).toBe(1);
    expect(Array.from(L)).toEqual([0, 0, 0, 2]);
    expect(cholesky(2, Float64Array.of(0.3, 0.3, 0.3, 0.3), L)).toBe(1);
    expect(Array.from(L)).toEqual([Math.sqrt(0.3), 0, 0.3 / Math.sqrt(0.3), 0]);
    expect(cholesky(2, new Float64Array(4), L)).toBe(0);
    expect(Array.from(L)).toEqual([0, 0, 0, 0]);
  });
  it("passes on what is not a number", () => {
    const L = new Float64Array(4);
    cholesky(2, new Float64Array(4).fill(Number.NaN), L);
    expect(L[0]).toBeNaN();
  });
  it("the residual sees a matrix that is not positive semidefinite", () => {
    const S = Float64Array.of(1, 2, 2, 1);
    const L = new Float64Array(4);
    cholesky(2, S, L);
    expect(residual(2, S, L)).toBeGreaterThan(0.1);
  });
});
