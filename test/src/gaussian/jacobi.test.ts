import { expect, it } from "vitest";
import { createJacobi } from "../../../src/gaussian/jacobi.js";
import { randomCovariance } from "../../kit/covariances.js";

it.each([
  [1, 1],
  [2, 2],
  [4, 4],
  [4, 2],
  [4, 1],
  [9, 9],
])("S = V diag(μ) Vᵀ with orthonormal V, order %i and rank %i", (n, rank) => {
  const solve = createJacobi(n);
  for (let seed = 1; seed <= 20; seed++) {
    const S = Float64Array.from(randomCovariance(n, rank, seed));
    const { values, vectors } = solve(S);
    const size = Math.max(...S);
    for (let i = 0; i < n; i++)
      for (let k = 0; k < n; k++) {
        let product = 0;
        let overlap = 0;
        for (let q = 0; q < n; q++) {
          product += vectors[i * n + q] * values[q] * vectors[k * n + q];
          overlap += vectors[i * n + q] * vectors[k * n + q];
        }
        expect(Math.abs(product - S[i * n + k])).toBeLessThan(1e-14 * n * size);
        expect(Math.abs(overlap - (i === k ? 1 : 0))).toBeLessThan(1e-14 * n);
      }
  }
});
