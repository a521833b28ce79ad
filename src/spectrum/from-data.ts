/**
 * What theory needs of a data set (THEORY §11): sampling its rows with replacement is one-pass SGD on their empirical law,
 *   K = FᵀF/n,   X* = K⁺ Fᵀy/n,   σ² = ‖y − F X*‖²/n   (nothing is centred).
 *
 * | symbol    | here          | shape | meaning                                                    |
 * |-----------|---------------|-------|------------------------------------------------------------|
 * | F Q       | `rows`        | n×d   | rows in the eigenbasis of K, row by row                    |
 * | y         | `labels`      | n     |                                                            |
 * | λ_i, ω_i  | `spectrum`    | d     | eigenvalues in decreasing order, eigenvectors              |
 * | QᵀX*      | `optimum`     | d     | least squares in the eigenbasis, 0 where λ_i = 0           |
 * | σ         | `noiseStd`    |       | root of the mean squared residual                          |
 *
 * Eigenvalues below 10⁻⁸ λ_max count as zero: data printed with six digits have spurious ones there, and dividing by them
 * ruins X*. The rows keep their (tiny) components along those directions: they are the data, rotated and nothing else.
 */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { axpy, dot, scale } from "../../sde/kernels/index.js";
import { assembleSpectrum, groupEqual } from "./assemble.js";
import type { DataSet } from "./dataset.js";
import { symmetricEigen } from "./eigen.js";
import { type RowNorms, rowNormConcentration, rowNormWarnings, type SpectrumWarning } from "./row-norms.js";
import type { Spectrum } from "./spectrum.js";

/** Eigenvalues below this fraction of the largest count as zero. */
const ZERO = 1e-8;

/** raw: rows as they are; normalize: each row scaled to norm √d. */
export type RowScaling = "raw" | "normalize";

export interface DataAnalysis {
  readonly spectrum: Spectrum;
  /** QᵀX* (d), in the order of `spectrum.eigenvalues`. */
  readonly optimum: Float64Array;
  /** σ */
  readonly noiseStd: number;
  /** n×d, rows in the eigenbasis, row by row. */
  readonly rows: Float64Array;
  /** n, untouched by the scaling of rows. */
  readonly labels: Float64Array;
  /** y − F X* (n) */
  readonly residuals: Float64Array;
  /** n */
  readonly sampleCount: number;
  readonly rowNorms: RowNorms;
  readonly warnings: readonly SpectrumWarning[];
}

/**
 * Spectrum, least-squares optimum, residual noise and rotated rows of a data set (n rows, d features).
 *
 * @throws InputError when all features are zero or overflow, and with `rows: "normalize"` for a row of zeros.
 *
 * @example
 * ```ts
 * import { analyseData, createDataSet } from "homogenized-sgd";
 * const cross = createDataSet({ features: [[2, 0], [-2, 0], [0, 1], [0, -1]], labels: [6, -6, 1, 1] });
 * const analysis = analyseData(cross);
 * Array.from(analysis.spectrum.eigenvalues); // => [2, 0.5]
 * Array.from(analysis.optimum); // => [3, 0]
 * analysis.noiseStd; // => 0.70711
 * ```
 */
export function analyseData(dataSet: DataSet, options: { rows?: RowScaling | undefined } = {}): DataAnalysis {
  if (!(typeof dataSet === "object" && dataSet !== null && Number.isSafeInteger(dataSet.sampleCount)))
    throw new InputError(`analyseData got ${show(dataSet)}; give what createDataSet returns.`);
  requireKeys("analyseData", options, ["rows"]);
  const { sampleCount: n, dimension: d, labels } = dataSet;
  const rows = Float64Array.from(dataSet.features);
  const scaling = options.rows ?? "raw";
  if (scaling === "normalize") normalizeRows(n, d, rows);
  else if (scaling !== "raw") {
    throw new InputError(
      `covariance.rows is ${show(scaling)}, but raw or normalize is expected: write one of them.`,
    );
  }
  const { eigenvalues, eigenvectors } = symmetricEigen(d, secondMoment(n, d, rows));
  for (let i = 0; i < d; i++) if (eigenvalues[i] < ZERO * eigenvalues[0]) eigenvalues[i] = 0;
  const spectrum = assembleSpectrum("data", groupEqual(eigenvalues), undefined, eigenvectors);
  rotateRows(n, d, rows, eigenvectors);
  const optimum = leastSquares(n, d, rows, labels, eigenvalues);
  const residuals = leftOver(n, d, rows, labels, optimum);
  const rowNorms = rowNormConcentration(n, d, rows, spectrum.squaredTraceOverDimension * d);
  return {
    spectrum,
    optimum,
    noiseStd: Math.sqrt(dot(n, residuals, 0, residuals, 0) / n),
    rows,
    labels: Float64Array.from(labels),
    residuals,
    sampleCount: n,
    rowNorms,
    warnings: rowNormWarnings(rowNorms),
  };
}

/** Scales every row to norm √d. */
function normalizeRows(n: number, d: number, rows: Float64Array): void {
  const root = Math.sqrt(d);
  for (let r = 0; r < n; r++) {
    let largest = 0;
    for (let i = 0; i < d; i++) largest = Math.max(largest, Math.abs(rows[r * d + i]));
    if (largest === 0) {
      throw new InputError(
        `Row ${r + 1} of the features (counted from 1) is zero and cannot be scaled to norm √d: remove it or use "rows: raw".`,
      );
    }
    // First to entries of order one, so that no square under- or overflows.
    for (let i = 0; i < d; i++) rows[r * d + i] /= largest;
    scale(d, root / Math.sqrt(dot(d, rows, r * d, rows, r * d)), rows, r * d);
  }
}

/** FᵀF/n (d×d); four rows at a time spare three trips in four to the sum. */
function secondMoment(n: number, d: number, rows: Float64Array): Float64Array {
  const K = new Float64Array(d * d);
  let r = 0;
  for (; r + 4 <= n; r += 4) addFourRows(d, rows, r * d, K);
  for (; r < n; r++) {
    for (let i = 0; i < d; i++) axpy(i + 1, rows[r * d + i], rows, r * d, K, i * d);
  }
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const value = K[i * d + j] / n;
      if (!(Math.abs(value) < Number.POSITIVE_INFINITY)) {
        throw new InputError(
          "The features are too large for double precision when squared: scale them down.",
        );
      }
      K[i * d + j] = value;
      K[j * d + i] = value;
    }
  }
  return K;
}

/** Lower triangle of K plus the outer products of four rows with themselves. */
function addFourRows(d: number, rows: Float64Array, row0: number, K: Float64Array): void {
  const row1 = row0 + d;
  const row2 = row1 + d;
  const row3 = row2 + d;
  for (let i = 0; i < d; i++) {
    const a = rows[row0 + i];
    const b = rows[row1 + i];
    const c = rows[row2 + i];
    const e = rows[row3 + i];
    const out = i * d;
    for (let j = 0; j <= i; j++) {
      K[out + j] += a * rows[row0 + j] + b * rows[row1 + j] + (c * rows[row2 + j] + e * rows[row3 + j]);
    }
  }
}

/** Each row a becomes Qᵀa, in place. */
function rotateRows(n: number, d: number, rows: Float64Array, eigenvectors: Float64Array): void {
  const rotated = new Float64Array(d);
  for (let r = 0; r < n; r++) {
    for (let i = 0; i < d; i++) rotated[i] = dot(d, rows, r * d, eigenvectors, i * d);
    rows.set(rotated, r * d);
  }
}

/** K⁺ Fᵀy/n in the eigenbasis. */
function leastSquares(
  n: number,
  d: number,
  rows: Float64Array,
  labels: Float64Array,
  eigenvalues: Float64Array,
): Float64Array {
  const optimum = new Float64Array(d);
  for (let r = 0; r < n; r++) axpy(d, labels[r] / n, rows, r * d, optimum, 0);
  for (let i = 0; i < d; i++) optimum[i] = eigenvalues[i] > 0 ? optimum[i] / eigenvalues[i] : 0;
  return optimum;
}

/** y − F X* */
function leftOver(
  n: number,
  d: number,
  rows: Float64Array,
  labels: Float64Array,
  optimum: Float64Array,
): Float64Array {
  return Float64Array.from({ length: n }, (_, r) => labels[r] - dot(d, rows, r * d, optimum, 0));
}
