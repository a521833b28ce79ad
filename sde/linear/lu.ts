/**
 * Dense linear systems by LU factors with partial pivoting (Golub & Van Loan, Matrix Computations, §3.4), in place and
 * in a fixed order of operations. ml-matrix has the same factors; it clones the matrix at every call, and a step of a
 * scheme may allocate nothing.
 */

/** Overwrites the n×n matrix a (row by row) with its factors and `pivots` (n) with the rows exchanged. */
export function factor(n: number, a: Float64Array, pivots: Int32Array): void {
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) pivot = i;
    pivots[k] = pivot;
    if (pivot !== k)
      for (let j = 0; j < n; j++) {
        const held = a[k * n + j];
        a[k * n + j] = a[pivot * n + j];
        a[pivot * n + j] = held;
      }
    // A singular matrix has a pivot of 0: what is solved with it is not finite, which its caller sees.
    for (let i = k + 1; i < n; i++) {
      const multiple = a[i * n + k] / a[k * n + k];
      a[i * n + k] = multiple;
      for (let j = k + 1; j < n; j++) a[i * n + j] -= multiple * a[k * n + j];
    }
  }
}

/** Overwrites b (n) with the solution of A x = b, given what `factor` made of A. */
export function solveFactored(n: number, a: Float64Array, pivots: Int32Array, b: Float64Array): void {
  for (let k = 0; k < n; k++) {
    const held = b[k];
    b[k] = b[pivots[k]];
    b[pivots[k]] = held;
  }
  for (let i = 0; i < n; i++) {
    let rest = b[i];
    for (let j = 0; j < i; j++) rest -= a[i * n + j] * b[j];
    b[i] = rest;
  }
  for (let i = n - 1; i >= 0; i--) {
    let rest = b[i];
    for (let j = i + 1; j < n; j++) rest -= a[i * n + j] * b[j];
    b[i] = rest / a[i * n + i];
  }
}
