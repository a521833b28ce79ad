/*
 * The two ways in which the elementary functions touch a number's binary form. Both are exact and the same in every
 * engine: JavaScript numbers are IEEE 754 doubles, and typed arrays show their bytes.
 */

const MOST_NEGATIVE = -1074;
const POWERS = new Float64Array(1023 - MOST_NEGATIVE + 1);
POWERS[-MOST_NEGATIVE] = 1;
for (let n = 1; n <= 1023; n++) POWERS[n - MOST_NEGATIVE] = 2 * POWERS[n - 1 - MOST_NEGATIVE];
for (let n = -1; n >= MOST_NEGATIVE; n--) POWERS[n - MOST_NEGATIVE] = POWERS[n + 1 - MOST_NEGATIVE] / 2;

/** 2^n, n from −1074 to 1023. */
export function powerOfTwo(n: number): number {
  return POWERS[n - MOST_NEGATIVE];
}

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);
double[0] = 1;
const UPPER = halves[1] === 0 ? 0 : 1;

/** The upper 32 bits of a double (sign, exponent, 20 bits of the fraction) as an int32. */
export function upperHalf(x: number): number {
  double[0] = x;
  return halves[UPPER];
}

/** Adding and subtracting it rounds numbers below 2^51 in magnitude to the nearest integer, ties to even. */
export const ROUNDER = 6755399441055744;
