/**
 * Square roots of small covariance matrices: S = L Lᵀ with L lower triangular.
 *
 *   L_jj = √(S_jj − Σ_{k<j} L_jk²),   L_ij = (S_ij − Σ_{k<j} L_ik L_jk) / L_jj   (i > j)
 *
 * A covariance of fields is singular more often than not (X_0 = 0, or X = X*). A pivot that is rounding noise
 * beside its own diagonal entry therefore counts as zero and its whole column is zero: for a positive
 * semidefinite S the entries below it vanish with it, so L Lᵀ = S still holds and L z has covariance S.
 */

const EPSILON = 2 ** -52;

/**
 * Lower Cholesky factor of a symmetric positive semidefinite matrix, singular ones included.
 *
 * @param n order of the matrix
 * @param S n×n, row by row; only its lower triangle is read
 * @param out n×n, row by row, overwritten with L (zeros above the diagonal); may not be S itself
 * @returns the number of columns of L that are not zero (the numerical rank)
 */
export function cholesky(n: number, S: Float64Array, out: Float64Array): number {
  let rank = 0;
  for (let j = 0; j < n; j++) {
    let pivot = S[j * n + j];
    for (let k = 0; k < j; k++) pivot -= out[j * n + k] * out[j * n + k];
    for (let i = 0; i < j; i++) out[i * n + j] = 0;
    // The subtractions above lose at most a few units of rounding of S_jj each.
    if (pivot <= 4 * n * EPSILON * S[j * n + j]) {
      for (let i = j; i < n; i++) out[i * n + j] = 0;
      continue;
    }
    rank++;
    const root = Math.sqrt(pivot);
    out[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let entry = S[i * n + j];
      for (let k = 0; k < j; k++) entry -= out[i * n + k] * out[j * n + k];
      out[i * n + j] = entry / root;
    }
  }
  return rank;
}
