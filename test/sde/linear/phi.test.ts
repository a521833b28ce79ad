import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { createMatrixPhi, phi } from "../../../sde/linear/phi.js";
import { randomNumbers } from "../../kit/random-numbers.js";

const matrixPhi = (n: number, A: readonly number[], h: number): Float64Array => {
  const out = new Float64Array(n * n);
  createMatrixPhi(n)(Float64Array.from(A), h, out);
  return out;
};

describe("phi", () => {
  it("is (e^z − 1)/z, and 1 at 0, without loss of digits between", () => {
    expect(phi(0)).toBe(1);
    expect(phi(1)).toBeCloseTo(Math.E - 1, 15);
    expect(phi(-3)).toBeCloseTo((1 - Math.exp(-3)) / 3, 15);
    expect(phi(1e-9)).toBeCloseTo(1 + 5e-10, 15);
    expect(phi(-1e9)).toBeCloseTo(1e-9, 24);
  });
});

describe("the φ₁ of a matrix", () => {
  it("of a number is the number's", () => {
    for (const z of [0, 1e-8, 0.3, -0.5, 2, -7, 30, -1e3, -1e6])
      expect(matrixPhi(1, [z / 0.25], 0.25)[0] / phi(z)).toBeCloseTo(1, 13);
  });

  it.each([2, 5, 12])("of a symmetric matrix acts on its eigenvalues, n = %i, stiff and not", (n) => {
    const { normal } = randomNumbers(n);
    const root = Array.from({ length: n * n }, normal);
    const B = Matrix.from1DArray(n, n, root);
    const eigen = new EigenvalueDecomposition(B.mmul(B.transpose()), { assumeSymmetric: true });
    for (const h of [-0.001, -0.1, -1, -1000]) {
      const V = eigen.eigenvectorMatrix;
      const expected = V.mmul(Matrix.diag(eigen.realEigenvalues.map((value) => phi(h * value)))).mmul(
        V.transpose(),
      );
      const A = B.mmul(B.transpose()).to1DArray();
      matrixPhi(n, A, h).forEach((value, i) => {
        expect(value).toBeCloseTo(expected.to1DArray()[i], 12);
      });
    }
  });

  it("of a rotation is known: M = θ[[0, −1], [1, 0]], φ₁ = (sin θ + (1 − cos θ) J)/θ", () => {
    for (const theta of [0.1, 1, 10]) {
      const [s, c] = [Math.sin(theta) / theta, (1 - Math.cos(theta)) / theta];
      const expected = [s, -c, c, s];
      matrixPhi(2, [0, -1, 1, 0], theta).forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i], 13);
      });
    }
  });

  it("of a nilpotent matrix is its short series: 1 + M/2 + M²/6", () => {
    const [a, b, c] = [2, 3, 5];
    const expected = [1, a / 2, b / 2 + (a * c) / 6, 0, 1, c / 2, 0, 0, 1];
    matrixPhi(3, [0, a, b, 0, 0, c, 0, 0, 0], 1).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 13);
    });
  });

  it("gives the same bits whatever was computed before, and NaN where the matrix is not finite", () => {
    const compute = createMatrixPhi(2);
    const out = new Float64Array(4);
    compute(Float64Array.of(-50, 49, 3, -4), 0.7, out);
    compute(Float64Array.of(1, 2, 3, 4), 0.1, out);
    expect(out).toEqual(matrixPhi(2, [1, 2, 3, 4], 0.1));
    compute(Float64Array.of(1, Number.POSITIVE_INFINITY, 0, 1), 0.1, out);
    expect(Array.from(out)).toEqual([NaN, NaN, NaN, NaN]);
    compute(Float64Array.of(1, 0, Number.NaN, 1), 0.1, out);
    expect(Array.from(out)).toEqual([NaN, NaN, NaN, NaN]);
  });
});
