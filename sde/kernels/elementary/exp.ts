/*
 * exp(x) and expm1(x) = exp(x) − 1.
 *
 * With n the integer nearest to x·128/ln 2, n = 128 k + j, and r = x − n ln 2/128 (|r| ≤ ln 2/256):
 *
 *   exp(x) = 2^k · T_j · exp(r),   T_j = 2^{j/128},   exp(r) − 1 = r + r²/2 + r³/6 + r⁴/24 + r⁵/120 (error r⁶/720 < 1e-18)
 *
 * T_j is kept in two parts so that the error is that of the last addition, about half an ulp.
 * Source of the method: P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE
 * floating-point arithmetic", ACM TOMS 15(2), 1989.
 */
import { powerOfTwo, ROUNDER } from "./bits.js";
import { type Double2, LN_2, multiply, squareRoot } from "./double-double.js";

/** ln 2 in two parts, the first of 32 bits: its products with integers below 2^21 are exact. */
export const LN_2_HI = Math.floor(LN_2[0] * 2 ** 32) / 2 ** 32;
export const LN_2_LO = LN_2[0] - LN_2_HI + LN_2[1];

const STEP_HI = LN_2_HI / 128;
const STEP_LO = LN_2_LO / 128;
const STEPS_PER_UNIT = 128 / LN_2[0];

/** T_j: the rounded value at 2j, the remainder at 2j + 1. */
const ROOTS = rootsOfTwo();

function rootsOfTwo(): Float64Array {
  let ratio: Double2 = [2, 0];
  for (let i = 0; i < 7; i++) ratio = squareRoot(ratio);
  const table = new Float64Array(256);
  let value: Double2 = [1, 0];
  for (let j = 0; j < 128; j++) {
    table[2 * j] = value[0];
    table[2 * j + 1] = value[1];
    value = multiply(value, ratio);
  }
  return table;
}

/** T_j e^r, j = n mod 128: a number around 1 to 2. */
function significand(n: number, r: number): number {
  const j = (n & 127) << 1;
  const root = ROOTS[j];
  const growth = r + r * r * (0.5 + r * (1 / 6) + r * r * (1 / 24 + r * (1 / 120)));
  return root + (ROOTS[j + 1] + root * growth);
}

/** e^x, within 0.51 ulp (0.76 where the result is subnormal). */
export function exp(x: number): number {
  // Beyond ±708 the factor 2^k alone may leave the range of normal numbers.
  if (!(Math.abs(x) < 708)) return expFar(x, 0);
  const q = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const n = q | 0;
  return significand(n, x - q * STEP_HI - q * STEP_LO) * powerOfTwo(n >> 7);
}

/** exp(x + correction) for |correction| ≪ 1: what `pow` needs. */
export function expOfSum(x: number, correction: number): number {
  if (!(Math.abs(x) < 708)) return expFar(x, correction);
  const q = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const n = q | 0;
  return significand(n, x - q * STEP_HI - q * STEP_LO + correction) * powerOfTwo(n >> 7);
}

/** The same where 2^k may be out of range: it is applied in two factors, so that the last one alone rounds. */
function expFar(x: number, correction: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 710) return Number.POSITIVE_INFINITY;
  if (x < -746) return 0;
  const q = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const n = q | 0;
  const half = n >> 8;
  const value = significand(n, x - q * STEP_HI - q * STEP_LO + correction);
  return value * powerOfTwo(half) * powerOfTwo((n >> 7) - half);
}

/** e^x − 1, without the loss of digits near 0; within 0.6 ulp. */
export function expm1(x: number): number {
  // Above, the 1 is far below the last digit; below, the result rounds to −1.
  if (!(x < 40)) return exp(x);
  if (x < -40) return -1;
  if (x === 0) return x;
  const q = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const n = q | 0;
  // r + rest is the remainder to twice the digits.
  const near = x - q * STEP_HI;
  const r = near - q * STEP_LO;
  const rest = near - r - q * STEP_LO;
  const j = (n & 127) << 1;
  // The factor T_j is taken from [√½, √2), so that T_j − 1 is small where the result is.
  const adjust = j < 128 ? 1 : 0.5;
  const root = ROOTS[j] * adjust;
  const low = ROOTS[j + 1] * adjust;
  const power = powerOfTwo(n >> 7) / adjust;
  const square = r * r;
  const beyond = square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120) + square * (1 / 720)));
  // 2^k T_j (1 + r + beyond) − 1, the two large terms added with their rounding errors kept.
  const scaled = power * root;
  const most = scaled - 1;
  const back = most - scaled;
  const step = power * r;
  const total = most + step;
  const lost = scaled - (most - back) - (1 + back) + (step - (total - most));
  return total + (lost + power * (rest + (low + low * r) + ((root - 1) * r + root * beyond)));
}
