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

/** out = ρ x + w∘(α (w∘x) + γ z). */
export function weightedEuler(
  n: number,
  rho: number,
  alpha: number,
  w: Float64Array,
  wo: number,
  x: Float64Array,
  xo: number,
  gamma: number,
  z: Float64Array,
  zo: number,
  out: Float64Array,
  oo: number,
): void {
  for (let i = 0; i < n; i++) {
    const wi = w[wo + i];
    const xi = x[xo + i];
    out[oo + i] = rho * xi + wi * (alpha * (wi * xi) + gamma * z[zo + i]);
  }
}

/**
 * `weightedEuler`, which returns Σ (w_i out_i)² of what it wrote: one pass in the place of two; element i ≥ 8⌊n/8⌋
 * goes to partial sum i mod 8 as everywhere.
 */
export function weightedEulerSquare(
  n: number,
  rho: number,
  alpha: number,
  w: Float64Array,
  wo: number,
  x: Float64Array,
  xo: number,
  gamma: number,
  z: Float64Array,
  zo: number,
  out: Float64Array,
  oo: number,
): number {
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
    const a = wo + i;
    const b = xo + i;
    const c = zo + i;
    const f = oo + i;
    const w0 = w[a];
    const x0 = x[b];
    const o0 = rho * x0 + w0 * (alpha * (w0 * x0) + gamma * z[c]);
    out[f] = o0;
    s0 += w0 * o0 * (w0 * o0);
    const w1 = w[a + 1];
    const x1 = x[b + 1];
    const o1 = rho * x1 + w1 * (alpha * (w1 * x1) + gamma * z[c + 1]);
    out[f + 1] = o1;
    s1 += w1 * o1 * (w1 * o1);
    const w2 = w[a + 2];
    const x2 = x[b + 2];
    const o2 = rho * x2 + w2 * (alpha * (w2 * x2) + gamma * z[c + 2]);
    out[f + 2] = o2;
    s2 += w2 * o2 * (w2 * o2);
    const w3 = w[a + 3];
    const x3 = x[b + 3];
    const o3 = rho * x3 + w3 * (alpha * (w3 * x3) + gamma * z[c + 3]);
    out[f + 3] = o3;
    s3 += w3 * o3 * (w3 * o3);
    const w4 = w[a + 4];
    const x4 = x[b + 4];
    const o4 = rho * x4 + w4 * (alpha * (w4 * x4) + gamma * z[c + 4]);
    out[f + 4] = o4;
    s4 += w4 * o4 * (w4 * o4);
    const w5 = w[a + 5];
    const x5 = x[b + 5];
    const o5 = rho * x5 + w5 * (alpha * (w5 * x5) + gamma * z[c + 5]);
    out[f + 5] = o5;
    s5 += w5 * o5 * (w5 * o5);
    const w6 = w[a + 6];
    const x6 = x[b + 6];
    const o6 = rho * x6 + w6 * (alpha * (w6 * x6) + gamma * z[c + 6]);
    out[f + 6] = o6;
    s6 += w6 * o6 * (w6 * o6);
    const w7 = w[a + 7];
    const x7 = x[b + 7];
    const o7 = rho * x7 + w7 * (alpha * (w7 * x7) + gamma * z[c + 7]);
    out[f + 7] = o7;
    s7 += w7 * o7 * (w7 * o7);
  }
  const rest = n - i;
  weightedEuler(rest, rho, alpha, w, wo + i, x, xo + i, gamma, z, zo + i, out, oo + i);
  const square = (k: number): number => w[wo + i + k] * out[oo + i + k] * (w[wo + i + k] * out[oo + i + k]);
  if (rest > 0) s0 += square(0);
  if (rest > 1) s1 += square(1);
  if (rest > 2) s2 += square(2);
  if (rest > 3) s3 += square(3);
  if (rest > 4) s4 += square(4);
  if (rest > 5) s5 += square(5);
  if (rest > 6) s6 += square(6);
  return s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7));
}
