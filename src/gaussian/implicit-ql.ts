/**
 * Implicit QL with Wilkinson's shift for a symmetric tridiagonal T (Golub & Van Loan §8.3.3–8.3.5; Dubrulle,
 * Martin & Wilkinson 1968): T = S Λ Sᵀ, and Q ← Q S alongside.
 *
 * One sweep over the unreduced block l…m chases a bulge upwards with rotations of columns (i, i+1), i = m−1 … l,
 *   (q_i, q_{i+1}) ← (c q_i − s q_{i+1}, s q_i + c q_{i+1}).
 * A row of Q needs nothing of the other rows, so rotations are collected over several sweeps and then run along
 * a few rows at a time while those rows stay in cache; batching changes no bit of the answer.
 */

/** Sweeps gathered before Q is touched; each holds at most n − 1 rotations. */
const BATCH = 16;
/** A block that needs more sweeps than this for one eigenvalue does not occur with finite entries. */
const MOST_SWEEPS = 100;

/** Up to 16 sweeps; sweep k rotates columns (i, i+1) for i from `first[k]` down to `last[k]`. */
export interface Sweeps {
  count: number;
  /** Rotations of all sweeps together. */
  rotations: number;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/**
 * Overwrites `diagonal` with the eigenvalues (unordered), destroys `offDiagonal` (`offDiagonal[i]` couples i and
 * i+1) and multiplies `vectors` (rows of n numbers, row by row) from the right by the eigenvectors of T.
 */
export function implicitQl(
  n: number,
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  vectors: Float64Array,
): void {
  qlSweeps(n, diagonal, offDiagonal, (sweeps) => rotate(n, vectors, sweeps));
}

/** The same without vectors: the sweeps are handed to `take` in order, and lent until it returns. */
export function qlSweeps(
  n: number,
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  take: (sweeps: Sweeps) => void,
): void {
  let norm = 0;
  for (let i = 0; i < n; i++) norm = Math.max(norm, Math.abs(diagonal[i]) + Math.abs(offDiagonal[i]));
  const negligible = Number.EPSILON * norm;
  const flush = (): void => {
    take(sweeps);
    sweeps.count = 0;
    sweeps.rotations = 0;
  };
  const sweeps: Sweeps = {
    count: 0,
    rotations: 0,
    first: new Int32Array(BATCH),
    last: new Int32Array(BATCH),
    cosines: new Float64Array(BATCH * n),
    sines: new Float64Array(BATCH * n),
  };
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l;
      while (m < n - 1 && Math.abs(offDiagonal[m]) > negligible) m++;
      if (m === l) break;
      if (sweep === MOST_SWEEPS) throw new Error(`implicit QL did not converge at eigenvalue ${l} of ${n}`);
      chase(l, m, diagonal, offDiagonal, sweeps);
      if (sweeps.count === BATCH) flush();
    }
  }
  flush();
}

/** One sweep over the block l…m; the rotations go to `sweeps`. */
function chase(l: number, m: number, d: Float64Array, e: Float64Array, sweeps: Sweeps): void {
  const ratio = (d[l + 1] - d[l]) / (2 * e[l]);
  const root = Math.sqrt(ratio * ratio + 1);
  const shift = d[l] - e[l] / (ratio >= 0 ? ratio + root : ratio - root);
  let g = d[m] - shift;
  let c = 1;
  let s = 1;
  let p = 0;
  let at = sweeps.rotations;
  let i = m - 1;
  for (; i >= l; i--) {
    const f = s * e[i];
    const b = c * e[i];
    const r = Math.sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r === 0) break;
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    const turn = (d[i] - g) * s + 2 * c * b;
    p = s * turn;
    d[i + 1] = g + p;
    g = c * turn - b;
    sweeps.cosines[at] = c;
    sweeps.sines[at] = s;
    at++;
  }
  if (i < l) {
    d[l] -= p;
    e[l] = g;
  } else {
    // The bulge vanished on the way: the block falls apart here and the next sweeps take its parts.
    d[i + 1] -= p;
  }
  e[m] = 0;
  sweeps.first[sweeps.count] = m - 1;
  sweeps.last[sweeps.count] = i + 1;
  sweeps.rotations = at;
  sweeps.count++;
}

/** Applies the rotations to every row of `vectors`, four rows at a time. */
export function rotate(n: number, vectors: Float64Array, sweeps: Sweeps): void {
  const rows = vectors.length / n;
  let row = 0;
  for (; row + 4 <= rows; row += 4) rotateFourRows(n, vectors, row * n, sweeps);
  for (; row < rows; row++) rotateRow(vectors, row * n, sweeps);
}

/** Undoes `rotate`. */
export function rotateBack(
  n: number,
  vectors: Float64Array,
  { first, last, cosines, sines, count, rotations }: Sweeps,
): void {
  for (let row = 0; row < vectors.length; row += n) {
    let at = rotations - 1;
    for (let k = count - 1; k >= 0; k--) {
      let carried = vectors[row + last[k]];
      for (let i = last[k]; i <= first[k]; i++, at--) {
        const q = vectors[row + i + 1];
        vectors[row + i] = cosines[at] * carried + sines[at] * q;
        carried = cosines[at] * q - sines[at] * carried;
      }
      vectors[row + first[k] + 1] = carried;
    }
  }
}

function rotateRow(vectors: Float64Array, row: number, sweeps: Sweeps): void {
  const { first, last, cosines, sines, count } = sweeps;
  let at = 0;
  for (let k = 0; k < count; k++) {
    let carried = vectors[row + first[k] + 1];
    for (let i = first[k]; i >= last[k]; i--, at++) {
      const c = cosines[at];
      const s = sines[at];
      const q = vectors[row + i];
      vectors[row + i + 1] = s * q + c * carried;
      carried = c * q - s * carried;
    }
    vectors[row + last[k]] = carried;
  }
}

/** `rotateRow` on four rows side by side: the four chains of dependent operations overlap. */
function rotateFourRows(n: number, vectors: Float64Array, row0: number, sweeps: Sweeps): void {
  const { first, last, cosines, sines, count } = sweeps;
  const row1 = row0 + n;
  const row2 = row1 + n;
  const row3 = row2 + n;
  let at = 0;
  for (let k = 0; k < count; k++) {
    const start = first[k];
    const end = last[k];
    let a = vectors[row0 + start + 1];
    let b = vectors[row1 + start + 1];
    let d = vectors[row2 + start + 1];
    let e = vectors[row3 + start + 1];
    for (let i = start; i >= end; i--, at++) {
      const c = cosines[at];
      const s = sines[at];
      const q0 = vectors[row0 + i];
      const q1 = vectors[row1 + i];
      const q2 = vectors[row2 + i];
      const q3 = vectors[row3 + i];
      vectors[row0 + i + 1] = s * q0 + c * a;
      vectors[row1 + i + 1] = s * q1 + c * b;
      vectors[row2 + i + 1] = s * q2 + c * d;
      vectors[row3 + i + 1] = s * q3 + c * e;
      a = c * q0 - s * a;
      b = c * q1 - s * b;
      d = c * q2 - s * d;
      e = c * q3 - s * e;
    }
    vectors[row0 + end] = a;
    vectors[row1 + end] = b;
    vectors[row2 + end] = d;
    vectors[row3 + end] = e;
  }
}
