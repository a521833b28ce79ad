import { describe, expect, it } from "vitest";
import { flatEigen } from "../../../src/spectrum/eigen.js";
import { type Eigenbasis, eigenbasis } from "../../../src/spectrum/eigenbasis.js";
import {
  compose,
  largestDifference,
  lossOfOrthogonality,
  randomCovariance,
  randomNumbers,
  randomSymmetric,
} from "./matrices.js";

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

/** Columns of Q, one after the other: what the unit vectors of the eigenbasis are outside of it. */
const eigenvectorsOf = (n: number, { outOf }: Eigenbasis): Float64Array => {
  const unit = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
  outOf(unit);
  return unit;
};

describe("eigenbasis", () => {
  it.each([1, 2, 3, 5, 8, 17, 40])("K = QΛQᵀ with orthogonal Q, n = %i", (n) => {
    const K = randomSymmetric(n, n);
    const basis = eigenbasis(n, K, ones(n));
    const eigenvectors = eigenvectorsOf(n, basis);
    const error = 16 * n * Number.EPSILON;
    expect(lossOfOrthogonality(n, eigenvectors)).toBeLessThan(error);
    const { eigenvalues } = basis;
    expect(largestDifference(compose(n, { eigenvalues, eigenvectors }), K)).toBeLessThan(n * error);
    for (let i = 1; i < n; i++) expect(eigenvalues[i - 1]).toBeGreaterThanOrEqual(eigenvalues[i]);
  });

  it("has the eigenvalues and, up to their sign, the eigenvectors that are written out elsewhere", () => {
    const n = 60;
    const K = randomCovariance(5, n, 80);
    const { eigenvalues, eigenvectors } = flatEigen(n, K);
    const basis = eigenbasis(n, K, ones(n));
    expect(largestDifference(basis.eigenvalues, eigenvalues)).toBeLessThan(1e-14);
    const own = eigenvectorsOf(n, basis);
    // Perturbation theory: an eigenvector is known to ε‖K‖ over the gap of its eigenvalue.
    let gap = Number.POSITIVE_INFINITY;
    for (let i = 1; i < n; i++) gap = Math.min(gap, eigenvalues[i - 1] - eigenvalues[i]);
    for (let i = 0; i < n; i++) {
      const sign = Math.sign(own[i * n] * eigenvectors[i * n]);
      const same = own.subarray(i * n, i * n + n).map((x) => sign * x);
      const expected = eigenvectors.subarray(i * n, i * n + n);
      expect(largestDifference(same, expected)).toBeLessThan(
        (16 * n * Number.EPSILON * eigenvalues[0]) / gap,
      );
    }
  });

  it("into and outOf undo one another, for any number of rows, and agree for many with one alone", () => {
    const n = 23;
    const basis = eigenbasis(n, randomSymmetric(9, n), ones(n));
    for (const rows of [1, 2, 4, 7, 8, 9, 21]) {
      const given = randomNumbers(rows, rows * n);
      const turned = given.slice();
      basis.into(turned);
      for (let r = 0; r < rows; r++) {
        const alone = given.slice(r * n, r * n + n);
        basis.into(alone);
        expect(alone).toEqual(turned.slice(r * n, r * n + n));
      }
      expect(largestDifference(turned, given)).toBeGreaterThan(0.1);
      basis.outOf(turned);
      expect(largestDifference(turned, given)).toBeLessThan(1e-14);
    }
  });

  it("the vector named has no negative component", () => {
    const n = 12;
    const w = randomNumbers(4, n);
    const K = randomSymmetric(6, n);
    const components = w.slice();
    eigenbasis(n, K, w).into(components);
    expect(Math.min(...components)).toBeGreaterThanOrEqual(0);
    const others = w.slice();
    eigenbasis(n, K, ones(n)).into(others);
    expect(Math.min(...others)).toBeLessThan(0);
    expect(largestDifference(others.map(Math.abs), components)).toBe(0);
  });

  it("takes K as small or large as doubles go, and multiples of 1", () => {
    for (const size of [1e-300, 1, 1e300]) {
      const basis = eigenbasis(2, Float64Array.of(2 * size, size, size, 2 * size), ones(2));
      expect(basis.eigenvalues[0] / size).toBeCloseTo(3, 13);
      expect(basis.eigenvalues[1] / size).toBeCloseTo(1, 13);
    }
    const w = Float64Array.of(1, -2, 3);
    eigenbasis(3, Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 2), w).into(w);
    expect(Array.from(w)).toEqual([1, 2, 3]);
  });
});
