/*
 * tanh(x) = x/(1 + z/(3 + z/(5 + … + z/15))), z = x², where |x| is small: Lambert's continued fraction, here as a
 * quotient of polynomials with whole coefficients (relative error below 4e-18 up to 0.6); 1 − 2/(exp(2|x|) + 1)
 * with the sign of x where it is not.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 4.5.70.
 */
import { exp } from "./exp.js";

/** Hyperbolic tangent, within 1.4 ulp. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.6) {
    const z = x * x;
    const over = 675675 + z * (45045 + z * (594 + z));
    const under = 2027025 + z * (945945 + z * (51975 + z * (630 + z)));
    // 0 − 0 would turn −0 into 0.
    return x === 0 ? x : x - (x * z * over) / under;
  }
  // Beyond 22 the result rounds to 1.
  const positive = size > 22 ? 1 : 1 - 2 / (exp(size + size) + 1);
  return x < 0 ? -positive : positive;
}
