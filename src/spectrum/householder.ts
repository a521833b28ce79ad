/**
 * Householder reduction of a symmetric matrix to tridiagonal form, A = Q T Qᵀ (Golub & Van Loan, Matrix
 * Computations, §8.3.1; Martin, Reinsch & Wilkinson 1968).
 *
 * Row i = n−1, …, 2 of the shrinking leading block is reflected onto its last entry: with x = (A_i0 … A_i,i−1),
 *   α = −sgn(x_{i−1}) ‖x‖,  v = x − α e_{i−1},  h = ½ vᵀv,  H_i = 1 − v vᵀ / h,
 *   p = A v / h,  q = p − (vᵀp / 2h) v,  A ← H_i A H_i = A − v qᵀ − q vᵀ,   Q = H_{n−1} ⋯ H_2.
 *
 * | symbol   | here                            |
 * |----------|---------------------------------|
 * | A, v, Q  | `matrix` (v waits in row i)     |
 * | T_ii     | `diagonal[i]`                   |
 * | T_i,i+1  | `offDiagonal[i]`                |
 * | h        | `halfNorms[i]`, 0: no reflection |
 * | p, q     | `work`                          |
 *
 * Only the lower triangle is read, and every loop runs along rows: that is what keeps it in cache.
 */

import { axpy, dot } from "../../sde/kernels/index.js";

/**
 * Overwrites `matrix` (n×n, row by row, lower triangle used) with Q, column i of Q being entry i of each row;
 * fills `diagonal` (n) and `offDiagonal` (n, the last entry 0). Entries should be of order one or less: squares
 * of entries below 1e-154 vanish.
 */
export function tridiagonalize(
  n: number,
  matrix: Float64Array,
  diagonal: Float64Array,
  offDiagonal: Float64Array,
): void {
  const halfNorms = reduce(n, matrix, diagonal, offDiagonal);
  accumulate(n, matrix, halfNorms, new Float64Array(n));
}

/** The same without Q: leaves v_i in row i of `matrix` (its first i entries), and returns h_i. */
export function reduce(
  n: number,
  matrix: Float64Array,
  diagonal: Float64Array,
  offDiagonal: Float64Array,
): Float64Array {
  const halfNorms = new Float64Array(n);
  const work = new Float64Array(n);
  offDiagonal[n - 1] = 0;
  for (let i = n - 1; i > 0; i--) {
    const row = i * n;
    const last = matrix[row + i - 1];
    let tail = 0;
    for (let k = 0; k < i - 1; k++) tail += matrix[row + k] * matrix[row + k];
    if (tail === 0) {
      offDiagonal[i - 1] = last;
      continue;
    }
    const norm = Math.sqrt(tail + last * last);
    const alpha = last > 0 ? -norm : norm;
    const h = tail + last * last - alpha * last;
    offDiagonal[i - 1] = alpha;
    matrix[row + i - 1] = last - alpha;
    halfNorms[i] = h;
    multiplyByRow(n, matrix, i, work);
    finishRankTwo(n, matrix, i, h, work);
  }
  for (let i = 0; i < n; i++) diagonal[i] = matrix[i * n + i];
  return halfNorms;
}

/** Qᵀw for every row w of `vectors`, in place, from the v_i and h_i that `reduce` leaves. */
export function reflect(
  n: number,
  vectors: Float64Array,
  matrix: Float64Array,
  halfNorms: Float64Array,
): void {
  forRows(n, vectors, (from, to) => {
    for (let i = n - 1; i > 0; i--) reflectVectors(n, vectors, from, to, matrix, i, halfNorms[i]);
  });
}

/** Qw for every row w of `vectors`: undoes `reflect`. */
export function reflectBack(
  n: number,
  vectors: Float64Array,
  matrix: Float64Array,
  halfNorms: Float64Array,
): void {
  forRows(n, vectors, (from, to) => {
    for (let i = 1; i < n; i++) reflectVectors(n, vectors, from, to, matrix, i, halfNorms[i]);
  });
}

/** Rows that go through all reflections together, so that these are fetched once for several rows. */
const TOGETHER = 8;

function forRows(n: number, vectors: Float64Array, of: (from: number, to: number) => void): void {
  for (let from = 0; from < vectors.length; from += TOGETHER * n)
    of(from, Math.min(vectors.length, from + TOGETHER * n));
}

/** w ← w − (vᵀw / h) v for the rows from `from` to `to`. */
function reflectVectors(
  n: number,
  vectors: Float64Array,
  from: number,
  to: number,
  matrix: Float64Array,
  i: number,
  h: number,
): void {
  if (h === 0) return;
  for (let row = from; row < to; row += n)
    axpy(i, -dot(i, matrix, i * n, vectors, row) / h, matrix, i * n, vectors, row);
}

/** work = A v, A the leading i×i block known by its lower triangle, v = row i. */
function multiplyByRow(n: number, matrix: Float64Array, i: number, work: Float64Array): void {
  const v = i * n;
  work.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const vj = matrix[v + j];
    let s = 0;
    for (let k = 0; k < j; k++) {
      const a = matrix[row + k];
      s += a * matrix[v + k];
      work[k] += a * vj;
    }
    work[j] += s + matrix[row + j] * vj;
  }
}

/** From work = A v to q, then A ← A − v qᵀ − q vᵀ on the lower triangle of the leading i×i block. */
function finishRankTwo(n: number, matrix: Float64Array, i: number, h: number, work: Float64Array): void {
  const v = i * n;
  let overlap = 0;
  for (let k = 0; k < i; k++) {
    work[k] /= h;
    overlap += work[k] * matrix[v + k];
  }
  const along = overlap / (h + h);
  for (let k = 0; k < i; k++) work[k] -= along * matrix[v + k];
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const vj = matrix[v + j];
    const qj = work[j];
    for (let k = 0; k <= j; k++) matrix[row + k] -= vj * work[k] + qj * matrix[v + k];
  }
}

/** Multiplies the reflections into Q, growing the leading block; each v is consumed just before it is erased. */
function accumulate(n: number, matrix: Float64Array, halfNorms: Float64Array, work: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const v = i * n;
    if (halfNorms[i] > 0) reflectRows(n, matrix, i, halfNorms[i], work);
    for (let k = 0; k < i; k++) {
      matrix[v + k] = 0;
      matrix[k * n + i] = 0;
    }
    matrix[v + i] = 1;
  }
}

/** Q ← Q − v (vᵀQ) / h on the leading i×i block, v = row i. */
function reflectRows(n: number, matrix: Float64Array, i: number, h: number, work: Float64Array): void {
  projectRows(n, matrix, i, work);
  subtractOuter(n, matrix, i, h, work);
}

/** work = vᵀQ; four rows of Q at a time spare three trips in four to `work`. */
function projectRows(n: number, matrix: Float64Array, i: number, work: Float64Array): void {
  const v = i * n;
  work.fill(0, 0, i);
  let k = 0;
  for (; k + 4 <= i; k += 4) {
    const a = k * n;
    const b = a + n;
    const c = b + n;
    const d = c + n;
    const va = matrix[v + k];
    const vb = matrix[v + k + 1];
    const vc = matrix[v + k + 2];
    const vd = matrix[v + k + 3];
    for (let j = 0; j < i; j++) {
      work[j] += va * matrix[a + j] + vb * matrix[b + j] + (vc * matrix[c + j] + vd * matrix[d + j]);
    }
  }
  for (; k < i; k++) {
    const vk = matrix[v + k];
    for (let j = 0; j < i; j++) work[j] += vk * matrix[k * n + j];
  }
}

/** Q ← Q − (v / h) workᵀ, again four rows at a time. */
function subtractOuter(n: number, matrix: Float64Array, i: number, h: number, work: Float64Array): void {
  const v = i * n;
  let k = 0;
  for (; k + 4 <= i; k += 4) {
    const a = k * n;
    const b = a + n;
    const c = b + n;
    const d = c + n;
    const va = matrix[v + k] / h;
    const vb = matrix[v + k + 1] / h;
    const vc = matrix[v + k + 2] / h;
    const vd = matrix[v + k + 3] / h;
    for (let j = 0; j < i; j++) {
      const g = work[j];
      matrix[a + j] -= va * g;
      matrix[b + j] -= vb * g;
      matrix[c + j] -= vc * g;
      matrix[d + j] -= vd * g;
    }
  }
  for (; k < i; k++) {
    const share = matrix[v + k] / h;
    for (let j = 0; j < i; j++) matrix[k * n + j] -= share * work[j];
  }
}
