/*
 * pow(x, y) = exp(y log|x|), with log|x| to about 68 bits, so that the error is that of the last rounding: a power
 * that is a double comes out exactly, integer powers among them.
 *
 * The logarithm is that of `log.ts` with r split once more: r = r1 + r2, r1 of 25 bits, so that r1²/2 is exact.
 */
import { powerOfTwo, upperHalf } from "./bits.js";
import { expOfSum, LN_2_HI, LN_2_LO } from "./exp.js";
import { CENTRES, FIRST_CENTRE, SPLITTER, UPPER_OF_ROOT_HALF } from "./log.js";

/**
 * x to the power y, with JavaScript's special values (1 to the power ±∞ is NaN); within 0.55 ulp (0.76 where the
 * result is subnormal).
 */
export function pow(x: number, y: number): number {
  const size = Math.abs(x);
  if (!(size > 0 && size < Number.POSITIVE_INFINITY && Math.abs(y) < 2 ** 64)) return powFar(x, y);
  if (x > 0) return powOfPositive(size, y);
  if (Math.floor(y) !== y) return Number.NaN;
  return isOdd(y) ? -powOfPositive(size, y) : powOfPositive(size, y);
}

function isOdd(y: number): boolean {
  return y - 2 * Math.floor(y / 2) === 1;
}

function powFar(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (size === 1) return Number.isFinite(y) ? 1 : Number.NaN;
  if (size === 0 || size === Number.POSITIVE_INFINITY) {
    const result = (size === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
    return Object.is(x, size) || !isOdd(y) ? result : -result;
  }
  // |y| ≥ 2^64: an even integer or infinite.
  return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
}

function powOfPositive(x: number, y: number): number {
  let k = 0;
  let upper = upperHalf(x);
  if (upper < 0x00100000) {
    x *= 2 ** 54;
    upper = upperHalf(x);
    k = -54;
  }
  const binary = (upper - UPPER_OF_ROOT_HALF) >> 20;
  k += binary;
  const z = x * powerOfTwo(-binary);
  const j = 3 * (((z * 128 + 0.5) | 0) - FIRST_CENTRE);
  const c = CENTRES[j];
  const z1 = z + SPLITTER - SPLITTER;
  const first = z1 * c - 1;
  const second = (z - z1) * c;
  const r = first + second;
  const r1 = r + SPLITTER - SPLITTER;
  const r2 = first - r1 + second;
  // log x = a + b, the sums of the large parts kept with their rounding errors.
  const whole = k * LN_2_HI + CENTRES[j + 1] + r1;
  const half = 0.5 * r1 * r1;
  const less = whole - half;
  const most = less + r2;
  const lost = whole - less - half + (less - most + r2);
  const square = r * r;
  const series =
    1 / 3 +
    r * -0.25 +
    square * (0.2 - r * (1 / 6) + square * (1 / 7 - r * 0.125 + square * (1 / 9 - r * 0.1)));
  const small = lost + (k * LN_2_LO + CENTRES[j + 2] + (square * r * series - 0.5 * r2 * (r1 + r)));
  const a = most + small;
  const b = most - a + small;
  // y (a + b) = product + rest, by splitting both factors into halves of 26 bits.
  const product = y * a;
  const a1 = leading(a);
  const a2 = a - a1;
  const y1 = leading(y);
  const y2 = y - y1;
  const rest = y1 * a1 - product + y1 * a2 + y2 * a1 + y2 * a2 + y * b;
  return expOfSum(product, rest);
}

function leading(a: number): number {
  const scaled = 134217729 * a;
  return scaled - (scaled - a);
}
