/*
 * sin(x) and cos(x): the angle reduced to y + rest, |y| ≤ π/4 (`reduce.ts`), then the Maclaurin series
 *
 *   sin y = y − y³/3! + … + y¹⁷/17! (error y¹⁹/19! < 2e-19),   cos y = 1 − y²/2! + … − y¹⁸/18! (error < 2e-20),
 *
 * the leading terms last, and the first-order effect of `rest` added: cos(y)·rest and −sin(y)·rest.
 */
import { REMAINDER, reduceAngle } from "./reduce.js";

const QUARTER_PI = Math.PI / 4;

/** Sine of x radians, for every finite x; within 0.8 ulp. */
export function sin(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) return x === 0 ? x : sinNear(x, 0);
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN;
  const quadrant = reduceAngle(x);
  const y = REMAINDER[0];
  const rest = REMAINDER[1];
  const value = (quadrant & 1) === 0 ? sinNear(y, rest) : cosNear(y, rest);
  return (quadrant & 2) === 0 ? value : -value;
}

/** Cosine of x radians, for every finite x; within 0.8 ulp. */
export function cos(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) return cosNear(x, 0);
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN;
  const quadrant = reduceAngle(x);
  const y = REMAINDER[0];
  const rest = REMAINDER[1];
  const value = (quadrant & 1) === 0 ? cosNear(y, rest) : -sinNear(y, rest);
  return (quadrant & 2) === 0 ? value : -value;
}

function sinNear(y: number, rest: number): number {
  const z = y * y;
  const w = z * z;
  const low = -1 / 6 + z * (1 / 120) + w * (-1 / 5040 + z * (1 / 362880));
  const high = -1 / 39916800 + z * (1 / 6227020800) + w * (-1 / 1307674368000 + z * (1 / 355687428096000));
  return y + (y * z * (low + w * w * high) + rest * (1 - 0.5 * z));
}

function cosNear(y: number, rest: number): number {
  const z = y * y;
  const w = z * z;
  const low = 1 / 24 - z * (1 / 720) + w * (1 / 40320 - z * (1 / 3628800));
  const high = 1 / 479001600 - z * (1 / 87178291200) + w * (1 / 20922789888000 - z * (1 / 6402373705728000));
  const half = 0.5 * z;
  const near = 1 - half;
  return near + (1 - near - half + (w * (low + w * w * high) - y * rest));
}
