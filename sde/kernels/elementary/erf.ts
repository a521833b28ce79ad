/*
 * erf(x) = (2/√π) ∫₀^x e^{−u²} du.
 *
 * |x| < ½:   erf x = x + x Q(x²) from the Maclaurin series, (2/√π) Σ (−1)ⁿ x^{2n+1} / (n! (2n+1));
 * ½ … 6:     erf x = erf c + Σ_{n≥0} a_n t^{n+1} around the nearest multiple c of 1/8, t = x − c (|t| ≤ 1/16),
 *            a_n = (2/√π) e^{−c²} (−1)ⁿ H_n(c) / (n+1)!, H_n the Hermite polynomials (H_{n+1} = 2c H_n − 2n H_{n−1});
 * beyond 6:  1.
 *
 * The table of erf c (in two parts) and a_0 … a_10 is computed at the first call from
 * erf c = (2/√π) e^{−c²} Σ 2ⁿ c^{2n+1} / (2n+1)!!, whose terms are all positive.
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.5, 7.1.6, 7.1.19.
 */
import { add, type Double2, divide, multiply, squareRoot } from "./double-double.js";

/** 2/√π; the second part of π is the next 53 bits of its expansion. */
const TWO_OVER_ROOT_PI = divide([2, 0], squareRoot([Math.PI, 1.2246467991473532e-16]));

const FIRST = 4;
const LAST = 48;
const WIDTH = 13;

let table: Float64Array | null = null;

/** The error function, within 0.8 ulp. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) return x + x * series(x * x);
  if (size >= 6) return x < 0 ? -1 : 1;
  if (Number.isNaN(x)) return x;
  table ??= expansions();
  const i = (size * 8 + 0.5) | 0;
  const t = size - i * 0.125;
  const o = (i - FIRST) * WIDTH;
  let sum = table[o + 12];
  for (let n = 11; n >= 2; n--) sum = table[o + n] + t * sum;
  const positive = table[o] + (table[o + 1] + t * sum);
  return x < 0 ? -positive : positive;
}

const C = TWO_OVER_ROOT_PI[0];
/** 2/√π − 1 to 53 bits of its own. */
const C_LESS_1 = C - 1 + TWO_OVER_ROOT_PI[1];

/** erf(x)/x − 1 as a function of x². */
function series(z: number): number {
  const outer =
    1 / 9360 -
    z *
      (1 / 75600 -
        z *
          (1 / 685440 -
            z * (1 / 6894720 - z * (1 / 76204800 - z * (1 / 918086400 - z * (1 / 11975040000))))));
  const inner = 1 / 3 - z * (1 / 10 - z * (1 / 42 - z * (1 / 216 - z * (1 / 1320 - z * outer))));
  return C_LESS_1 - C * (z * inner);
}

function expansions(): Float64Array {
  const values = new Float64Array((LAST - FIRST + 1) * WIDTH);
  for (let i = FIRST; i <= LAST; i++) {
    const c = i / 8;
    const slope = multiply(TWO_OVER_ROOT_PI, exponential(-c * c));
    const centre = multiply(slope, doubleFactorialSeries(c));
    const o = (i - FIRST) * WIDTH;
    values[o] = centre[0];
    values[o + 1] = centre[1];
    let before = 0;
    let hermite = 1;
    let factor = slope[0];
    for (let n = 0; n <= 10; n++) {
      values[o + 2 + n] = factor * hermite;
      [before, hermite] = [hermite, 2 * c * hermite - 2 * n * before];
      factor /= -(n + 2);
    }
  }
  return values;
}

/** Σ 2ⁿ c^{2n+1} / (2n+1)!!. */
function doubleFactorialSeries(c: number): Double2 {
  let term: Double2 = [c, 0];
  let total = term;
  for (let n = 1; term[0] > 1e-34 * total[0]; n++) {
    term = divide(multiply(term, [2 * c * c, 0]), [2 * n + 1, 0]);
    total = add(total, term);
  }
  return total;
}

/** e^x for a short x ≤ 0: the series at x/64, then six squarings. */
function exponential(x: number): Double2 {
  let term: Double2 = [1, 0];
  let total = term;
  for (let n = 1; Math.abs(term[0]) > 1e-34; n++) {
    term = divide(multiply(term, [x / 64, 0]), [n, 0]);
    total = add(total, term);
  }
  for (let i = 0; i < 6; i++) total = multiply(total, total);
  return total;
}
