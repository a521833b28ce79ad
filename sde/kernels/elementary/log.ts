/*
 * log(x) and log1p(x) = log(1 + x).
 *
 * x = 2^k z with z in [√½, √2); c_j ≈ 128/j is short (a multiple of 2^−9), j the integer nearest to 128 z, and
 * r = c_j z − 1 (|r| < 0.0072) comes out without error in two parts:
 *
 *   log x = k ln 2 − log c_j + log(1 + r),   log(1 + r) = r − r²/2 + r³/3 − … + r⁸/8·(−1) (error r⁹/9)
 *
 * Around 1 (j = 128) c_j = 1, so that r = x − 1 and no digit is lost.
 * Source of the method: P. T. P. Tang, "Table-driven implementation of the logarithm function in IEEE
 * floating-point arithmetic", ACM TOMS 16(4), 1990.
 */
import { powerOfTwo, upperHalf } from "./bits.js";
import { logOfRatio } from "./double-double.js";
import { LN_2_HI, LN_2_LO } from "./exp.js";

export const FIRST_CENTRE = 90;
const LAST_CENTRE = 182;
/** c_j, and −log c_j in two parts of which the first is a multiple of 2^−42, at 3(j − FIRST_CENTRE). */
export const CENTRES = centres();

function centres(): Float64Array {
  const table = new Float64Array(3 * (LAST_CENTRE - FIRST_CENTRE + 1));
  for (let j = FIRST_CENTRE; j <= LAST_CENTRE; j++) {
    const numerator = Math.floor((512 * 128) / j + 0.5);
    const [hi, lo] = logOfRatio(512, numerator);
    const leading = Math.floor(hi * 2 ** 42 + 0.5) / 2 ** 42;
    table[3 * (j - FIRST_CENTRE)] = numerator / 512;
    table[3 * (j - FIRST_CENTRE) + 1] = leading;
    table[3 * (j - FIRST_CENTRE) + 2] = hi - leading + lo;
  }
  return table;
}

/** The upper half of √½: subtracting it before taking the exponent puts z into [√½, √2). */
export const UPPER_OF_ROOT_HALF = 0x3fe6a09e;
/** Adding and subtracting it rounds z to a multiple of 2^−32. */
export const SPLITTER = 1572864;

/** Natural logarithm, within 0.52 ulp; −∞ at 0, NaN below. */
export function log(x: number): number {
  const upper = upperHalf(x);
  // Zero, subnormal, negative, infinite, NaN.
  if (upper < 0x00100000 || upper >= 0x7ff00000) return logFar(x);
  return logOfScaled(x, 0, (upper - UPPER_OF_ROOT_HALF) >> 20, 0);
}

function logFar(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const scaled = x * 2 ** 54;
  return logOfScaled(scaled, 0, (upperHalf(scaled) - UPPER_OF_ROOT_HALF) >> 20, -54);
}

/** log((x + rest) 2^shift) for normal x in [√½ 2^k, √2 2^k) and |rest| ≤ ulp(x). */
function logOfScaled(x: number, rest: number, k: number, shift: number): number {
  const down = powerOfTwo(-k);
  const z = x * down;
  const j = 3 * (((z * 128 + 0.5) | 0) - FIRST_CENTRE);
  const c = CENTRES[j];
  const z1 = z + SPLITTER - SPLITTER;
  const first = z1 * c - 1;
  const second = (z - z1) * c;
  const r = first + second;
  const remainder = first - r + second + rest * down * c;
  const whole = (k + shift) * LN_2_HI + CENTRES[j + 1];
  const total = whole + r;
  const lost = whole - total + r;
  return total + (lost + ((k + shift) * LN_2_LO + CENTRES[j + 2] + (remainder - remainder * r) + curved(r)));
}

/** log(1 + r) − r for |r| < 0.0072. */
function curved(r: number): number {
  const square = r * r;
  return (
    square *
    (-0.5 + r * (1 / 3) + square * (-0.25 + r * 0.2 + square * (-1 / 6 + r * (1 / 7) - square * 0.125)))
  );
}

/** log1p on [0, 1] has a table of its own, of centres i/128: no power of two is split off, and x keeps its digits. */
const STEPS = 128;
/** c_i ≈ 128/(128 + i), a multiple of 2^−9, and −log c_i in two parts, at 3i. */
const FRACTIONS = fractions();

function fractions(): Float64Array {
  const table = new Float64Array(3 * (STEPS + 1));
  for (let i = 0; i <= STEPS; i++) {
    const numerator = Math.floor((512 * STEPS) / (STEPS + i) + 0.5);
    table.set([numerator / 512, ...logOfRatio(512, numerator)], 3 * i);
  }
  return table;
}

/** log(1 + x) for x in [0, 1]: −log c + log(1 + r), r = (c − 1) + c x. */
export function log1pOfFraction(x: number): number {
  // Below half an ulp of 1 the result is x (and −0 stays −0).
  if (x < 2 ** -53) return x;
  const i = 3 * ((x * STEPS + 0.5) | 0);
  const c = FRACTIONS[i];
  const x1 = x + SPLITTER - SPLITTER;
  const first = x1 * c + (c - 1);
  const second = (x - x1) * c;
  const r = first + second;
  const remainder = first - r + second;
  const whole = FRACTIONS[i + 1];
  const total = whole + r;
  return total + (whole - total + r + (FRACTIONS[i + 2] + (remainder - remainder * r) + curved(r)));
}

/** log(1 + x), without the loss of digits near 0; within 0.67 ulp. */
export function log1p(x: number): number {
  return x >= 0 && x <= 1 ? log1pOfFraction(x) : log1pFar(x);
}

function log1pFar(x: number): number {
  if (!(Math.abs(x) < 2 ** 53)) return log(x);
  if (Math.abs(x) < 2 ** -53) return x;
  if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN;
  const sum = 1 + x;
  const rest = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  return logOfScaled(sum, rest, (upperHalf(sum) - UPPER_OF_ROOT_HALF) >> 20, 0);
}
