/**
 * How fine a rule must be depends on how wide the fields are. Widths are taken by rungs, each a factor of √2 above the one
 * before, and what a rung needs is tried out at covariances of just its widths: without correlation, with much of it, and
 * with as much of the other sign.
 */
import { exp, log } from "../../sde/kernels/index.js";
import { createRoot, type FieldRoot, takeRoot } from "./field-root.js";

/** Widths beyond those of the last rung count as on it; the least is of 1/16. */
const RUNGS = 32;
const LEAST_RUNG = -8;

/** The rung of a width: the least power of √2 that is not below it, from LEAST_RUNG on; 0 has one of its own. */
function rungOf(width: number): number {
  if (!(width > 0)) return 0;
  const rung = Math.ceil((2 * log(width)) / Math.LN2) - LEAST_RUNG + 1;
  return Math.min(RUNGS - 1, Math.max(1, rung));
}

/** One number for the rungs of all widths, the coordinates there are, and how many of them sheets cut. */
export function keyOf(m: number, { columns, widths }: FieldRoot, cut: number): number {
  let key = cut;
  for (let p = 0; p < m; p++) key = 2 * (RUNGS * key + rungOf(widths[p])) + (columns[p] < 0 ? 0 : 1);
  return key;
}

/** Roots with the widths of a rung, by the correlation of any two fields: where some are singular, all are. */
export function representatives(m: number, like: FieldRoot): FieldRoot[] {
  const widths = like.widths.map((width) =>
    width > 0 ? exp(0.5 * Math.LN2 * (rungOf(width) - 1 + LEAST_RUNG)) : 0,
  );
  const correlations = like.rank < m ? [1, 0.7, -0.7, -1] : [0, 0.7, -0.7];
  return correlations.map((correlation) => {
    const S = new Float64Array(m * m);
    for (let p = 0; p < m; p++)
      for (let q = 0; q < m; q++) {
        const sign = correlation < 0 && (p + q) % 2 === 1 ? -1 : 1;
        S[p * m + q] = widths[p] * widths[q] * (p === q ? 1 : sign * Math.abs(correlation));
      }
    const root = createRoot(m);
    takeRoot(m, S, root);
    // The same coordinates as the original's: no more of them, and no fewer.
    root.columns.set(like.columns);
    root.rank = like.rank;
    return root;
  });
}
