import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { overlaps } from "../../estimators/index.js";

const d = 13;
const m = 3;
const W = Float64Array.from({ length: d * m }, (_, i) => Math.sin(3 * i + 1));
const q = Float64Array.from({ length: d }, (_, i) => 1 / (1 + i));
const direct = (weight: (i: number) => number): number[] => {
  const state = new Matrix(d, m);
  for (let p = 0; p < m; p++) for (let i = 0; i < d; i++) state.set(i, p, W[p * d + i]);
  return state
    .transpose()
    .mmul(Matrix.diag(Array.from({ length: d }, (_, i) => weight(i))).mmul(state))
    .to1DArray();
};

describe("overlaps", () => {
  it.each([
    ["WᵀW", undefined, () => 1],
    ["WᵀqW", q, (i: number) => q[i]],
  ] as const)("is %s", (_name, weights, weight) => {
    const expected = direct(weight);
    overlaps(W, d, weights).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 14);
    });
    // Negative control: the other weights would be seen.
    const other = overlaps(W, d, weights ? undefined : q);
    expect(Math.abs(other[0] - expected[0])).toBeGreaterThan(0.1);
  });

  it("is symmetric to the last bit", () => {
    const B = overlaps(W, d, q);
    for (let p = 0; p < m; p++) for (let k = 0; k < m; k++) expect(B[p * m + k]).toBe(B[k * m + p]);
  });

  it("refuses what is no whole number of columns, and weights of another length", () => {
    expect(() => overlaps(W, 5)).toThrow(
      "overlaps got 39 numbers for dimension 5; give a whole number of columns of that length.",
    );
    expect(() => overlaps(W, d, q.subarray(1))).toThrow(
      "overlaps got 12 weights for dimension 13; give one for each coordinate.",
    );
  });
});
