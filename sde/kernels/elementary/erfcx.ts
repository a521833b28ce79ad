/*
 * The tail of the error function, where erfc x = 1 − erf x itself would be lost beside 1, or vanish:
 *
 *   erfcx x = e^{x²} erfc x,      log erfc x = log(erfcx x) − x²
 *
 * 0 … 12:    erfcx(c + t) = Σ a_n tⁿ around the nearest multiple c of 1/8 (|t| ≤ 1/16, error a_13 t¹³ < 1e-18), from
 *            y' = 2xy − 2/√π:  a_1 = 2c a_0 − 2/√π,  a_{n+1} = 2 (c a_n + a_{n−1})/(n+1);
 * beyond:    (1/(x√π)) (1 − 1/(2x²) + 1·3/(2x²)² − …), ten terms;
 * below 0:   erfcx x = 2e^{x²} − erfcx(−x).
 *
 * a_0 of the table, made at the first call, is e^{c²} − (2/√π) Σ 2ⁿ c^{2n+1}/(2n+1)!! up to c = 5, in 106 bits of which 20
 * digits are left; above it is the continued fraction (1/√π)/(c + ½/(c + 1/(c + (3/2)/(c + …)))).
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.6, 7.1.14, 7.1.23.
 */
import { add, type Double2, divide, multiply } from "./double-double.js";
import { doubleFactorialSeries, erf, exponential, TWO_OVER_ROOT_PI } from "./erf.js";
import { exp } from "./exp.js";
import { log, log1p } from "./log.js";

const FAR = 12;
const STEPS = 8;
const TERMS = 13;
const BY_SERIES = 5;
const ROOT_PI_INVERSE = TWO_OVER_ROOT_PI[0] / 2;

/** a_0 … a_12 from 13 i on, for c = i/8; filled at the first call. */
const TABLE = new Float64Array(TERMS * (FAR * STEPS + 1));

/** e^{x²} erfc x, within 2 ulp for x ≥ 0, within 2 + x² below; +∞ from −26.6 on. */
export function erfcx(x: number): number {
  if (x < 0) return 2 * exp(x * x) - erfcx(-x);
  return x < FAR ? between(x) : beyond(x);
}

/** log(1 − erf x), within 2.5 ulp. */
export function logErfc(x: number): number {
  // Below ½ erf does not come near to 1, and close to 0 the result is as small as it.
  return x < 0.5 ? log1p(-erf(x)) : log(erfcx(x)) - x * x;
}

function between(x: number): number {
  const at = TABLE;
  if (at[0] === 0) fillTable();
  const i = (x * STEPS + 0.5) | 0;
  const t = x - i / STEPS;
  const o = i * TERMS;
  const t2 = t * t;
  const t4 = t2 * t2;
  const low = at[o + 1] + t * at[o + 2] + t2 * (at[o + 3] + t * at[o + 4]);
  const middle = at[o + 5] + t * at[o + 6] + t2 * (at[o + 7] + t * at[o + 8]);
  const high = at[o + 9] + t * at[o + 10] + t2 * (at[o + 11] + t * at[o + 12]);
  return at[o] + t * (low + t4 * (middle + t4 * high));
}

function beyond(x: number): number {
  const z = 1 / (2 * x * x);
  let sum = 1;
  for (let n = 10; n >= 1; n--) sum = 1 - (2 * n - 1) * z * sum;
  return (ROOT_PI_INVERSE / x) * sum;
}

function fillTable(): void {
  for (let i = 0; i <= FAR * STEPS; i++) {
    const c = i / STEPS;
    const o = i * TERMS;
    let before = c <= BY_SERIES ? bySeries(c) : byFraction(c);
    let here = add(multiply([2 * c, 0], before), negative(TWO_OVER_ROOT_PI));
    TABLE[o] = before[0];
    TABLE[o + 1] = here[0];
    for (let n = 1; n + 1 < TERMS; n++) {
      const next = divide(multiply([2, 0], add(multiply([c, 0], here), before)), [n + 1, 0]);
      [before, here] = [here, next];
      TABLE[o + n + 1] = here[0];
    }
  }
}

const negative = ([hi, lo]: Double2): Double2 => [-hi, -lo];

const bySeries = (c: number): Double2 =>
  add(divide([1, 0], exponential(-c * c)), negative(multiply(TWO_OVER_ROOT_PI, doubleFactorialSeries(c))));

function byFraction(c: number): Double2 {
  let below: Double2 = [c, 0];
  for (let n = 120; n >= 1; n--) below = add([c, 0], divide([n / 2, 0], below));
  return divide(multiply([0.5, 0], TWO_OVER_ROOT_PI), below);
}
