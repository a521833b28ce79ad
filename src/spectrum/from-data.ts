/**
 * What theory needs of a data set (THEORY §11): sampling its rows with replacement is one-pass SGD on their empirical law,
 *   K = FᵀF/n,   X* = K⁺ Fᵀy/n,   σ² = ‖y − F X*‖²/n   (nothing is centred),
 * or, for labels 0 and 1 under a logistic model, with X* the logistic fit (logistic-fit.ts) and no σ.
 *
 * | symbol    | here          | shape | meaning                                                    |
 * |-----------|---------------|-------|------------------------------------------------------------|
 * | F Q       | `rows`        | n×d   | rows in the eigenbasis of K, row by row                    |
 * | y         | `labels`      | n     |                                                            |
 * | λ_i       | `spectrum`    | d     | eigenvalues in decreasing order                            |
 * | Q         | `basis`       |       | turned so that QᵀFᵀy has no negative component             |
 * | QᵀX*      | `optimum`     | d     | the fit in the eigenbasis, 0 where λ_i = 0                 |
 * | σ         | `noiseStd`    |       | root of the mean squared residual                          |
 *
 * Eigenvalues below 10⁻⁸ λ_max count as zero: data printed with six digits have spurious ones there, and dividing by them
 * ruins X*. The rows keep their (tiny) components along those directions: they are the data, rotated and nothing else.
 * Rotating them takes longer than all the rest together, and is put off until they are asked for.
 */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { axpy, dot, scale, sigmoid } from "../../sde/kernels/index.js";
import { assembleSpectrum, groupEqual } from "./assemble.js";
import type { DataSet } from "./dataset.js";
import { type Eigenbasis, eigenbasis } from "./eigenbasis.js";
import { logisticFit } from "./logistic-fit.js";
import { type FeatureMap, mapFeatures, requireFeatureMap } from "./random-features.js";
import { type RowNorms, rowNormConcentration, rowNormWarnings, type SpectrumWarning } from "./row-norms.js";
import type { Spectrum } from "./spectrum.js";

/** Eigenvalues below this fraction of the largest count as zero. */
const ZERO = 1e-8;

/** raw: rows as they are; normalize: each row scaled to norm √d. */
export type RowScaling = "raw" | "normalize";

/** What X* is: the least-squares solution, or the logistic fit of labels 0 and 1. */
export const FITS = ["least-squares", "logistic"] as const;
export type Fit = (typeof FITS)[number];

export interface DataOptions {
  /** What is done to the features first. */
  readonly map?: FeatureMap | undefined;
  /** Default raw. */
  readonly rows?: RowScaling | undefined;
  /** Default least-squares. */
  readonly fit?: Fit | undefined;
  /** Draws what is random in `map`; default 1. */
  readonly seed?: number | undefined;
}

export interface DataAnalysis {
  readonly spectrum: Spectrum;
  readonly basis: Eigenbasis;
  readonly fit: Fit;
  /** QᵀX* (d), in the order of `spectrum.eigenvalues`. */
  readonly optimum: Float64Array;
  /** σ; 0 for a logistic fit, whose labels have a law of their own. */
  readonly noiseStd: number;
  /** n×d, rows in the eigenbasis, row by row. */
  readonly rows: Float64Array;
  /** n, untouched by the scaling of rows. */
  readonly labels: Float64Array;
  /** What each label has beyond its prediction (n): y − F X*, or y − s(F X*). */
  readonly residuals: Float64Array;
  /** n */
  readonly sampleCount: number;
  readonly rowNorms: RowNorms;
  readonly warnings: readonly SpectrumWarning[];
}

/**
 * Spectrum, optimum, residual noise and rotated rows of a data set (n rows, d features).
 *
 * @param options `map`: random features in the place of its own, drawn from `seed`; `rows`: raw or normalize; `fit`: what
 * the optimum is, least-squares or logistic
 * @throws InputError when all features are zero or overflow, with `rows: "normalize"` for a row of zeros, and with
 * `fit: "logistic"` for labels other than 0 and 1 or labels that can be separated.
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
export function analyseData(dataSet: DataSet, options: DataOptions = {}): DataAnalysis {
  if (!(typeof dataSet === "object" && dataSet !== null && Number.isSafeInteger(dataSet.sampleCount)))
    throw new InputError(`analyseData got ${show(dataSet)}; give what createDataSet returns.`);
  requireKeys("analyseData", options, ["map", "rows", "fit", "seed"]);
  const { map, rows: scaling = "raw", fit = "least-squares", seed = 1 } = options;
  if (!FITS.includes(fit))
    throw new InputError(`fit is ${show(fit)}, but fits are ${FITS.join(" and ")}: write one of them.`);
  if (map !== undefined) requireFeatureMap(map);
  if (fit === "logistic") requireBinary(dataSet.labels);
  const { sampleCount: n, dimension: d, labels, features } = map ? mapFeatures(dataSet, map, seed) : dataSet;
  const original = Float64Array.from(features);
  if (scaling === "normalize") normalizeRows(n, d, original);
  else if (scaling !== "raw") {
    throw new InputError(
      `covariance.rows is ${show(scaling)}, but raw or normalize is expected: write one of them.`,
    );
  }
  const pull = new Float64Array(d);
  for (let r = 0; r < n; r++) axpy(d, labels[r] / n, original, r * d, pull, 0);
  const basis = eigenbasis(d, secondMoment(n, d, original), pull);
  const { eigenvalues } = basis;
  for (let i = 0; i < d; i++) if (eigenvalues[i] < ZERO * eigenvalues[0]) eigenvalues[i] = 0;
  const spectrum = assembleSpectrum("data", groupEqual(eigenvalues));
  const logistic = fit === "logistic";
  const optimum = logistic ? logisticFit(n, d, original, labels, basis) : leastSquares(d, pull, basis);
  const residuals = leftOver(n, d, original, labels, optimum, basis, logistic ? sigmoid : (x) => x);
  const rowNorms = rowNormConcentration(n, d, original, spectrum.squaredTraceOverDimension * d);
  let rotated: Float64Array | undefined;
  return {
    spectrum,
    basis,
    fit,
    optimum,
    noiseStd: logistic ? 0 : Math.sqrt(dot(n, residuals, 0, residuals, 0) / n),
    get rows() {
      if (rotated === undefined) {
        rotated = original;
        basis.into(rotated);
      }
      return rotated;
    },
    labels: Float64Array.from(labels),
    residuals,
    sampleCount: n,
    rowNorms,
    warnings: rowNormWarnings(rowNorms),
  };
}

function requireBinary(labels: Float64Array): void {
  const wrong = labels.findIndex((label) => label !== 0 && label !== 1);
  if (wrong !== -1)
    throw new InputError(
      `The label of row ${wrong + 1} (counted from 1) is ${labels[wrong]}, but the labels of a logistic model are 0 and 1: write them so, or take the model least-squares.`,
    );
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

/** So many rows of K are summed up over all of F before the next, and stay in cache. */
const BLOCK = 64;

/** FᵀF/n (d×d); four rows of F at a time spare three trips in four to the sum. */
function secondMoment(n: number, d: number, rows: Float64Array): Float64Array {
  const K = new Float64Array(d * d);
  for (let from = 0; from < d; from += BLOCK) {
    const to = Math.min(d, from + BLOCK);
    let r = 0;
    for (; r + 4 <= n; r += 4) addFourRows(d, rows, r * d, K, from, to);
    for (; r < n; r++) {
      for (let i = from; i < to; i++) axpy(i + 1, rows[r * d + i], rows, r * d, K, i * d);
    }
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

/** Rows `from` to `to` of the lower triangle of K, plus the outer products of four rows of F with themselves. */
function addFourRows(
  d: number,
  rows: Float64Array,
  row0: number,
  K: Float64Array,
  from: number,
  to: number,
): void {
  const row1 = row0 + d;
  const row2 = row1 + d;
  const row3 = row2 + d;
  for (let i = from; i < to; i++) {
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

/** K⁺ Fᵀy/n in the eigenbasis, from Fᵀy/n. */
function leastSquares(d: number, pull: Float64Array, { eigenvalues, into }: Eigenbasis): Float64Array {
  const optimum = pull.slice();
  into(optimum);
  for (let i = 0; i < d; i++) optimum[i] = eigenvalues[i] > 0 ? optimum[i] / eigenvalues[i] : 0;
  return optimum;
}

/** y − p(F X*), p what a field predicts. */
function leftOver(
  n: number,
  d: number,
  rows: Float64Array,
  labels: Float64Array,
  optimum: Float64Array,
  basis: Eigenbasis,
  predicted: (field: number) => number,
): Float64Array {
  const X = optimum.slice();
  basis.outOf(X);
  return Float64Array.from({ length: n }, (_, r) => labels[r] - predicted(dot(d, rows, r * d, X, 0)));
}
