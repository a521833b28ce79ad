import { axpy } from "../kernels/index.js";

/** One row of a tableau: the coefficients that are not 0, each with its stage. */
export type SparseRow = readonly (readonly [stage: number, coefficient: number])[];

/** out = x + h Σ a_j k_j */
export function combine(
  d: number,
  x: Float64Array,
  h: number,
  row: SparseRow,
  k: Float64Array[],
  out: Float64Array,
): void {
  out.set(x);
  for (let j = 0; j < row.length; j++) axpy(d, h * row[j][1], k[row[j][0]], 0, out, 0);
}
