/**
 * Phase retrieval with its direction clipped at c (clip.ts). Along a ray (x, y) = ρ (x_θ, y_θ) the direction is a power,
 * g = ρ³q for the smooth loss and g = ρq for the Lipschitz one, q the direction at (x_θ, y_θ). It is clipped beyond
 * w = ½R², R³|q| = c or R|q| = c, and the integrals over ρ with the weight ρ e^(−ρ²/2) are incomplete gamma functions
 * P(k, w) = e^(−w) Σ_{n ≥ k} wⁿ/n!:
 *
 *                smooth                                Lipschitz
 *   E g²         48 q² P(4, w) + c² e^(−w)             2 q² P(2, w) + c² e^(−w)
 *   E ∂g         2 ∂q P(2, w)                          ∂q P(1, w), and the jump of sgn x
 *
 * with ∂ in the fields (e, y) of centred.ts: q = e(y + e)(2y + e), ∂_e q = 3e² + 6ey + 2y², ∂_y q = 3e² + 4ey; or q = e
 * where x and y have one sign and q = 2y + e where they have two, ∂q = (1, 0) or (1, 2). What the angle still has to be
 * integrated over is smooth between the lines on which q is zero or changes its form. Measured against a rule half as
 * coarse: relative error below 1e-7 where c is a tenth of the fields' own directions or more, 5e-7 at a hundredth.
 *
 * The jump is −2 E δ(x) min(|y|, c). Given x = 0, y has the standard deviation s/√a, s² = det C:
 *
 *   E min(|y|, c) = τ√(2/π)(1 − e^(−c²/(2τ²))) + c (1 − erf(c/(τ√2))),  τ = s/√a,      E δ(x) = 1/√(2πa)
 */
import { erf, exp, expm1, log } from "../../sde/kernels/index.js";
import { type Line, visitDirections } from "../gaussian/index.js";
import { type ClippedForms, planarForms } from "./clip.js";
import { lowerGamma } from "./lower-gamma.js";

/** x = 0, y = 0, e = 0 and x + y = 0 in the fields (y, e). */
const xIsZero: Line = [1, 1];
const yIsZero: Line = [1, 0];
const eIsZero: Line = [0, 1];
const sumIsZero: Line = [2, 1];

const smoothLines = [xIsZero, eIsZero, sumIsZero];
const lipschitzLines = [xIsZero, yIsZero, eIsZero, sumIsZero];

/** Standard deviations beyond which a Gaussian's mass is below 1e-16. */
const REACH = 8.5;
const MEAN_MAGNITUDE = 0.7978845608028654;
const NORMAL_DENSITY_AT_ZERO = 0.3989422804014327;

/** The forms of the smooth loss with |g| ≤ c. */
export function clippedSmoothForms(unclipped: ClippedForms, c: number): ClippedForms {
  let [upper, lower, second] = [0, 0, 0];
  const visit = (y: number, e: number, weight: number): void => {
    const size = Math.abs(e * (y + e) * (2 * y + e));
    const w = size > 0 ? 0.5 * exp((2 / 3) * log(c / size)) : Infinity;
    const kept = 2 * weight * lowerGamma(2, w);
    upper += kept * (3 * e * e + 6 * e * y + 2 * y * y);
    lower += kept * e * (3 * e + 4 * y);
    second += weight * (48 * size * size * lowerGamma(4, w) + c * c * exp(-w));
  };
  return planarForms(
    unclipped,
    (D) => D === 0,
    (L, out) => {
      upper = lower = second = 0;
      visitDirections(L, smoothLines, visit);
      out[0] = upper;
      out[1] = lower;
      out[2] = second;
    },
  );
}

/** The forms of the Lipschitz loss with |g| ≤ c; |g| ≤ |e|. */
export function clippedLipschitzForms(unclipped: ClippedForms, c: number): ClippedForms {
  let [upper, lower, second] = [0, 0, 0];
  const visit = (y: number, e: number, weight: number): void => {
    const across = y + e > 0 !== y > 0;
    const size = Math.abs(across ? 2 * y + e : e);
    const R = c / size;
    const kept = weight * -expm1(-0.5 * R * R);
    upper += kept;
    if (across) lower += 2 * kept;
    second += weight * (2 * size * size * lowerGamma(2, 0.5 * R * R) + c * c * exp(-0.5 * R * R));
  };
  return planarForms(
    unclipped,
    (D) => REACH * REACH * D <= c * c,
    (L, out) => {
      upper = lower = second = 0;
      visitDirections(L, lipschitzLines, visit);
      const jump = clippedJump(L, c);
      out[0] = upper + jump;
      // ∂_y at fixed e crosses x = 0 as well; where q = e nothing else depends on y.
      out[1] = lower + jump;
      out[2] = second;
    },
  );
}

/** −2 E δ(x) min(|y|, c); 0 where x vanishes, as without clip. */
function clippedJump(L: Float64Array, c: number): number {
  const width = Math.sqrt((L[0] + L[2]) * (L[0] + L[2]) + L[3] * L[3]);
  const s = L[0] * L[3];
  if (!(s > 0)) return 0;
  const tau = s / width;
  const v = c / tau;
  const magnitude = MEAN_MAGNITUDE * tau * -expm1(-0.5 * v * v) + c * (1 - erf(v * Math.SQRT1_2));
  return (-2 * NORMAL_DENSITY_AT_ZERO * magnitude) / width;
}
