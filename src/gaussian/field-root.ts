/**
 * The root of a covariance of fields, singular ones included: r = L z, z ~ N(0, 1_q), q the rank of B = L Lᵀ (factor.ts).
 */
import { cholesky } from "./factor.js";

/** A root of B: r = L z + s for the first `rank` of the standard normals z, the others being ε. */
export interface FieldRoot {
  /** m×m, row by row */
  readonly L: Float64Array;
  /** By field: its own number among z, or −1 where it adds nothing to those before it. */
  readonly columns: Int32Array;
  /** Standard deviations of the fields. */
  readonly widths: Float64Array;
  rank: number;
  /** s, by which a caller moves the fields; 0 of a root just taken. */
  readonly shift: Float64Array;
}

export function createRoot(m: number): FieldRoot {
  return {
    L: new Float64Array(m * m),
    columns: new Int32Array(m),
    widths: new Float64Array(m),
    rank: 0,
    shift: new Float64Array(m),
  };
}

/** Takes the root of B, m×m row by row. */
export function takeRoot(m: number, B: Float64Array, root: FieldRoot): void {
  cholesky(m, B, root.L);
  root.rank = 0;
  root.shift.fill(0);
  for (let p = 0; p < m; p++) {
    root.widths[p] = Math.sqrt(B[p * m + p]);
    root.columns[p] = root.L[p * m + p] > 0 ? root.rank++ : -1;
  }
}

/** Lᵀ w for the fields, and the normals' own. */
export function inCoordinates(m: number, n: number, root: FieldRoot, w: ArrayLike<number>): Float64Array {
  const { L, columns, rank } = root;
  const a = new Float64Array(rank + n);
  for (let k = 0; k < m; k++)
    if (columns[k] >= 0) for (let p = k; p < m; p++) a[columns[k]] += L[p * m + k] * w[p];
  for (let e = 0; e < n; e++) a[rank + e] = w[m + e];
  return a;
}
