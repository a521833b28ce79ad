import { describe, expect, it } from "vitest";
import { tridiagonalize } from "../../../src/spectrum/householder.js";
import { largestDifference, lossOfOrthogonality, randomSymmetric } from "./matrices.js";

/** Q T Qᵀ, Q row by row. */
function rebuild(
  n: number,
  Q: Float64Array,
  diagonal: Float64Array,
  offDiagonal: Float64Array,
): Float64Array {
  const T = (i: number, j: number): number =>
    i === j ? diagonal[i] : Math.abs(i - j) === 1 ? offDiagonal[Math.min(i, j)] : 0;
  const A = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      for (let i = 0; i < n; i++) {
        for (let j = Math.max(0, i - 1); j <= Math.min(n - 1, i + 1); j++) {
          A[a * n + b] += Q[a * n + i] * T(i, j) * Q[b * n + j];
        }
      }
    }
  }
  return A;
}

describe("tridiagonalize", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 26])("A = QTQᵀ with orthogonal Q, n = %i", (n) => {
    const A = randomSymmetric(n, n);
    const Q = Float64Array.from(A);
    const diagonal = new Float64Array(n);
    const offDiagonal = new Float64Array(n);
    tridiagonalize(n, Q, diagonal, offDiagonal);
    expect(largestDifference(rebuild(n, Q, diagonal, offDiagonal), A)).toBeLessThan(8 * n * Number.EPSILON);
    const transposed = Float64Array.from(Q, (_, at) => Q[(at % n) * n + Math.floor(at / n)]);
    expect(lossOfOrthogonality(n, transposed)).toBeLessThan(8 * n * Number.EPSILON);
  });

  it("leaves a matrix that is tridiagonal already as it is", () => {
    const matrix = Float64Array.of(1, 2, 0, 2, 3, 4, 0, 4, 5);
    const diagonal = new Float64Array(3);
    const offDiagonal = new Float64Array(3);
    tridiagonalize(3, matrix, diagonal, offDiagonal);
    expect(Array.from(diagonal)).toEqual([1, 3, 5]);
    expect(Array.from(offDiagonal)).toEqual([2, 4, 0]);
    expect(Array.from(matrix)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });
});
