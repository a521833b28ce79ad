/*
 * Reduction of an angle: x = n π/2 + y, |y| ≤ π/4 and a little, y in two parts (106 bits), for every double x.
 *
 * Up to 2^20 π/2: n P₁ and n P₂ are exact for π/2 = P₁ + P₂ + P₃ with 33 bits in P₁ and in P₂ (Cody & Waite, Software
 * Manual for the Elementary Functions, 1980). Beyond, and where x is so near to a multiple that too few digits of
 * P₃ would remain: x · 2/π modulo 4 in integer arithmetic on the digits of 2/π (M. Payne, R. Hanek, "Radian
 * reduction for trigonometric functions", SIGNUM Newsletter 18, 1983).
 */
import { powerOfTwo, ROUNDER, upperHalf } from "./bits.js";
import { multiply } from "./double-double.js";

const P1 = 1.5707963267341256;
const P2 = 6.077100506303966e-11;
const P3 = 2.0222662487959506e-21;
const TWO_OVER_PI = 0.6366197723675814;

/** The remainder y of the last call, in two parts. */
export const REMAINDER = new Float64Array(2);

/** Reduces a finite x; returns n mod 4 and leaves y in `REMAINDER`. */
export function reduceAngle(x: number): number {
  if (Math.abs(x) < 1.6e6) {
    const n = x * TWO_OVER_PI + ROUNDER - ROUNDER;
    const first = x - n * P1;
    const second = n * P2;
    const y = first - second;
    if (Math.abs(y) > 2 ** -30) {
      const back = first - y;
      // What the subtraction lost, whichever of the two was larger.
      const lost = first - (y + back) + (back - second);
      const tail = lost - n * P3;
      REMAINDER[0] = y + tail;
      REMAINDER[1] = y - REMAINDER[0] + tail;
      return n & 3;
    }
  }
  return x < 0 ? negative(reduceFar(-x)) : reduceFar(x);
}

function negative(n: number): number {
  REMAINDER[0] = -REMAINDER[0];
  REMAINDER[1] = -REMAINDER[1];
  return -n & 3;
}

/** 2/π in digits of 24 bits, after the binary point (its expansion; the reference values of sin and cos reach every one). */
const DIGITS = Int32Array.of(
  ...[0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163, 0xabdebb],
  ...[0xc561b7, 0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129, 0xa73ee8, 0x8235f5],
  ...[0x2ebb44, 0x84e99c, 0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c, 0x845f8b, 0xbdf928, 0x3b1ff8],
  ...[0x97ffde, 0x05980f, 0xef2f11, 0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e, 0x5fea2d],
  ...[0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7, 0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330, 0x46fc7b],
  ...[0x6babf0, 0xcfbc20],
);

const BASE = 16777216;
/** Digits of the product that are kept: one before the binary point (it is wanted modulo 4) and eight after. */
const KEPT = 9;
const product = new Float64Array(KEPT);
const mantissa = new Float64Array(4);

function reduceFar(x: number): number {
  // x = (Σ_j mantissa_j 2^{24 j}) 2^{24 a}, digits of 24 bits.
  const exponent = ((upperHalf(x) >> 20) & 0x7ff) - 1075;
  const a = Math.floor(exponent / 24);
  let rest = x * powerOfTwo(-exponent) * powerOfTwo(exponent - 24 * a);
  for (let j = 0; j < 4; j++) {
    const above = Math.floor(rest / BASE);
    mantissa[j] = rest - above * BASE;
    rest = above;
  }
  // Digit s of the product has the weight 2^{−24 s}; those of weight 2^24 and more are multiples of 4.
  for (let s = 0; s < KEPT; s++) {
    let sum = 0;
    for (let j = 0; j < 4; j++) {
      const i = j + a - 1 + s;
      if (i >= 0 && i < DIGITS.length) sum += mantissa[j] * DIGITS[i];
    }
    product[s] = sum;
  }
  for (let s = KEPT - 1; s > 0; s--) {
    const carry = Math.floor(product[s] / BASE);
    product[s] -= carry * BASE;
    product[s - 1] += carry;
  }
  let n = product[0] % 4;
  // A fraction above one half belongs to the next multiple: one minus it, digit by digit, with the sign turned.
  let sign = 1;
  if (product[1] >= BASE / 2) {
    n += 1;
    sign = -1;
    for (let s = 1; s < KEPT; s++) product[s] = BASE - 1 - product[s];
  }
  const parts = [0, 0, 0, 0];
  for (let p = 0; p < 4; p++) {
    parts[p] = (product[1 + 2 * p] * BASE + product[2 + 2 * p]) * powerOfTwo(-48 * (p + 1));
  }
  // No double comes nearer to a multiple of π/2 than 2^−61 of it, so one of the first two parts is not zero.
  const skip = parts[0] === 0 ? 1 : 0;
  const hi = parts[skip] + parts[skip + 1];
  const lo = parts[skip] - hi + parts[skip + 1] + parts[skip + 2];
  const y = multiply([sign * hi, sign * lo], [Math.PI / 2, 6.123233995736766e-17]);
  REMAINDER[0] = y[0];
  REMAINDER[1] = y[1];
  return n & 3;
}
