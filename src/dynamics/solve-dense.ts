/** Solves A x = b in place, A n×n row by row: b becomes x, A is spent. Gauss, with the largest pivot of each column. */
export function solveDense(n: number, A: Float64Array, b: Float64Array): void {
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(A[r * n + c]) > Math.abs(A[pivot * n + c])) pivot = r;
    if (pivot !== c) {
      for (let k = c; k < n; k++) {
        const kept = A[c * n + k];
        A[c * n + k] = A[pivot * n + k];
        A[pivot * n + k] = kept;
      }
      const kept = b[c];
      b[c] = b[pivot];
      b[pivot] = kept;
    }
    for (let r = c + 1; r < n; r++) {
      const factor = A[r * n + c] / A[c * n + c];
      for (let k = c; k < n; k++) A[r * n + k] -= factor * A[c * n + k];
      b[r] -= factor * b[c];
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let k = r + 1; k < n; k++) b[r] -= A[r * n + k] * b[k];
    b[r] /= A[r * n + r];
  }
}
