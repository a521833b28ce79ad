/**
 * A covariance given as a matrix: K = Q Λ Qᵀ, diagonalised once; its coordinates are the eigenvectors in decreasing
 * order of eigenvalue.
 *
 * Rounding is forgiven and no more: |K_ij − K_ji| ≤ 10⁻¹⁰ max|K| (then both become their mean), λ_i ≥ −10⁻¹⁰ λ_max.
 * Eigenvalues below 10⁻¹² λ_max, negative ones included, become exactly 0: the solver's own error is about
 * 10⁻¹⁶ n^½ λ_max, and a spurious positive eigenvalue of that size would pass for a direction that learns
 * infinitely slowly.
 */

import type { Matrix } from "ml-matrix";
import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { scale, sum } from "../../sde/kernels/index.js";
import { assembleSpectrum, groupEqual, normalizing } from "./assemble.js";
import { symmetricEigen } from "./eigen.js";
import type { Normalize, Spectrum } from "./spectrum.js";
import { isMatrix } from "./table.js";

/** Relative rounding forgiven in symmetry and in positivity. */
const ROUNDING = 1e-10;
/** Eigenvalues below this fraction of the largest count as zero. */
const ZERO = 1e-12;

/** Rows of numbers, an ml-matrix Matrix, or a flat array row by row. */
export type SquareMatrix = ArrayLike<ArrayLike<number>> | Matrix | Float64Array;

/** A covariance as a matrix (library only): flat, row by row. */
export interface DenseCovariance {
  readonly kind: "dense";
  readonly matrix: SquareMatrix;
  readonly normalize?: Normalize | undefined;
}

/**
 * A covariance given as a symmetric positive semi-definite matrix (library only; the matrix is copied). Its dimension
 * is the matrix's; `Spectrum.eigenvectors` holds the change of basis.
 *
 * @throws InputError when the matrix is not square or an entry is not a finite number. Symmetry and eigenvalues are
 * checked where it is diagonalised (`createSpectrum`, `problem`).
 *
 * @example
 * ```ts
 * import { createSpectrum, dense } from "homogenized-sgd";
 * const spectrum = createSpectrum(dense([[2, 1], [1, 2]]));
 * Array.from(spectrum.eigenvalues); // => [3, 1]
 * ```
 */
export function dense(matrix: SquareMatrix, options: { normalize?: Normalize } = {}): DenseCovariance {
  requireKeys("dense", options, normalizing);
  return { kind: "dense", matrix: flatten(matrix).flat, ...options };
}

/**
 * Diagonalises a dense covariance.
 *
 * @throws InputError naming the pair of entries that breaks the symmetry, or the most negative eigenvalue.
 */
export function denseSpectrum(covariance: DenseCovariance, dimension?: number): Spectrum {
  const { n, flat } = flatten(covariance.matrix);
  if (dimension !== undefined && dimension !== n) {
    throw new InputError(
      `The covariance is a ${n}×${n} matrix but dimension is ${show(dimension)}: leave dimension out or set it to ${n}.`,
    );
  }
  symmetrize(n, flat);
  const { eigenvalues, eigenvectors } = symmetricEigen(n, flat);
  const largest = eigenvalues[0];
  const lowest = eigenvalues[n - 1];
  if (!(lowest >= -ROUNDING * largest)) {
    throw new InputError(
      `The covariance matrix has the eigenvalue ${Number(lowest.toPrecision(6))}, but a covariance has none below zero: give a positive semi-definite matrix.`,
    );
  }
  for (let i = 0; i < n; i++) if (eigenvalues[i] < ZERO * largest) eigenvalues[i] = 0;
  return assembleSpectrum("dense", groupEqual(eigenvalues), covariance.normalize, eigenvectors);
}

/**
 * K itself (d×d, row by row), symmetric to the last bit and scaled as `normalize` asks, where the covariance was given as
 * a matrix; undefined for every other kind.
 */
export function covarianceMatrix(covariance: {
  readonly kind: string;
  readonly matrix?: SquareMatrix;
  readonly normalize?: Normalize | undefined;
}): Float64Array | undefined {
  if (covariance.kind !== "dense" || covariance.matrix === undefined) return undefined;
  const { n, flat } = flatten(covariance.matrix);
  symmetrize(n, flat);
  if (covariance.normalize === "trace") {
    const diagonal = Float64Array.from({ length: n }, (_, i) => flat[i * n + i]);
    scale(n * n, n / sum(n, diagonal, 0), flat, 0);
  }
  return flat;
}

/** d of a dense covariance. */
export function denseDimension(covariance: DenseCovariance): number {
  return flatten(covariance.matrix).n;
}

/** Checks symmetry within rounding and replaces both entries of a pair by their mean. */
function symmetrize(n: number, flat: Float64Array): void {
  let largest = 0;
  for (let i = 0; i < flat.length; i++) largest = Math.max(largest, Math.abs(flat[i]));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const below = flat[i * n + j];
      const above = flat[j * n + i];
      if (!(Math.abs(below - above) <= ROUNDING * largest)) {
        throw new InputError(
          `The covariance matrix is not symmetric: entry [${i}][${j}] is ${below} and entry [${j}][${i}] is ${above} (counted from 0), so correct one of them.`,
        );
      }
      const mean = below / 2 + above / 2;
      flat[i * n + j] = mean;
      flat[j * n + i] = mean;
    }
  }
}

/** A flat copy, row by row, of a square matrix in any of its forms. */
function flatten(matrix: SquareMatrix): { n: number; flat: Float64Array } {
  const { n, flat } = copySquare(matrix);
  for (let at = 0; at < flat.length; at++) {
    if (Number.isFinite(flat[at])) continue;
    throw new InputError(
      `Entry [${Math.floor(at / n)}][${at % n}] (counted from 0) of the covariance matrix is not a finite number: correct it.`,
    );
  }
  return { n, flat };
}

function copySquare(matrix: SquareMatrix): { n: number; flat: Float64Array } {
  if (isMatrix(matrix)) {
    if (matrix.rows !== matrix.columns || matrix.rows === 0) {
      throw notSquare(`has ${matrix.rows} rows and ${matrix.columns} columns`);
    }
    return { n: matrix.rows, flat: Float64Array.from(matrix.to1DArray()) };
  }
  if (matrix instanceof Float64Array) {
    const n = Math.floor(Math.sqrt(matrix.length) + 0.5);
    if (n * n !== matrix.length || n === 0) throw notSquare(`is a flat array of ${matrix.length} numbers`);
    return { n, flat: Float64Array.from(matrix) };
  }
  if (!Array.isArray(matrix) || matrix.length === 0) throw notSquare("is not a list of rows");
  const n = matrix.length;
  const flat = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row: ArrayLike<unknown> = matrix[i];
    if (row?.length !== n)
      throw notSquare(`has ${n} rows and its row ${i} (counted from 0) has length ${row?.length}`);
    for (let j = 0; j < n; j++) {
      const entry = row[j];
      flat[i * n + j] = typeof entry === "number" ? entry : Number.NaN;
    }
  }
  return { n, flat };
}

function notSquare(got: string): InputError {
  return new InputError(`The covariance matrix ${got}, but it must be square: give d rows of d numbers.`);
}
