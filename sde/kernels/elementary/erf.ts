/*
 * erf(x) = (2/√π) ∫₀^x e^{−u²} du.
 *
 * |x| < ¼:   erf x = x + x Q(x²) from the Maclaurin series, (2/√π) Σ (−1)ⁿ x^{2n+1} / (n! (2n+1));
 * ¼ … 6:     erf x = erf c + Σ_{n≥0} a_n t^{n+1} around the nearest multiple c of 1/16, t = x − c (|t| ≤ 1/32),
 *            a_n = (2/√π) e^{−c²} (−1)ⁿ H_n(c) / (n+1)!, H_n the Hermite polynomials (H_{n+1} = 2c H_n − 2n H_{n−1});
 * beyond 6:  1.
 *
 * The table of erf c (in two parts) and a_0 … a_8 is computed at the first call from
 * erf c = (2/√π) e^{−c²} Σ 2ⁿ c^{2n+1} / (2n+1)!!, whose terms are all positive.
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.5, 7.1.6, 7.1.19.
 */
import { add, type Double2, divide, multiply, squareRoot } from "./double-double.js";

/** 2/√π; the second part of π is the next 53 bits of its expansion. */
export const TWO_OVER_ROOT_PI = divide([2, 0], squareRoot([Math.PI, 1.2246467991473532e-16]));

const LAST = 96;
const WIDTH = 11;

/** erf c in two parts, then a_0 … a_8, from 11 i on for c = i/16; filled at the first call. */
const TABLE = new Float64Array((LAST + 1) * WIDTH);

/** The error function, within 0.8 ulp. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.25) return x + x * series(x * x);
  if (!(size < 6)) return Math.sign(x);
  const positive = between(size);
  return x < 0 ? -positive : positive;
}

/** erf x for x in [¼, 6). */
function between(x: number): number {
  const at = TABLE;
  if (at[2] === 0) fillTable();
  const i = (x * 16 + 0.5) | 0;
  const t = x - i * 0.0625;
  const o = i * WIDTH;
  const t2 = t * t;
  const low = at[o + 3] + t * at[o + 4] + t2 * (at[o + 5] + t * at[o + 6]);
  const high = at[o + 7] + t * at[o + 8] + t2 * (at[o + 9] + t * at[o + 10]);
  return at[o] + (at[o + 1] + t * (at[o + 2] + t * (low + t2 * t2 * high)));
}

const C = TWO_OVER_ROOT_PI[0];
/** 2/√π − 1 to 53 bits of its own. */
const C_LESS_1 = C - 1 + TWO_OVER_ROOT_PI[1];

/** erf(x)/x − 1 as a function of x². */
function series(z: number): number {
  const z2 = z * z;
  const low = 1 / 3 - z * (1 / 10) + z2 * (1 / 42 - z * (1 / 216));
  const high = 1 / 1320 - z * (1 / 9360) + z2 * (1 / 75600 - z * (1 / 685440));
  return C_LESS_1 - C * (z * (low + z2 * z2 * high));
}

function fillTable(): void {
  for (let i = 0; i <= LAST; i++) {
    const c = i / 16;
    const slope = multiply(TWO_OVER_ROOT_PI, exponential(-c * c));
    const centre = multiply(slope, doubleFactorialSeries(c));
    const o = i * WIDTH;
    TABLE[o] = centre[0];
    TABLE[o + 1] = centre[1];
    let before = 0;
    let hermite = 1;
    let factor = slope[0];
    for (let n = 0; n <= 8; n++) {
      TABLE[o + 2 + n] = factor * hermite;
      [before, hermite] = [hermite, 2 * c * hermite - 2 * n * before];
      factor /= -(n + 2);
    }
  }
}

/** Σ 2ⁿ c^{2n+1} / (2n+1)!!. */
export function doubleFactorialSeries(c: number): Double2 {
  let term: Double2 = [c, 0];
  let total = term;
  for (let n = 1; term[0] > 1e-34 * total[0]; n++) {
    term = divide(multiply(term, [2 * c * c, 0]), [2 * n + 1, 0]);
    total = add(total, term);
  }
  return total;
}

/** e^x for a short x ≤ 0: the series at x/64, then six squarings. */
export function exponential(x: number): Double2 {
  let term: Double2 = [1, 0];
  let total = term;
  for (let n = 1; Math.abs(term[0]) > 1e-34; n++) {
    term = divide(multiply(term, [x / 64, 0]), [n, 0]);
    total = add(total, term);
  }
  for (let i = 0; i < 6; i++) total = multiply(total, total);
  return total;
}
