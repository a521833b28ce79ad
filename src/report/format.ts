/** Numbers as text: the same characters in every engine and language. */
import type { Num } from "../comparison/index.js";

/** Stands where a number is null: not defined, or infinite. */
export const missing = "–";

/** Whether a number is there to be shown. */
export const isNumber = (value: Num | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value);

/** ⌊log₁₀|value|⌋, exactly; 0 for 0. */
export const decade = (value: number): number => Number(value.toExponential().split("e")[1]);

/** 10ⁿ as the nearest double. */
export const powerOfTen = (n: number): number => Number(`1e${n}`);

/** At most `digits` significant digits, none of them an idle zero: 0.7, 2000, 1.234e-7. */
export const shortNumber = (value: Num | undefined, digits = 4): string =>
  isNumber(value) ? String(Number(value.toPrecision(digits))) : missing;

/** A minus sign as a typesetter has it. */
export const typeset = (text: string): string => text.replaceAll("-", "−");

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** -3 → ⁻³ */
export const superscript = (n: number): string =>
  [...String(n)].map((digit) => (digit === "-" ? "⁻" : superscripts[Number(digit)])).join("");

/** Two significant digits: 2.0 %, 34 %, 0.051 %; from ten times on as 12×. */
export function percent(share: Num | undefined): string {
  if (!isNumber(share)) return missing;
  if (share >= 10) return `${share < largestFixed ? share.toFixed(0) : share.toExponential(1)}×`;
  return `${cell(100 * share, decimalsFor([100 * share], 2), 2)} %`;
}

/** Decimals that leave `digits` significant digits to the smallest of the values; zeros and nulls do not count. */
export function decimalsFor(values: readonly (Num | undefined)[], digits: number): number {
  const exponents = values.flatMap((value) => (isNumber(value) && value !== 0 ? [decade(value)] : []));
  if (exponents.length === 0) return 0;
  return Math.max(0, digits - 1 - exponents.reduce((a, b) => Math.min(a, b)));
}

/** Size from which a number reads better with an exponent, and below which too. */
const largestFixed = 1e6;
const smallestFixed = 1e-4;
const mostDecimals = 7;

/** A number with so many decimals, or with `digits` significant ones and an exponent where that would be long. */
export function cell(value: Num | undefined, decimals: number, digits = 3): string {
  if (!isNumber(value)) return missing;
  if (value === 0) return "0";
  const size = Math.abs(value);
  const fixed = size < largestFixed && (size >= smallestFixed || decimals <= mostDecimals);
  return fixed ? value.toFixed(Math.min(decimals, mostDecimals)) : value.toExponential(digits - 1);
}

/** The same with its sign: +0.012, -0.3. */
export function signed(value: Num | undefined, decimals: number, digits = 3): string {
  const text = cell(value, decimals, digits);
  return isNumber(value) && value > 0 ? `+${text}` : text;
}

/** 1 run, 2 runs. */
export const count = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;
