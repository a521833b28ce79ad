/**
 * Flat sheets a_k·z = c_k of z ~ N(0, 1_r) on which a function is not smooth, and coordinates turned to suit them:
 *
 *   sheets of one direction        cut the first coordinate only
 *   sheets of two directions       cut the first two, u and v: for every u they are points on v, and in u the mean over v
 *                                  is smooth but where two sheets cross
 *   four sheets of three at most   cut the first three, u, v and w: for every u and v they are points on w, and in u and v
 *                                  the mean over w is smooth but on the lines where two sheets cross
 *   others                         are given up: the coordinates stay, as without sheets
 *
 * In the plane of two directions v is as far as can be from running along any sheet, so that the mean over v has no
 * narrow steps in u; w is so, nearly, in the space of three.
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

/** Sheets nearer than this are one. */
const SAME = 1e-14;
/** Of three directions: the pieces of u, v and w together grow like the seventh power of their number. */
const MOST_SHEETS = 4;

/** The sheets seen from turned coordinates: how many of these they cut, 0 to 3, and where. */
export interface SheetFrame {
  readonly cut: 0 | 1 | 2 | 3;
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
    const sheet = { normal: Float64Array.from(normal, (value) => value / length), offset: offset / length };
    if (!sheets.some((other) => isSame(other, sheet))) sheets.push(sheet);
  }
  const rows: Float64Array[] = [];
  for (const { normal } of sheets) if (rows.length < 4) addDirection(r, rows, normal, OWN_DIRECTION);
  const cut = rows.length;
  if (cut > 3 || (cut === 3 && sheets.length > MOST_SHEETS))
    return { cut: 0, rows: completed(r, []), sheets: [] };
  if (cut === 2)
    turn(
      rows,
      sheets.map(({ normal }) => normal),
    );
  if (cut === 3)
    turnInSpace(
      rows,
      sheets.map(({ normal }) => normal),
    );
  return { cut: cut as 0 | 1 | 2 | 3, rows: completed(r, rows), sheets };
}

/** Whether two sheets, their normals of length 1, are one but for rounding. */
function isSame(a: Sheet, b: Sheet): boolean {
  const r = a.normal.length;
  const sign = inner(r, a.normal, b.normal) < 0 ? -1 : 1;
  let square = (a.offset - sign * b.offset) * (a.offset - sign * b.offset);
  for (let k = 0; k < r; k++) {
    const difference = a.normal[k] - sign * b.normal[k];
    square += difference * difference;
  }
  return square < SAME * SAME;
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

/** Adds axes until there are r rows: those that are mostly new, then any; some axis has 1/√r of what is missing. */
function completed(r: number, rows: Float64Array[]): Float64Array[] {
  for (const least of [0.5, 0.9 / Math.sqrt(r)])
    for (let k = 0; k < r && rows.length < r; k++) {
      const axis = new Float64Array(r);
      axis[k] = 1;
      addDirection(r, rows, axis, least);
    }
  return rows;
}

function inner(r: number, a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < r; k++) sum += a[k] * b[k];
  return sum;
}

/** Turns the two rows in their plane: the second into the middle of the widest gap between the sheets. */
function turn(rows: Float64Array[], normals: readonly ArrayLike<number>[]): void {
  const [first, second] = rows;
  const r = first.length;
  const angles = normals.map((normal) => {
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

/** Turns the three rows in their space: the third away from all sheets, the second away from the lines they cross in. */
function turnInSpace(rows: Float64Array[], normals: readonly ArrayLike<number>[]): void {
  const r = rows[0].length;
  const across = (w: Float64Array): number =>
    normals.reduce((least, normal) => Math.min(least, Math.abs(inner(r, normal, w))), 1);
  let w = rows[2];
  for (const direction of directionsOf(rows)) if (across(direction) > across(w)) w = direction;
  const turned: Float64Array[] = [w];
  for (const row of rows) if (turned.length < 3) addDirection(r, turned, row, 0.5);
  const plane = [turned[1], turned[2]];
  // Two sheets have the same w on a·(u, v) = c, a the difference of their normals scaled to 1 along w.
  const scaled = normals.map((normal) => {
    const along = inner(r, normal, w);
    return Float64Array.from(normal, (value) => value / along);
  });
  const lines = scaled.flatMap((a, k) => scaled.slice(k + 1).map((b) => a.map((value, i) => value - b[i])));
  turn(
    plane,
    lines.filter((line) => inner(r, line, line) > OWN_DIRECTION),
  );
  rows.splice(0, 3, plane[0], plane[1], w);
}

/** Directions all around in the space of three rows: of whole numbers up to 2, one of every two that are opposite. */
function directionsOf([a, b, c]: readonly Float64Array[]): Float64Array[] {
  const found: Float64Array[] = [];
  for (let i = -2; i <= 2; i++)
    for (let j = -2; j <= 2; j++)
      for (let k = 0; k <= 2; k++) {
        const length = Math.sqrt(i * i + j * j + k * k);
        if (length > 0) found.push(a.map((value, p) => (i * value + j * b[p] + k * c[p]) / length));
      }
  return found;
}
