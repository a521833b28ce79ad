/*
 * Sums over vectors, named by their arithmetic (the kernels that write a vector are in updates.ts). Every sum over coordinates i = 0 … n−1 is eight interleaved partial
 * sums, element i going to partial sum i mod 8, joined as ((s0+s4)+(s2+s6))+((s1+s5)+(s3+s7)). The order is part
 * of the promise "same seed, same bytes": it is the one that two- and four-lane SIMD can keep, halving the width
 * at each join. A twin in another language has to repeat it bit for bit.
 *
 * `ao`, `bo`, … are the offsets of the first element, so that column k of a d×m matrix stored column after column
 * is (a, k·d). No kernel checks its ranges: it is called once per step and per vector, inside ranges its caller made.
 */

/** Σ a_i b_i. */
export function dot(n: number, a: Float64Array, ao: number, b: Float64Array, bo: number): number {
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
    const q = bo + i;
    s0 += a[p] * b[q];
    s1 += a[p + 1] * b[q + 1];
    s2 += a[p + 2] * b[q + 2];
    s3 += a[p + 3] * b[q + 3];
    s4 += a[p + 4] * b[q + 4];
    s5 += a[p + 5] * b[q + 5];
    s6 += a[p + 6] * b[q + 6];
    s7 += a[p + 7] * b[q + 7];
  }
  const p = ao + i;
  const q = bo + i;
  if (i < n) s0 += a[p] * b[q];
  if (i + 1 < n) s1 += a[p + 1] * b[q + 1];
  if (i + 2 < n) s2 += a[p + 2] * b[q + 2];
  if (i + 3 < n) s3 += a[p + 3] * b[q + 3];
  if (i + 4 < n) s4 += a[p + 4] * b[q + 4];
  if (i + 5 < n) s5 += a[p + 5] * b[q + 5];
  if (i + 6 < n) s6 += a[p + 6] * b[q + 6];
  return s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7));
}

/** Σ (w_i a_i) b_i. */
export function weightedDot(
  n: number,
  w: Float64Array,
  wo: number,
  a: Float64Array,
  ao: number,
  b: Float64Array,
  bo: number,
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
    const o = wo + i;
    const p = ao + i;
    const q = bo + i;
    s0 += w[o] * a[p] * b[q];
    s1 += w[o + 1] * a[p + 1] * b[q + 1];
    s2 += w[o + 2] * a[p + 2] * b[q + 2];
    s3 += w[o + 3] * a[p + 3] * b[q + 3];
    s4 += w[o + 4] * a[p + 4] * b[q + 4];
    s5 += w[o + 5] * a[p + 5] * b[q + 5];
    s6 += w[o + 6] * a[p + 6] * b[q + 6];
    s7 += w[o + 7] * a[p + 7] * b[q + 7];
  }
  const o = wo + i;
  const p = ao + i;
  const q = bo + i;
  if (i < n) s0 += w[o] * a[p] * b[q];
  if (i + 1 < n) s1 += w[o + 1] * a[p + 1] * b[q + 1];
  if (i + 2 < n) s2 += w[o + 2] * a[p + 2] * b[q + 2];
  if (i + 3 < n) s3 += w[o + 3] * a[p + 3] * b[q + 3];
  if (i + 4 < n) s4 += w[o + 4] * a[p + 4] * b[q + 4];
  if (i + 5 < n) s5 += w[o + 5] * a[p + 5] * b[q + 5];
  if (i + 6 < n) s6 += w[o + 6] * a[p + 6] * b[q + 6];
  return s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7));
}

/** Σ a_i. */
export function sum(n: number, a: Float64Array, ao: number): number {
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
    s0 += a[p];
    s1 += a[p + 1];
    s2 += a[p + 2];
    s3 += a[p + 3];
    s4 += a[p + 4];
    s5 += a[p + 5];
    s6 += a[p + 6];
    s7 += a[p + 7];
  }
  const p = ao + i;
  if (i < n) s0 += a[p];
  if (i + 1 < n) s1 += a[p + 1];
  if (i + 2 < n) s2 += a[p + 2];
  if (i + 3 < n) s3 += a[p + 3];
  if (i + 4 < n) s4 += a[p + 4];
  if (i + 5 < n) s5 += a[p + 5];
  if (i + 6 < n) s6 += a[p + 6];
  return s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7));
}

/** Σ (a_i − b_i)². */
export function squaredDistance(n: number, a: Float64Array, ao: number, b: Float64Array, bo: number): number {
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
    const q = bo + i;
    const d0 = a[p] - b[q];
    s0 += d0 * d0;
    const d1 = a[p + 1] - b[q + 1];
    s1 += d1 * d1;
    const d2 = a[p + 2] - b[q + 2];
    s2 += d2 * d2;
    const d3 = a[p + 3] - b[q + 3];
    s3 += d3 * d3;
    const d4 = a[p + 4] - b[q + 4];
    s4 += d4 * d4;
    const d5 = a[p + 5] - b[q + 5];
    s5 += d5 * d5;
    const d6 = a[p + 6] - b[q + 6];
    s6 += d6 * d6;
    const d7 = a[p + 7] - b[q + 7];
    s7 += d7 * d7;
  }
  const p = ao + i;
  const q = bo + i;
  if (i < n) s0 += (a[p] - b[q]) * (a[p] - b[q]);
  if (i + 1 < n) s1 += (a[p + 1] - b[q + 1]) * (a[p + 1] - b[q + 1]);
  if (i + 2 < n) s2 += (a[p + 2] - b[q + 2]) * (a[p + 2] - b[q + 2]);
  if (i + 3 < n) s3 += (a[p + 3] - b[q + 3]) * (a[p + 3] - b[q + 3]);
  if (i + 4 < n) s4 += (a[p + 4] - b[q + 4]) * (a[p + 4] - b[q + 4]);
  if (i + 5 < n) s5 += (a[p + 5] - b[q + 5]) * (a[p + 5] - b[q + 5]);
  if (i + 6 < n) s6 += (a[p + 6] - b[q + 6]) * (a[p + 6] - b[q + 6]);
  return s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7));
}
