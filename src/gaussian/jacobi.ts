/**
 * Jacobi's method for a small symmetric matrix, S = V diag(μ) Vᵀ (Golub & Van Loan §8.5): plane rotations
 *
 *   τ = (S_qq − S_pp)/(2S_pq),   tan = sgn(τ)/(|τ| + √(1 + τ²)),   cos = 1/√(1 + tan²),   sin = cos · tan
 *
 * take the entries off the diagonal to zero one after the other, sweep after sweep. For orders below ten it is the
 * simplest and the most accurate; it allocates nothing.
 */

export interface SmallEigen {
  /** μ, in no order */
  readonly values: Float64Array;
  /** V row by row: eigenvector k is column k. */
  readonly vectors: Float64Array;
}

/** Convergence is quadratic; six sweeps are the most that order four was seen to need. */
const MOST_SWEEPS = 30;

/** Makes the solver for order n; each call overwrites what the one before returned. */
export function createJacobi(n: number): (S: Float64Array) => SmallEigen {
  const work = new Float64Array(n * n);
  const eigen = { values: new Float64Array(n), vectors: new Float64Array(n * n) };
  return (S) => {
    work.set(S);
    eigen.vectors.fill(0);
    for (let i = 0; i < n; i++) eigen.vectors[i * n + i] = 1;
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      let rotated = false;
      for (let p = 0; p < n; p++)
        for (let q = p + 1; q < n; q++) rotated = rotate(n, work, eigen.vectors, p, q) || rotated;
      if (!rotated) break;
    }
    for (let i = 0; i < n; i++) eigen.values[i] = work[i * n + i];
    return eigen;
  };
}

/** Takes S_pq to zero; false where it is nothing beside the diagonal already. */
function rotate(n: number, S: Float64Array, V: Float64Array, p: number, q: number): boolean {
  const beside = S[p * n + q];
  const size = Math.abs(S[p * n + p]) + Math.abs(S[q * n + q]);
  if (!(Math.abs(beside) > 2 ** -60 * size)) return false;
  const tau = (S[q * n + q] - S[p * n + p]) / (2 * beside);
  const root = Math.sqrt(1 + tau * tau);
  const t = tau < 0 ? -1 / (root - tau) : 1 / (root + tau);
  const c = 1 / Math.sqrt(1 + t * t);
  const s = c * t;
  for (let k = 0; k < n; k++) {
    const a = S[k * n + p];
    const b = S[k * n + q];
    S[k * n + p] = c * a - s * b;
    S[k * n + q] = s * a + c * b;
  }
  for (let k = 0; k < n; k++) {
    const a = S[p * n + k];
    const b = S[q * n + k];
    S[p * n + k] = c * a - s * b;
    S[q * n + k] = s * a + c * b;
  }
  S[p * n + q] = S[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    const a = V[k * n + p];
    const b = V[k * n + q];
    V[k * n + p] = c * a - s * b;
    V[k * n + q] = s * a + c * b;
  }
  return true;
}
