/*
 * atan(x) = atan(c) + atan(t),  t = (x − c)/(1 + xc), for |x| ≤ 1 around the nearest multiple c of 1/16, so that
 * |t| ≤ 1/32 and atan t = t − t³/3 + t⁵/5 − … − t¹¹/11 (error t¹³/13 < 5e-21); beyond 1, π/2 − atan(1/x).
 *
 * The table of atan c and π/2 − atan c, each in two parts, is computed at the first call, one step after the other:
 * atan((j + 1)/16) − atan(j/16) = atan(16/(256 + j(j + 1))).
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 4.4.34, 4.4.42.
 */
import { add, type Double2, divide, multiply } from "./double-double.js";

/** π/2 in two parts; the second is the next 53 bits of its expansion. */
const HALF_PI: Double2 = [Math.PI / 2, 6.123233995736766e-17];

const CENTRES = 16;
const WIDTH = 4;

let table: Float64Array | null = null;

/** Inverse tangent in radians, ±π/2 at ±∞; within 1.1 ulp. */
export function atan(x: number): number {
  const size = Math.abs(x);
  if (size <= 1 / 32) return x === 0 ? x : x - x * series(x * x);
  table ??= angles();
  const far = size > 1;
  const near = far ? 1 / size : size;
  const j = (near * CENTRES + 0.5) | 0;
  const c = j / CENTRES;
  const t = (near - c) / (1 + near * c);
  const rest = t - t * series(t * t);
  const o = j * WIDTH;
  const positive = far ? table[o + 2] + (table[o + 3] - rest) : table[o] + (table[o + 1] + rest);
  return x < 0 ? -positive : positive;
}

/** 1 − atan(t)/t as a function of z = t² ≤ 2⁻¹⁰. */
function series(z: number): number {
  return z * (1 / 3 - z * (1 / 5 - z * (1 / 7 - z * (1 / 9 - z * (1 / 11)))));
}

function angles(): Float64Array {
  const values = new Float64Array((CENTRES + 1) * WIDTH);
  let angle: Double2 = [0, 0];
  for (let j = 0; j <= CENTRES; j++) {
    const complement = add(HALF_PI, [-angle[0], -angle[1]]);
    values.set([...angle, ...complement], j * WIDTH);
    angle = add(angle, smallAngle(divide([16, 0], [256 + j * (j + 1), 0])));
  }
  return values;
}

/** t − t³/3 + t⁵/5 − … to the last bit. */
function smallAngle(t: Double2): Double2 {
  const square = multiply(t, t);
  let power = t;
  let total = t;
  for (let n = 3; Math.abs(power[0]) > 1e-34; n += 2) {
    power = multiply(power, [-square[0], -square[1]]);
    total = add(total, divide(power, [n, 0]));
  }
  return total;
}
