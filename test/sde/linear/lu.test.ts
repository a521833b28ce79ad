import { LuDecomposition, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { factor, solveFactored } from "../../../sde/linear/lu.js";
import { randomNumbers } from "../../kit/random-numbers.js";

const solved = (n: number, A: readonly number[], b: readonly number[]): number[] => {
  const a = Float64Array.from(A);
  const pivots = new Int32Array(n);
  const x = Float64Array.from(b);
  factor(n, a, pivots);
  solveFactored(n, a, pivots, x);
  return Array.from(x);
};

describe("factor and solveFactored", () => {
  it.each([1, 2, 3, 7, 20])("solve A x = b as ml-matrix does, n = %i", (n) => {
    const { normal } = randomNumbers(n);
    // The diagonal keeps the condition number of the order of n.
    const A = Array.from({ length: n * n }, (_, i) => normal() + (i % (n + 1) === 0 ? n : 0));
    const b = Array.from({ length: n }, normal);
    const reference = new LuDecomposition(Matrix.from1DArray(n, n, A))
      .solve(Matrix.columnVector(b))
      .to1DArray();
    const x = solved(n, A, b);
    x.forEach((value, i) => {
      expect(value).toBeCloseTo(reference[i], 12);
    });
    // A x gives b back.
    b.forEach((value, i) => {
      expect(x.reduce((sum, xj, j) => sum + A[i * n + j] * xj, 0)).toBeCloseTo(value, 12);
    });
  });

  it("exchange rows where a pivot is 0 or small", () => {
    expect(solved(2, [0, 1, 1, 0], [3, 5])).toEqual([5, 3]);
    const [x, y] = solved(2, [1e-20, 1, 1, 1], [1, 2]);
    expect([x, y]).toEqual([1, 1]);
    expect(solved(3, [0, 0, 2, 1, 0, 0, 0, 4, 0], [6, 1, 8])).toEqual([1, 2, 3]);
  });

  it("a singular matrix gives no finite solution", () => {
    expect(solved(2, [1, 2, 2, 4], [1, 3]).some(Number.isFinite)).toBe(false);
  });
});
