/*
 * Kernels that write a vector, named by their arithmetic, element by element: y_i is a function of the i-th elements
 * alone, so the loop may be unrolled (by 8: 0.55–0.6 of the time of the plain loop) and the bits are those of the
 * formula. Offsets and unchecked ranges as in vector.ts.
 */

/** out_i = a_i b_i; `out` may be `a` or `b` at the same offset. */
export function multiply(
  n: number,
  a: Float64Array,
  ao: number,
  b: Float64Array,
  bo: number,
  out: Float64Array,
  oo: number,
): void {
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    const p = ao + i;
    const q = bo + i;
    const r = oo + i;
    out[r] = a[p] * b[q];
    out[r + 1] = a[p + 1] * b[q + 1];
    out[r + 2] = a[p + 2] * b[q + 2];
    out[r + 3] = a[p + 3] * b[q + 3];
    out[r + 4] = a[p + 4] * b[q + 4];
    out[r + 5] = a[p + 5] * b[q + 5];
    out[r + 6] = a[p + 6] * b[q + 6];
    out[r + 7] = a[p + 7] * b[q + 7];
  }
  for (; i < n; i++) out[oo + i] = a[ao + i] * b[bo + i];
}

/** a_i = alpha a_i. */
export function scale(n: number, alpha: number, a: Float64Array, ao: number): void {
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    const p = ao + i;
    a[p] = alpha * a[p];
    a[p + 1] = alpha * a[p + 1];
    a[p + 2] = alpha * a[p + 2];
    a[p + 3] = alpha * a[p + 3];
    a[p + 4] = alpha * a[p + 4];
    a[p + 5] = alpha * a[p + 5];
    a[p + 6] = alpha * a[p + 6];
    a[p + 7] = alpha * a[p + 7];
  }
  for (; i < n; i++) a[ao + i] = alpha * a[ao + i];
}

/** y_i = y_i + alpha x_i. */
export function axpy(
  n: number,
  alpha: number,
  x: Float64Array,
  xo: number,
  y: Float64Array,
  yo: number,
): void {
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    const p = xo + i;
    const q = yo + i;
    y[q] = y[q] + alpha * x[p];
    y[q + 1] = y[q + 1] + alpha * x[p + 1];
    y[q + 2] = y[q + 2] + alpha * x[p + 2];
    y[q + 3] = y[q + 3] + alpha * x[p + 3];
    y[q + 4] = y[q + 4] + alpha * x[p + 4];
    y[q + 5] = y[q + 5] + alpha * x[p + 5];
    y[q + 6] = y[q + 6] + alpha * x[p + 6];
    y[q + 7] = y[q + 7] + alpha * x[p + 7];
  }
  for (; i < n; i++) y[yo + i] = y[yo + i] + alpha * x[xo + i];
}

/** y_i = beta y_i + alpha x_i. */
export function axpby(
  n: number,
  alpha: number,
  x: Float64Array,
  xo: number,
  beta: number,
  y: Float64Array,
  yo: number,
): void {
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    const p = xo + i;
    const q = yo + i;
    y[q] = beta * y[q] + alpha * x[p];
    y[q + 1] = beta * y[q + 1] + alpha * x[p + 1];
    y[q + 2] = beta * y[q + 2] + alpha * x[p + 2];
    y[q + 3] = beta * y[q + 3] + alpha * x[p + 3];
    y[q + 4] = beta * y[q + 4] + alpha * x[p + 4];
    y[q + 5] = beta * y[q + 5] + alpha * x[p + 5];
    y[q + 6] = beta * y[q + 6] + alpha * x[p + 6];
    y[q + 7] = beta * y[q + 7] + alpha * x[p + 7];
  }
  for (; i < n; i++) y[yo + i] = beta * y[yo + i] + alpha * x[xo + i];
}

/** y_i = y_i + alpha (w_i x_i). */
export function weightedAxpy(
  n: number,
  alpha: number,
  w: Float64Array,
  wo: number,
  x: Float64Array,
  xo: number,
  y: Float64Array,
  yo: number,
): void {
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    const p = wo + i;
    const q = xo + i;
    const r = yo + i;
    y[r] = y[r] + alpha * (w[p] * x[q]);
    y[r + 1] = y[r + 1] + alpha * (w[p + 1] * x[q + 1]);
    y[r + 2] = y[r + 2] + alpha * (w[p + 2] * x[q + 2]);
    y[r + 3] = y[r + 3] + alpha * (w[p + 3] * x[q + 3]);
    y[r + 4] = y[r + 4] + alpha * (w[p + 4] * x[q + 4]);
    y[r + 5] = y[r + 5] + alpha * (w[p + 5] * x[q + 5]);
    y[r + 6] = y[r + 6] + alpha * (w[p + 6] * x[q + 6]);
    y[r + 7] = y[r + 7] + alpha * (w[p + 7] * x[q + 7]);
  }
  for (; i < n; i++) y[yo + i] = y[yo + i] + alpha * (w[wo + i] * x[xo + i]);
}
