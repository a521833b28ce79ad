/**
 * Flat sheets a_k·z = c_k of z ~ N(0, 1_r) on which a function is not smooth, and coordinates turned to suit them:
 *
 *   sheets of one direction        cut the first coordinate only
 *   sheets of two directions       cut the first two, u and v: for every u they are points on v, and in u the mean over v
 *                                  is smooth but where two sheets cross
 *   sheets of more directions      are given up: the coordinates stay, as without sheets
 *
 * In the plane of two directions v is as far as can be from running along any sheet, so that the mean over v has no
 * narrow steps in u.
 */
import { atan2, cos, sin } from "../../sde/kernels/index.js";
import { PANEL_REACH } from "./axis-rule.js";

/** a·z = c */
export interface Sheet {
  readonly normal: ArrayLike<number>;
  readonly offset: number;
}

/** What is left of a normal beside others, relative to its length, that counts as a direction of its own. */
const OWN_DIRECTION = 1e-9;

/** The sheets seen from turned coordinates: how many of these they cut, 0 to 2, and where. */
export interface SheetFrame {
  readonly cut: 0 | 1 | 2;
  /** Orthonormal rows, r×r: the turned coordinates from z; the first `cut` of them are those cut. */
  readonly rows: readonly Float64Array[];
  readonly sheets: readonly Sheet[];
}

/** Whether a Gaussian reaches the sheet at all; one whose normal vanishes is none. */
export function withinReach({ normal, offset }: Sheet): boolean {
  let square = 0;
  for (let k = 0; k < normal.length; k++) square += normal[k] * normal[k];
  return Math.abs(offset) < PANEL_REACH * Math.sqrt(square);
}

/** Turns the coordinates for these sheets. */
export function frameOf(r: number, given: readonly Sheet[]): SheetFrame {
  const sheets: Sheet[] = [];
  for (const { normal, offset } of given) {
    let square = 0;
    for (let k = 0; k < r; k++) square += normal[k] * normal[k];
    const length = Math.sqrt(square);
    if (!(length > 0)) continue;
    sheets.push({ normal: Float64Array.from(normal, (value) => value / length), offset: offset / length });
  }
  const rows: Float64Array[] = [];
  for (const { normal } of sheets) if (rows.length < 3) addDirection(r, rows, normal, OWN_DIRECTION);
  const cut = rows.length;
  if (cut > 2) return { cut: 0, rows: completed(r, []), sheets: [] };
  if (cut === 2) turn(rows, sheets);
  return { cut: cut as 0 | 1 | 2, rows: completed(r, rows), sheets };
}

/** Adds what is left of `direction` beside `rows`, scaled to length 1, unless that is next to nothing. */
function addDirection(r: number, rows: Float64Array[], direction: ArrayLike<number>, least: number): void {
  const left = Float64Array.from(direction);
  // Twice is enough: the second pass takes away what the first left by rounding.
  for (let pass = 0; pass < 2; pass++)
    for (const row of rows) {
      const share = inner(r, row, left);
      for (let k = 0; k < r; k++) left[k] -= share * row[k];
    }
  const length = Math.sqrt(inner(r, left, left));
  if (!(length > least)) return;
  for (let k = 0; k < r; k++) left[k] /= length;
  rows.push(left);
}

function completed(r: number, rows: Float64Array[]): Float64Array[] {
  for (let k = 0; rows.length < r; k++) {
    const axis = new Float64Array(r);
    axis[k] = 1;
    addDirection(r, rows, axis, 0.5);
  }
  return rows;
}

function inner(r: number, a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < r; k++) sum += a[k] * b[k];
  return sum;
}

/** Turns the two rows in their plane: the second into the middle of the widest gap between the sheets. */
function turn(rows: Float64Array[], sheets: readonly Sheet[]): void {
  const [first, second] = rows;
  const r = first.length;
  const angles = sheets.map(({ normal }) => {
    const angle = atan2(inner(r, normal, second), inner(r, normal, first));
    return angle < 0 ? angle + Math.PI : angle;
  });
  angles.sort((a, b) => a - b);
  let [widest, middle] = [0, 0];
  angles.forEach((angle, k) => {
    const next = k + 1 < angles.length ? angles[k + 1] : angles[0] + Math.PI;
    if (next - angle <= widest) return;
    widest = next - angle;
    middle = 0.5 * (angle + next);
  });
  // A sheet with its normal along u would run along v: none is near.
  const [c, s] = [cos(middle), sin(middle)];
  rows[0] = first.map((value, k) => c * value + s * second[k]);
  rows[1] = first.map((value, k) => c * second[k] - s * value);
}
