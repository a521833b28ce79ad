/**
 * The normal quantile: z with Φ(z) = ½(1 + erf(z/√2)) = u. A first guess (Winitzki 2008; within 0.004),
 *
 *   erf⁻¹(x) ≈ √(√(s² − L/a) − s),   s = 2/(πa) + L/2,   L = log(1 − x²),   a = 0.147,
 *
 * and Halley's step z ← z − t/(1 + zt/2), t = (Φ(z) − u)/φ(z), whose error is cubed each time.
 */
import { erf, exp, log } from "../../sde/kernels/index.js";

const A = 0.147;
const ROOT_TWO_PI = 2.5066282746310002;

/**
 * z of standard normal probability u below it. Its error is a few units of rounding of u over the density: below 1e-11
 * for u between 1e-6 and 1 − 1e-6.
 *
 * @param u in (0, 1)
 */
export function normalQuantile(u: number): number {
  const x = 2 * u - 1;
  const L = log(4 * u * (1 - u));
  const s = 2 / (Math.PI * A) + 0.5 * L;
  const size = Math.sqrt(2 * Math.max(0, Math.sqrt(s * s - L / A) - s));
  let z = x < 0 ? -size : size;
  for (let step = 0; step < 3; step++) {
    const t = 0.5 * (erf(z * Math.SQRT1_2) - x) * ROOT_TWO_PI * exp(0.5 * z * z);
    z -= t / (1 + 0.5 * z * t);
  }
  return z;
}
