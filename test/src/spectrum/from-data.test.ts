import { Matrix, pseudoInverse } from "ml-matrix";
import { MersenneTwister19937, Random } from "random-js";
import { describe, expect, it } from "vitest";
import { analyseData, createDataSet, type DataAnalysis } from "../../../src/spectrum/index.js";
import { compose, largestDifference, lossOfOrthogonality, sentenceOf } from "./matrices.js";

const n = 60;
const d = 7;
const random = new Random(MersenneTwister19937.seed(11));
/** Columns of different size; the last is the sum of the first two, so the rank is 6. */
const features = Array.from({ length: n }, () => {
  const row = Array.from({ length: d - 1 }, (_, i) => random.real(-1, 1) * (1 + i));
  return [...row, row[0] + row[1]];
});
const labels = features.map((row) => row[0] - 2 * row[3] + random.real(-1, 1));
const analysis = analyseData(createDataSet({ features, labels }));

/** Eigenbasis coordinates back to the original ones. */
const original = ({ basis }: DataAnalysis, x: Float64Array): Float64Array => {
  const out = x.slice();
  basis.outOf(out);
  return out;
};

/** ω_i, row by row: the unit vectors of the eigenbasis, brought back. */
const eigenvectorsOf = ({ basis, spectrum: { dimension: n } }: DataAnalysis): Float64Array => {
  const unit = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
  basis.outOf(unit);
  return unit;
};

/** Least squares of minimal norm by ml-matrix's SVD: independent of any eigendecomposition. */
const reference = (rows: number[][], y: number[]): number[] =>
  pseudoInverse(new Matrix(rows)).mmul(Matrix.columnVector(y)).to1DArray();

describe("analyseData", () => {
  it("K = FᵀF/n, in decreasing order, its null direction at exactly 0", () => {
    const F = new Matrix(features);
    const K = F.transpose().mmul(F).div(n);
    const { eigenvalues, rank } = analysis.spectrum;
    const eigenvectors = eigenvectorsOf(analysis);
    const rebuilt = compose(d, { eigenvalues, eigenvectors });
    expect(largestDifference(rebuilt, K.to1DArray())).toBeLessThan(1e-13);
    expect(lossOfOrthogonality(d, eigenvectors)).toBeLessThan(1e-14);
    expect(rank).toBe(6);
    expect(eigenvalues[6]).toBe(0);
    for (let i = 1; i < d; i++) expect(eigenvalues[i - 1]).toBeGreaterThan(eigenvalues[i]);
  });

  it("X* is the least-squares solution of minimal norm, σ² the mean squared residual", () => {
    const best = reference(features, labels);
    expect(analysis.optimum[6]).toBe(0);
    // Condition number of K near 1e2: normal equations lose two digits more than the SVD.
    expect(largestDifference(original(analysis, analysis.optimum), best)).toBeLessThan(1e-12);
    const residuals = features.map((row, r) => labels[r] - row.reduce((s, x, i) => s + x * best[i], 0));
    const squared = residuals.reduce((s, x) => s + x * x, 0) / n;
    expect(analysis.noiseStd).toBeCloseTo(Math.sqrt(squared), 13);
  });

  it("dividing by the spurious eigenvalue would ruin X* (negative control for the cut)", () => {
    const printed = features.map((row) => row.map((x) => Number(x.toPrecision(6))));
    const { spectrum, optimum, rows } = analyseData(createDataSet({ features: printed, labels }));
    expect(spectrum.rank).toBe(6);
    let along = 0;
    let spurious = 0;
    for (let r = 0; r < n; r++) {
      along += (labels[r] * rows[r * d + 6]) / n;
      spurious += rows[r * d + 6] ** 2 / n;
    }
    expect(spurious).toBeGreaterThan(0);
    expect(spurious).toBeLessThan(1e-8 * spectrum.largest);
    const norm = Math.hypot(...optimum);
    expect(Math.abs(along / spurious)).toBeGreaterThan(100 * norm);
    expect(norm).toBeCloseTo(Math.hypot(...analysis.optimum), 4);
  });

  it("rows are the data rotated: norms, products and fitted values stay", () => {
    expect(analysis.rows).toHaveLength(n * d);
    for (let r = 0; r < n; r++) {
      const back = original(analysis, analysis.rows.subarray(r * d, r * d + d));
      expect(largestDifference(back, features[r])).toBeLessThan(1e-13);
    }
    expect(Array.from(analysis.labels)).toEqual(labels);
    expect(analysis.sampleCount).toBe(n);
  });

  it("risk over the rows is ½(σ² + Σλ(X−X*)²) for any X", () => {
    const { rows, spectrum, optimum, noiseStd } = analysis;
    const X = Float64Array.from({ length: d }, (_, i) => 0.3 * i - 1);
    let risk = 0;
    for (let r = 0; r < n; r++) {
      let residual = -labels[r];
      for (let i = 0; i < d; i++) residual += rows[r * d + i] * X[i];
      risk += residual ** 2 / (2 * n);
    }
    const predicted =
      spectrum.eigenvalues.reduce((s, lambda, i) => s + lambda * (X[i] - optimum[i]) ** 2, noiseStd ** 2) / 2;
    expect(Math.abs(risk - predicted)).toBeLessThan(1e-12 * risk);
    const shifted =
      spectrum.eigenvalues.reduce(
        (s, lambda, i) => s + lambda * (X[i] - 1.001 * optimum[i]) ** 2,
        noiseStd ** 2,
      ) / 2;
    expect(Math.abs(risk - shifted)).toBeGreaterThan(1e-6 * risk);
  });

  it("rows: normalize brings every row to norm √d and leaves the labels, and all else follows from those rows", () => {
    const normalized = analyseData(createDataSet({ features, labels }), { rows: "normalize" });
    const scaled = features.map((row) => row.map((x) => (x * Math.sqrt(d)) / Math.hypot(...row)));
    expect(normalized.spectrum.traceOverDimension).toBeCloseTo(1, 13);
    expect(normalized.rowNorms.max).toBeCloseTo(1, 13);
    expect(normalized.rowNorms.standardDeviation).toBeLessThan(1e-13);
    expect(
      largestDifference(original(normalized, normalized.optimum), reference(scaled, labels)),
    ).toBeLessThan(1e-12);
    expect(Array.from(normalized.labels)).toEqual(labels);
    expect(normalized.warnings).toEqual([]);
  });

  it("labels of zero, one row, constant and zero columns, more features than rows", () => {
    const zero = analyseData(createDataSet({ features, labels: labels.map(() => 0) }));
    expect(Array.from(zero.optimum, Math.abs)).toEqual(Array(d).fill(0));
    expect(zero.noiseStd).toBe(0);

    const single = analyseData(createDataSet({ features: [[3, 4]], labels: [10] }));
    expect(single.spectrum.rank).toBe(1);
    expect(single.spectrum.largest).toBeCloseTo(25, 13);
    expect(single.optimum[0]).toBeCloseTo(2, 14);
    expect(single.optimum[1]).toBe(0);
    expect(single.noiseStd).toBeLessThan(1e-14);
    expect(single.rowNorms).toMatchObject({ max: 1, standardDeviation: 0 });

    const constant = analyseData(createDataSet({ features: features.map((row) => [row[0], 5, 0]), labels }));
    expect(constant.spectrum.rank).toBe(2);

    const wide = analyseData(createDataSet({ features: features.slice(0, 4), labels: labels.slice(0, 4) }));
    expect(wide.spectrum.rank).toBe(4);
    expect(wide.noiseStd).toBeLessThan(1e-13);
    expect(
      largestDifference(original(wide, wide.optimum), reference(features.slice(0, 4), labels.slice(0, 4))),
    ).toBeLessThan(1e-12);
  });

  it("does not touch the data set", () => {
    const set = createDataSet({ features, labels });
    analyseData(set, { rows: "normalize" });
    expect(set).toEqual(createDataSet({ features, labels }));
  });

  it("refuses a zero row when normalizing, features that are all zero, an overflow, an unknown scaling", () => {
    const set = createDataSet({
      features: [
        [1, 2],
        [0, 0],
      ],
      labels: [1, 2],
    });
    expect(sentenceOf(() => analyseData(set, { rows: "normalize" }))).toMatch(/^Row 2 /);
    expect(analyseData(set).spectrum.rank).toBe(1);
    expect(sentenceOf(() => analyseData(createDataSet({ features: [[0, 0]], labels: [1] })))).toMatch(
      /above zero/,
    );
    expect(sentenceOf(() => analyseData(createDataSet({ features: [[1e200]], labels: [1] })))).toMatch(
      /too large/,
    );
    const rows = "unit" as unknown as "raw";
    expect(sentenceOf(() => analyseData(set, { rows }))).toMatch(/rows is "unit"/);
  });
});
