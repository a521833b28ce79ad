/** out = w∘(αx + βy); out may be w, x or y where their offsets agree. */
export function weightedAxpby(
  n: number,
  w: Float64Array,
  wo: number,
  alpha: number,
  x: Float64Array,
  xo: number,
  beta: number,
  y: Float64Array,
  yo: number,
  out: Float64Array,
  oo: number,
): void {
  for (let i = 0; i < n; i++) out[oo + i] = w[wo + i] * (alpha * x[xo + i] + beta * y[yo + i]);
}
