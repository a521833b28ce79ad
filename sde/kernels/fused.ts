/*
 * Kernels that do in one pass what the others do in several, where a hot loop waits for memory rather than for
 * arithmetic. The order of the operations is part of their meaning, as in vector.ts.
 */

/** Σ (w_i a_i) a_i: the bits of weightedDot(w, a, a), one array fewer to read. */
export function weightedSquare(n: number, w: Float64Array, wo: number, a: Float64Array, ao: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    const p = ao + i;
    const q = wo + i;
    const a0 = a[p];
    const a1 = a[p + 1];
    const a2 = a[p + 2];
    const a3 = a[p + 3];
    const a4 = a[p + 4];
    const a5 = a[p + 5];
    const a6 = a[p + 6];
    const a7 = a[p + 7];
    s0 += w[q] * a0 * a0;
    s1 += w[q + 1] * a1 * a1;
    s2 += w[q + 2] * a2 * a2;
    s3 += w[q + 3] * a3 * a3;
    s4 += w[q + 4] * a4 * a4;
    s5 += w[q + 5] * a5 * a5;
    s6 += w[q + 6] * a6 * a6;
    s7 += w[q + 7] * a7 * a7;
  }
  const p = ao + i;
  const q = wo + i;
  if (i < n) s0 += w[q] * a[p] * a[p];
  if (i + 1 < n) s1 += w[q + 1] * a[p + 1] * a[p + 1];
  if (i + 2 < n) s2 += w[q + 2] * a[p + 2] * a[p + 2];
  if (i + 3 < n) s3 += w[q + 3] * a[p + 3] * a[p + 3];
  if (i + 4 < n) s4 += w[q + 4] * a[p + 4] * a[p + 4];
  if (i + 5 < n) s5 += w[q + 5] * a[p + 5] * a[p + 5];
  if (i + 6 < n) s6 += w[q + 6] * a[p + 6] * a[p + 6];
  return s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7));
}

/** out = (ρ x + w∘(α (w∘x) + γ z)) + β y. */
export function weightedEuler(
  n: number,
  rho: number,
  alpha: number,
  w: Float64Array,
  wo: number,
  x: Float64Array,
  xo: number,
  beta: number,
  y: Float64Array,
  yo: number,
  gamma: number,
  z: Float64Array,
  zo: number,
  out: Float64Array,
  oo: number,
): void {
  for (let i = 0; i < n; i++) {
    const wi = w[wo + i];
    const xi = x[xo + i];
    out[oo + i] = rho * xi + wi * (alpha * (wi * xi) + gamma * z[zo + i]) + beta * y[yo + i];
  }
}
