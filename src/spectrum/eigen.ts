/**
 * Eigendecomposition of a dense symmetric matrix, K = Q Λ Qᵀ, in a fixed form: eigenvalues decreasing, each
 * eigenvector of length one with its largest component positive. Either solver uses only + − × ÷ √, so that the
 * bits are the same in every engine.
 *
 * | symbol | here                                             |
 * |--------|--------------------------------------------------|
 * | K      | `matrix`, n×n                                    |
 * | λ_i    | `eigenvalues[i]`                                 |
 * | ω_i    | `eigenvectors`, column i of Q, from i·n onwards  |
 *
 * Up to `ML_MATRIX_LIMIT` ml-matrix solves it; above, Householder reduction and implicit QL on flat arrays, which
 * is several times faster there. Both are backward stable: errors of eigenvalues are of order 1e-16 n^½ ‖K‖.
 */

import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { InputError } from "../../estimators/index.js";
import { isList, show } from "../../estimators/input/index.js";
import { implicitQl } from "../gaussian/index.js";
import { tridiagonalize } from "./householder.js";

/** Entries at the very bottom of the range of doubles stay small rather than be multiplied by infinity. */
const LARGEST_SCALE = 2 ** 1000;

export interface Eigen {
  /** λ_1 ≥ … ≥ λ_n. */
  readonly eigenvalues: Float64Array;
  /** n×n, eigenvector i (length n) from i·n onwards. */
  readonly eigenvectors: Float64Array;
}

/** Largest n that goes to ml-matrix. */
export const ML_MATRIX_LIMIT = 300;

/** Components this close to the largest (relatively) tie with it, and the first of them decides the sign. */
const SIGN_TIE = 1e-6;

/**
 * Eigenvalues in decreasing order and eigenvectors of a symmetric matrix (n×n, flat, not changed; entries finite,
 * symmetric already: the caller checks). Within an eigenspace of several dimensions the basis is the solver's.
 *
 * @throws InputError when the length is not n² or an entry is not a finite number.
 *
 * @example
 * ```ts
 * import { symmetricEigen } from "homogenized-sgd";
 * const eigen = symmetricEigen(2, Float64Array.of(2, 1, 1, 2));
 * Array.from(eigen.eigenvalues); // => [3, 1]
 * Array.from(eigen.eigenvectors); // => [0.70711, 0.70711, 0.70711, -0.70711]
 * ```
 */
export function symmetricEigen(n: number, matrix: Float64Array): Eigen {
  return n <= ML_MATRIX_LIMIT ? mlMatrixEigen(n, matrix) : flatEigen(n, matrix);
}

/** `symmetricEigen` by ml-matrix. */
export function mlMatrixEigen(n: number, matrix: Float64Array): Eigen {
  const { scaled, scale } = rescale(n, matrix);
  const solved = new EigenvalueDecomposition(Matrix.from1DArray(n, n, scaled), { assumeSymmetric: true });
  return arrange(n, Float64Array.from(solved.realEigenvalues), solved.eigenvectorMatrix.to1DArray(), scale);
}

/** `symmetricEigen` by Householder reduction and implicit QL on flat arrays. */
export function flatEigen(n: number, matrix: Float64Array): Eigen {
  const { scaled, scale } = rescale(n, matrix);
  const eigenvalues = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  tridiagonalize(n, scaled, eigenvalues, offDiagonal);
  implicitQl(n, eigenvalues, offDiagonal, scaled);
  return arrange(n, eigenvalues, scaled, scale);
}

/** A copy with entries of order one, by a power of two: no rounding, and no square under- or overflows. */
export function rescale(n: number, matrix: Float64Array): { scaled: Float64Array; scale: number } {
  if (!isList(matrix))
    throw new InputError(`A matrix to diagonalise is ${show(matrix)}: give its entries, row by row.`);
  if (!Number.isSafeInteger(n) || matrix.length !== n * n || n === 0) {
    throw new InputError(
      `A matrix to diagonalise has ${matrix.length} entries for n = ${show(n)}: give n × n of them, n at least 1.`,
    );
  }
  let largest = 0;
  for (let i = 0; i < matrix.length; i++) largest = Math.max(largest, Math.abs(matrix[i]));
  if (!(largest < Number.POSITIVE_INFINITY)) {
    throw new InputError("A matrix to diagonalise has an entry that is not a finite number: correct it.");
  }
  let scale = 1;
  if (largest > 0) {
    while (largest * scale > 1) scale /= 2;
    while (largest * scale < 0.5 && scale < LARGEST_SCALE) scale *= 2;
  }
  const scaled = new Float64Array(matrix.length);
  for (let i = 0; i < matrix.length; i++) scaled[i] = matrix[i] * scale;
  return { scaled, scale };
}

/** Sorts, transposes (columns of `vectors`, stored row by row, become contiguous) and fixes the signs. */
function arrange(n: number, values: Float64Array, vectors: ArrayLike<number>, scale: number): Eigen {
  const order = Array.from(values.keys()).sort((i, j) => values[j] - values[i] || i - j);
  const eigenvalues = new Float64Array(n);
  const eigenvectors = new Float64Array(n * n);
  for (let rank = 0; rank < n; rank++) {
    const column = order[rank];
    eigenvalues[rank] = values[column] / scale;
    let largest = 0;
    for (let k = 0; k < n; k++) largest = Math.max(largest, Math.abs(vectors[k * n + column]));
    let leader = 0;
    while (!(Math.abs(vectors[leader * n + column]) >= (1 - SIGN_TIE) * largest)) leader++;
    const sign = vectors[leader * n + column] < 0 ? -1 : 1;
    for (let k = 0; k < n; k++) eigenvectors[rank * n + k] = sign * vectors[k * n + column];
  }
  return { eigenvalues, eigenvectors };
}
