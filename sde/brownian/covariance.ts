/**
 * A factor of a covariance matrix, covariance = L Lᵀ, by Cholesky's elimination with the largest variance left as the
 * pivot (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §10.3): semidefinite matrices end early, with
 * columns of zeros. Only + − × ÷ √, in one order: the same bits everywhere.
 */

import { InputError } from "../../estimators/index.js";
import { isList, requireList, show } from "../../estimators/input/index.js";

/** m rows of m numbers. */
export type CovarianceMatrix = ArrayLike<ArrayLike<number>>;

/** What counts as zero beside the largest variance. */
const negligible = 1e-10;

/**
 * L, m×m row by row.
 *
 * @throws InputError when the matrix is not m×m, not symmetric, has a negative variance or is not positive semidefinite.
 */
export function covarianceFactor(covariance: CovarianceMatrix, sources: number): Float64Array {
  const m = sources;
  const rest = checkedMatrix(covariance, m);
  let largest = 0;
  for (let i = 0; i < m; i++) largest = Math.max(largest, rest[i * m + i]);
  const zero = negligible * largest;
  const L = new Float64Array(m * m);
  const done = new Uint8Array(m);
  for (let j = 0; j < m; j++) {
    let pivot = -1;
    for (let i = 0; i < m; i++)
      if (done[i] === 0 && (pivot < 0 || rest[i * m + i] > rest[pivot * m + pivot])) pivot = i;
    if (!(rest[pivot * m + pivot] > zero)) {
      requireNothingLeft(rest, m, done, zero);
      break;
    }
    done[pivot] = 1;
    const root = Math.sqrt(rest[pivot * m + pivot]);
    L[pivot * m + j] = root;
    for (let i = 0; i < m; i++) if (done[i] === 0) L[i * m + j] = rest[i * m + pivot] / root;
    for (let i = 0; i < m; i++)
      if (done[i] === 0) for (let k = 0; k < m; k++) rest[i * m + k] -= L[i * m + j] * L[k * m + j];
  }
  return L;
}

/** out = L v */
export function factorTimes(m: number, L: Float64Array, v: Float64Array, out: Float64Array): void {
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += L[i * m + k] * v[k];
    out[i] = sum;
  }
}

/** A ← L A Lᵀ for an antisymmetric A; LA (m×m) is written over. */
export function factorTimesArea(m: number, L: Float64Array, A: Float64Array, LA: Float64Array): void {
  for (let i = 0; i < m; i++)
    for (let l = 0; l < m; l++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += L[i * m + k] * A[k * m + l];
      LA[i * m + l] = sum;
    }
  for (let i = 0; i < m; i++)
    for (let j = i + 1; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < m; l++) sum += LA[i * m + l] * L[j * m + l];
      A[i * m + j] = sum;
      A[j * m + i] = -sum;
    }
}

function checkedMatrix(covariance: CovarianceMatrix, m: number): Float64Array {
  requireList("covariance", covariance, `${m} rows of ${m} numbers`);
  const wrong = Array.from(covariance).findIndex((row) => !isList(row) || row.length !== m);
  if (covariance.length !== m || wrong >= 0)
    throw new InputError(
      `covariance has ${covariance.length} rows${wrong >= 0 ? `, row ${wrong} with ${covariance[wrong]?.length} numbers` : ""}; the noise has ${m} sources: give ${m} rows of ${m}`,
    );
  const given = Array.from(covariance, (row) => Array.from(row)).flat();
  const matrix = Float64Array.from(given, (value) => (typeof value === "number" ? value : Number.NaN));
  for (let i = 0; i < m; i++)
    for (let j = 0; j <= i; j++) {
      const [below, above] = [matrix[i * m + j], matrix[j * m + i]];
      if (!(Number.isFinite(below) && Number.isFinite(above)))
        throw new InputError(
          `covariance${Number.isFinite(below) ? `[${j}][${i}] is ${show(given[j * m + i])}` : `[${i}][${j}] is ${show(given[i * m + j])}`}; covariances must be finite: give numbers`,
        );
      // Up to rounding, which both entries then share.
      if (!(Math.abs(below - above) <= 1e-12 * (Math.abs(below) + Math.abs(above))))
        throw new InputError(
          `covariance[${i}][${j}] is ${show(below)} and covariance[${j}][${i}] is ${show(above)}; a covariance matrix is symmetric: make them equal`,
        );
      matrix[j * m + i] = below;
      if (i === j && below < 0)
        throw new InputError(
          `covariance[${i}][${i}] is ${show(below)}; it is the variance of source ${i}: give a number of at least 0`,
        );
    }
  return matrix;
}

function requireNothingLeft(rest: Float64Array, m: number, done: Uint8Array, zero: number): void {
  for (let i = 0; i < m; i++)
    for (let k = 0; k < m; k++)
      if (done[i] === 0 && done[k] === 0 && !(Math.abs(rest[i * m + k]) <= zero))
        throw new InputError(
          `covariance is not positive semidefinite: given the other sources, ${i === k ? `source ${i} is left with the variance` : `sources ${i} and ${k}, of no variance, are left with the covariance`} ${rest[i * m + k]}; no noise has such correlations: weaken them`,
        );
}
