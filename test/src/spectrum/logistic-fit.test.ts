import { Matrix, solve } from "ml-matrix";
import { MersenneTwister19937, Random } from "random-js";
import { describe, expect, it } from "vitest";
import { analyseData, createDataSet } from "../../../src/spectrum/index.js";
import { largestDifference, sentenceOf } from "./matrices.js";

const random = new Random(MersenneTwister19937.seed(21));
const n = 300;
const d = 5;
const s = (x: number): number => 1 / (1 + Math.exp(-x));
const features = Array.from({ length: n }, () =>
  Array.from({ length: d }, (_, i) => random.real(-1, 1) * (1 + i) + (i === 0 ? 0.5 : 0)),
);
const labels = features.map((row) => (random.real(0, 1) < s(2 * row[0] - 0.4 * row[3]) ? 1 : 0));

/** Plain Newton iteration on the features themselves, with the Hessian written out. */
function newton(rows: number[][], y: number[]): number[] {
  const p = rows[0].length;
  let X = Array(p).fill(0);
  for (let k = 0; k < 50; k++) {
    const gradient = Array(p).fill(0);
    const hessian = Matrix.zeros(p, p);
    rows.forEach((row, r) => {
      const prediction = s(row.reduce((sum, x, i) => sum + x * X[i], 0));
      for (let i = 0; i < p; i++) {
        gradient[i] += (prediction - y[r]) * row[i];
        for (let j = 0; j < p; j++)
          hessian.set(i, j, hessian.get(i, j) + prediction * (1 - prediction) * row[i] * row[j]);
      }
    });
    const step = solve(hessian, Matrix.columnVector(gradient)).to1DArray();
    X = X.map((x, i) => x - step[i]);
  }
  return X;
}

const fitOf = (rows: number[][], y: number[]): Float64Array => {
  const { basis, optimum } = analyseData(createDataSet({ features: rows, labels: y }), { fit: "logistic" });
  const X = optimum.slice();
  basis.outOf(X);
  return X;
};

describe("the logistic fit", () => {
  it("is where the gradient of the log-likelihood vanishes: that of plain Newton iteration", () => {
    const X = fitOf(features, labels);
    expect(largestDifference(X, newton(features, labels))).toBeLessThan(1e-11);
    // Negative control: the least-squares solution is another.
    const { basis, optimum } = analyseData(createDataSet({ features, labels }));
    const other = optimum.slice();
    basis.outOf(other);
    expect(largestDifference(X, other)).toBeGreaterThan(0.1);
  });

  it("stays in the range of K where features depend on one another", () => {
    const dependent = features.map((row) => [...row, row[0] - row[1]]);
    const X = fitOf(dependent, labels);
    // The direction (1, −1, 0, 0, 0, −1) is K's null space.
    expect(Math.abs(X[0] - X[1] - X[5])).toBeLessThan(1e-12);
    const fields = (rows: number[][], at: ArrayLike<number>) =>
      rows.map((row) => row.reduce((sum, x, i) => sum + x * at[i], 0));
    expect(largestDifference(fields(dependent, X), fields(features, fitOf(features, labels)))).toBeLessThan(
      1e-10,
    );
  });

  it("survives features of very different size", () => {
    const scales = [0.05, 1, 10, 0.2, 1];
    const scaled = features.map((row) => row.map((x, i) => x * scales[i]));
    const X = fitOf(scaled, labels);
    const expected = newton(features, labels).map((x, i) => x / scales[i]);
    for (let i = 0; i < d; i++) expect(Math.abs(X[i] / expected[i] - 1)).toBeLessThan(1e-8);
  });

  it("residuals are labels less predictions, and orthogonal to every feature", () => {
    const { residuals, fit, noiseStd } = analyseData(createDataSet({ features, labels }), {
      fit: "logistic",
    });
    expect([fit, noiseStd]).toEqual(["logistic", 0]);
    for (let i = 0; i < d; i++)
      expect(Math.abs(features.reduce((sum, row, r) => sum + row[i] * residuals[r], 0) / n)).toBeLessThan(
        1e-12,
      );
  });

  it("is refused where a hyperplane parts the labels, strictly or with rows upon it", () => {
    const separable = features.map((row) => (row[0] + row[2] > 0 ? 1 : 0));
    expect(sentenceOf(() => fitOf(features, separable))).toMatch(
      /^The labels can be separated by a hyperplane/,
    );
    const upon = [
      [1, 0],
      [2, 0],
      [-1, 0],
      [-2, 0],
      [0, 1],
      [0, 1],
      [0, -1],
    ];
    expect(sentenceOf(() => fitOf(upon, [1, 1, 0, 0, 1, 0, 1]))).toMatch(/can be separated/);
    // Negative control: one label the other way round and there is a fit.
    expect(fitOf(upon, [1, 0, 0, 0, 1, 0, 1]).every(Number.isFinite)).toBe(true);
  });

  it("is refused where a column is 1 in rows of one label alone, however the others lie", () => {
    // Weakly separated: the rows where the new column is 0 are all on the hyperplane.
    const marked = (ones: readonly number[]) => features.map((row, r) => [...row, ones.includes(r) ? 1 : 0]);
    const [a, b, c] = labels.flatMap((label, r) => (label === 1 ? [r] : []));
    const other = labels.indexOf(0);
    expect(sentenceOf(() => fitOf(marked([a, b, c]), labels))).toMatch(/can be separated/);
    expect(sentenceOf(() => fitOf(marked([other]), labels))).toMatch(/can be separated/);
    // Negative control: one row of the other label among them, be its mark small.
    expect(fitOf(marked([a, b, c, other]), labels).every(Number.isFinite)).toBe(true);
    const faint = marked([a, b, c]).map((row, r) => (r === other ? [...row.slice(0, -1), 1e-3] : row));
    expect(fitOf(faint, labels).every(Number.isFinite)).toBe(true);
  });

  it("takes labels 0 and 1 alone", () => {
    const wrong = labels.map((label, r) => (r === 6 ? -1 : label));
    expect(sentenceOf(() => fitOf(features, wrong))).toBe(
      "The label of row 7 (counted from 1) is -1, but the labels of a logistic model are 0 and 1: write them so, or take the model least-squares.",
    );
  });

  it("labels that tell nothing have the fit 0", () => {
    const mirrored = [
      [1, 2],
      [-1, -2],
      [3, 1],
      [-3, -1],
    ];
    expect(Array.from(fitOf(mirrored, [1, 1, 0, 0]), Math.abs)).toEqual([0, 0]);
  });
});
