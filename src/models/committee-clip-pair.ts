/**
 * One student unit and one teacher unit φ(u) = u² without label noise, the direction clipped at c (committee-clip.ts).
 * g = 2v x (v x² − A y²) is homogeneous of degree three, and goes along rays as smooth phase retrieval does
 * (phase-retrieval-clip.ts): with q = g at (x_θ, y_θ) and w = ½R², R³|q| = c,
 *
 *   E g² = 48 q² P(4, w) + c² e^(−w)        E ∂g = 2 ∂q P(2, w)
 *   ∂_x q = 2v (3v x² − A y²)               ∂_y q = −4vA x y
 *
 * g is continuous, so that G is the mean of its derivative where |g| < c, and a singular B is no exception. The angle is
 * cut at the lines x = 0 and √|v| x = ±√|A| y, on which q vanishes, and at y = 0, beside which it is small where x is and
 * vA < 0. Measured against a rule of its own at 300 random B, singular to 1e-8, and c from a hundredth of √(E g²) to ten
 * times it: error below 3e-9 of √(E g²) and E g². G and I together take about 0.3 milliseconds.
 */
import { exp, log } from "../../sde/kernels/index.js";
import { cholesky, type Line, visitDirections } from "../gaussian/index.js";
import { lowerGamma } from "./lower-gamma.js";
import type { Model } from "./model.js";

/** G and I of g = 2v x (v x² − A y²) with |g| ≤ c, from one pass over the plane; the last one is kept. */
export function clippedSquarePair(
  v: number,
  A: number,
  c: number,
): Pick<Model, "gradient" | "directionSecondMoment"> {
  const lines: Line[] = [
    [1, 0],
    [0, 1],
  ];
  if (v * A > 0) {
    const [own, other] = [Math.sqrt(Math.abs(v)), Math.sqrt(Math.abs(A))];
    lines.push([own, -other], [own, other]);
  }
  let [byStudent, byTeacher, second] = [0, 0, 0];
  const visit = (x: number, y: number, weight: number): void => {
    const q = 2 * v * x * (v * x * x - A * y * y);
    const w = q !== 0 ? 0.5 * exp((2 / 3) * log(c / Math.abs(q))) : Infinity;
    const kept = 2 * weight * lowerGamma(2, w);
    byStudent += kept * 2 * v * (3 * v * x * x - A * y * y);
    byTeacher -= kept * 4 * v * A * x * y;
    second += weight * (48 * q * q * lowerGamma(4, w) + c * c * exp(-w));
  };
  const last = new Float64Array(4).fill(Number.NaN);
  const L = new Float64Array(4);
  const integrate = (B: Float64Array): void => {
    if (last.every((entry, k) => entry === B[k])) return;
    last.set(B);
    if (B.every(Number.isFinite)) {
      byStudent = byTeacher = second = 0;
      cholesky(2, B, L);
      visitDirections(L, lines, visit);
    } else byStudent = byTeacher = second = Number.NaN;
  };
  return {
    gradient(B, out) {
      integrate(B);
      out[0] = byStudent;
      out[1] = byTeacher;
    },
    directionSecondMoment(B, out) {
      integrate(B);
      out[0] = second;
    },
  };
}
