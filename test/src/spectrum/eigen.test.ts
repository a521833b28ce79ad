import { describe, expect, it } from "vitest";
import { flatEigen, ML_MATRIX_LIMIT, mlMatrixEigen } from "../../../src/spectrum/eigen.js";
import { type Eigen, symmetricEigen } from "../../../src/spectrum/index.js";
import {
  compose,
  largestDifference,
  lossOfOrthogonality,
  randomCovariance,
  randomSymmetric,
  reflection,
  sentenceOf,
} from "./matrices.js";

/** Backward stability: errors of a few n·ε‖K‖. */
const bound = (n: number, matrix: Float64Array): number =>
  8 * n * Number.EPSILON * Math.max(...Array.from(matrix, Math.abs));

const isDecomposition = (n: number, matrix: Float64Array, eigen: Eigen): boolean =>
  largestDifference(compose(n, eigen), matrix) <= bound(n, matrix) &&
  lossOfOrthogonality(n, eigen.eigenvectors) <= 8 * n * Number.EPSILON;

const diagonal = (values: number[]): Float64Array =>
  Float64Array.from({ length: values.length ** 2 }, (_, at) =>
    at % (values.length + 1) === 0 ? values[at / (values.length + 1)] : 0,
  );

/** λ = 3 three times, 1 twice, 0 once, in a rotated basis. */
function degenerate(): Float64Array {
  return compose(6, {
    eigenvalues: Float64Array.of(3, 3, 3, 1, 1, 0),
    eigenvectors: reflection(4, 6),
  });
}

const cases: [string, number, Float64Array][] = [
  ["1×1", 1, Float64Array.of(-2)],
  ["2×2", 2, Float64Array.of(2, 1, 1, 2)],
  ["zero", 3, new Float64Array(9)],
  ["diagonal", 4, diagonal([1, 4, 2, 4])],
  ["degenerate", 6, degenerate()],
  ["a block structure", 4, Float64Array.of(1, 2, 0, 0, 2, 1, 0, 0, 0, 0, 5, 1, 0, 0, 1, 5)],
  ["random", 41, randomSymmetric(1, 41)],
  ["rank 7 of 30", 30, randomCovariance(2, 30, 7)],
  ["tiny", 20, randomCovariance(3, 20).map((x) => x * 1e-200)],
  ["huge", 20, randomCovariance(3, 20).map((x) => x * 1e200)],
  ["denormal", 3, Float64Array.of(5e-324, 0, 0, 0, 5e-324, 0, 0, 0, 0)],
  ["graded over 30 decades", 31, diagonal(Array.from({ length: 31 }, (_, i) => 10 ** -i))],
];

describe.each([
  ["ml-matrix", mlMatrixEigen],
  ["flat arrays", flatEigen],
])("%s", (_, solve) => {
  it.each(cases)("K = QΛQᵀ with orthonormal Q and decreasing Λ: %s", (_, n, matrix) => {
    const before = Float64Array.from(matrix);
    const eigen = solve(n, matrix);
    expect(isDecomposition(n, matrix, eigen)).toBe(true);
    expect(matrix).toEqual(before);
    for (let i = 1; i < n; i++) expect(eigen.eigenvalues[i - 1]).toBeGreaterThanOrEqual(eigen.eigenvalues[i]);
  });

  it("the largest component of every eigenvector is positive, the first of equals", () => {
    const n = 12;
    const { eigenvectors } = solve(n, randomSymmetric(5, n));
    for (let i = 0; i < n; i++) {
      const vector = Array.from(eigenvectors.subarray(i * n, i * n + n));
      const largest = Math.max(...vector.map(Math.abs));
      expect(vector.find((x) => Math.abs(x) > largest * (1 - 1e-7))).toBeGreaterThan(0);
    }
    const antisymmetric = solve(2, Float64Array.of(0, -1, -1, 0)).eigenvectors;
    expect(antisymmetric[0]).toBeCloseTo(Math.SQRT1_2, 14);
    expect(antisymmetric[1]).toBeCloseTo(-Math.SQRT1_2, 14);
  });

  it("refuses an entry that is not finite, and a wrong length", () => {
    expect(sentenceOf(() => solve(2, Float64Array.of(1, 0, 0, Number.NaN)))).toMatch(/not a finite number/);
    expect(sentenceOf(() => solve(2, Float64Array.of(1, 2, 3)))).toMatch(/3 entries for n = 2/);
  });

  it("the rank of a rank-deficient matrix stands out by ten decades", () => {
    const { eigenvalues } = solve(30, randomCovariance(2, 30, 7));
    expect(eigenvalues[6]).toBeGreaterThan(1e-3 * eigenvalues[0]);
    expect(Math.abs(eigenvalues[7])).toBeLessThan(1e-13 * eigenvalues[0]);
  });

  it("does not pass for a decomposition with two eigenvalues exchanged or a vector tilted (negative control)", () => {
    const matrix = randomSymmetric(1, 41);
    const eigen = solve(41, matrix);
    const eigenvalues = Float64Array.from(eigen.eigenvalues);
    [eigenvalues[0], eigenvalues[1]] = [eigenvalues[1], eigenvalues[0]];
    expect(isDecomposition(41, matrix, { ...eigen, eigenvalues })).toBe(false);
    const eigenvectors = Float64Array.from(eigen.eigenvectors);
    eigenvectors[3] += 1e-9;
    expect(isDecomposition(41, matrix, { ...eigen, eigenvectors })).toBe(false);
  });
});

describe("both solvers", () => {
  it("agree on eigenvalues and, where these are simple, on eigenvectors", () => {
    const n = 60;
    const matrix = randomCovariance(6, n);
    const a = mlMatrixEigen(n, matrix);
    const b = flatEigen(n, matrix);
    expect(largestDifference(a.eigenvalues, b.eigenvalues)).toBeLessThan(bound(n, matrix));
    let gap = Number.POSITIVE_INFINITY;
    for (let i = 1; i < n; i++) gap = Math.min(gap, a.eigenvalues[i - 1] - a.eigenvalues[i]);
    // sin θ ≤ error / gap (Davis–Kahan)
    expect(largestDifference(a.eigenvectors, b.eigenvectors)).toBeLessThan((4 * bound(n, matrix)) / gap);
  });

  it("hand over at the stated size", () => {
    for (const n of [ML_MATRIX_LIMIT, ML_MATRIX_LIMIT + 1]) {
      const matrix = randomSymmetric(7, n);
      const chosen = n <= ML_MATRIX_LIMIT ? mlMatrixEigen : flatEigen;
      const eigen = symmetricEigen(n, matrix);
      expect(eigen).toEqual(chosen(n, matrix));
      expect(isDecomposition(n, matrix, eigen)).toBe(true);
    }
  });
});
