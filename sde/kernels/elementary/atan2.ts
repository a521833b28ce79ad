/*
 * atan2(y, x), the angle of the point (x, y): the arc tangent of the quotient that is at most 1, seen from the axis that
 * is nearer, and then the quarter the point lies in.
 */
import { atan } from "./atan.js";

/** Angle of the point (x, y) in (−π, π], both finite, within 4 ulp; 0 at the origin, whatever the signs of its zeros. */
export function atan2(y: number, x: number): number {
  const across = Math.abs(x);
  const up = Math.abs(y);
  if (up === 0 && across === 0) return 0;
  const steep = up > across;
  const acute = steep ? Math.PI / 2 - atan(across / up) : atan(up / across);
  const angle = x < 0 ? Math.PI - acute : acute;
  return y < 0 ? -angle : angle;
}
