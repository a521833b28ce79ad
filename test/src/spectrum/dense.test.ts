import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import {
  covarianceMatrix,
  createSpectrum,
  dense,
  eigenvalues,
  type Spectrum,
} from "../../../src/spectrum/index.js";
import { compose, largestDifference, randomCovariance, reflection, sentenceOf } from "./matrices.js";

const rebuilt = (spectrum: Spectrum): Float64Array =>
  compose(spectrum.dimension, {
    eigenvalues: spectrum.eigenvalues,
    eigenvectors: spectrum.eigenvectors as Float64Array,
  });

const rowsOf = (n: number, flat: Float64Array): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from(flat.subarray(i * n, i * n + n)));

describe("dense", () => {
  const n = 9;
  const K = randomCovariance(1, n);

  it("takes rows, a Matrix and a flat array alike, and gives K back from its eigenpairs", () => {
    const spectra = [dense(K), dense(rowsOf(n, K)), dense(new Matrix(rowsOf(n, K)))].map((k) =>
      createSpectrum(k),
    );
    expect(spectra[1]).toEqual(spectra[0]);
    expect(spectra[2]).toEqual(spectra[0]);
    expect(largestDifference(rebuilt(spectra[0]), K)).toBeLessThan(8 * n * Number.EPSILON);
    expect(spectra[0].kind).toBe("dense");
  });

  it("has the spectrum of the same eigenvalues written out", () => {
    const values = [4, 2, 1, 0.5];
    const rotated = compose(4, { eigenvalues: Float64Array.from(values), eigenvectors: reflection(3, 4) });
    const a = createSpectrum(dense(rotated));
    const b = createSpectrum(eigenvalues(values), 4);
    expect(largestDifference(a.eigenvalues, b.eigenvalues)).toBeLessThan(1e-14);
    expect(a.squaredTraceOverDimension).toBeCloseTo(b.squaredTraceOverDimension, 13);
  });

  it("copies the matrix", () => {
    const mine = Float64Array.of(1, 0, 0, 1);
    const covariance = dense(mine);
    mine[0] = 7;
    expect(createSpectrum(covariance).largest).toBe(1);
  });

  it("sets eigenvalues that are zero up to rounding to zero, in one atom", () => {
    const spectrum = createSpectrum(dense(randomCovariance(2, 12, 5)));
    expect(spectrum.rank).toBe(5);
    expect(Array.from(spectrum.eigenvalues.subarray(5))).toEqual(Array(7).fill(0));
    expect(spectrum.atomSizes[5]).toBe(7);
    expect(spectrum.smallestPositive).toBe(spectrum.eigenvalues[4]);
  });

  it("normalize: trace scales eigenvalues and matrix alike", () => {
    const covariance = dense(K, { normalize: "trace" });
    const spectrum = createSpectrum(covariance);
    expect(spectrum.traceOverDimension).toBeCloseTo(1, 14);
    expect(largestDifference(rebuilt(spectrum), covarianceMatrix(covariance) as Float64Array)).toBeLessThan(
      1e-13,
    );
    expect(covarianceMatrix({ kind: "identity" })).toBeUndefined();
  });

  it("forgives rounding in symmetry and sign, and nothing more", () => {
    const slightly = (by: number) => Float64Array.of(2, 1 + by, 1, 2);
    const spectrum = createSpectrum(dense(slightly(1e-12)));
    expect(covarianceMatrix(dense(slightly(1e-12)))?.[1]).toBe(covarianceMatrix(dense(slightly(1e-12)))?.[2]);
    expect(spectrum.rank).toBe(2);
    expect(sentenceOf(() => createSpectrum(dense(slightly(1e-8))))).toMatch(
      /\[1\]\[0\] is 1 and entry \[0\]\[1\] is 1\.00000001/,
    );
    expect(createSpectrum(dense(Float64Array.of(1, 0, 0, -1e-11))).eigenvalues[1]).toBe(0);
    expect(sentenceOf(() => createSpectrum(dense(Float64Array.of(1, 0, 0, -1e-9))))).toMatch(
      /eigenvalue -1e-9/,
    );
  });

  it.each([
    [
      "indefinite",
      [
        [1, 2],
        [2, 1],
      ],
      /eigenvalue -1,/,
    ],
    [
      "negative",
      [
        [-1, 0],
        [0, -2],
      ],
      /eigenvalue -2,/,
    ],
    [
      "zero",
      [
        [0, 0],
        [0, 0],
      ],
      /no eigenvalue above zero/,
    ],
    [
      "not square",
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      /row 0 \(counted from 0\) has length 3/,
    ],
    ["ragged", [[1, 0], [0]], /row 1 \(counted from 0\) has length 1/],
    [
      "NaN",
      [
        [1, 0],
        [0, Number.NaN],
      ],
      /\[1\]\[1\] .* not a finite number/,
    ],
    ["empty", [], /not a list of rows/],
  ])("refuses a matrix that is %s", (_, rows, message) => {
    expect(sentenceOf(() => createSpectrum(dense(rows)))).toMatch(message);
  });

  it("refuses a flat array or Matrix of the wrong shape", () => {
    expect(sentenceOf(() => dense(new Float64Array(8)))).toMatch(/flat array of 8 numbers/);
    expect(sentenceOf(() => dense(Matrix.zeros(2, 3)))).toMatch(/2 rows and 3 columns/);
  });
});
