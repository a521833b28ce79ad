/**
 * Expectations over a plane of two Gaussian fields r = L z, z ~ N(0, 1₂), in polar coordinates z = ρ (cos θ, sin θ):
 *
 *   E F(r) = (1/2π) ∫₀^{2π} dθ ∫₀^∞ F(ρ r_θ) ρ e^(−ρ²/2) dρ,      r_θ = L (cos θ, sin θ)
 *
 * A kink of F that lies on a line through the origin is an angle here, and a singular L is no exception. For an even F
 * half the circle is enough. It is cut at the lines, and each sector gets the trapezoid rule in v,
 *
 *   θ = θ₀ + (θ₁ − θ₀) ½(1 + erf v),      v = jη,  |v| ≤ 5,      weight η e^(−v²)/√π
 *
 * whose nodes crowd at both ends: a root, a jump or an essential singularity there costs no digits, and a layer beside
 * a line is met on the scale of its own distance.
 *
 * Source: Takahasi & Mori, Numer. Math. 21 (1973), 206–219 (the error-function rule).
 */
import { atan2, cos, erf, exp, sin } from "../../sde/kernels/index.js";

const ROOT_PI = 1.772453850905516;
const SPACING = 0.08;
const HALF = 62;
const positions = new Float64Array(2 * HALF + 1);
const weights = new Float64Array(2 * HALF + 1);
for (let j = -HALF; j <= HALF; j++) {
  const v = j * SPACING;
  positions[HALF + j] = 0.5 * (1 + erf(v));
  weights[HALF + j] = (SPACING * exp(-v * v)) / ROOT_PI;
}

const angles = new Float64Array(8);

/** A line n·r = 0, by its normal n. */
export type Line = readonly [number, number];

/**
 * Visits directions r_θ over half the circle, each with its weight; the weights sum to 1.
 *
 * @param L lower triangular, 2×2 row by row: the fields are L z
 * @param lines at most eight lines across which the integrand is not smooth
 */
export function visitDirections(
  L: Float64Array,
  lines: readonly Line[],
  visit: (first: number, second: number, weight: number) => void,
): void {
  const count = cutsOf(L, lines);
  for (let s = 0; s < count; s++) {
    const from = angles[s];
    const span = (s + 1 < count ? angles[s + 1] : angles[0] + Math.PI) - from;
    if (!(span > 0)) continue;
    for (let j = 0; j < positions.length; j++) {
      const theta = from + span * positions[j];
      const z0 = cos(theta);
      visit(L[0] * z0, L[2] * z0 + L[3] * sin(theta), (span / Math.PI) * weights[j]);
    }
  }
}

/** Writes the lines' angles in [0, π), increasing, and returns how many there are; an arbitrary one where there are none. */
function cutsOf(L: Float64Array, lines: readonly Line[]): number {
  let count = 0;
  for (const [n0, n1] of lines) {
    const w0 = n0 * L[0] + n1 * L[2];
    const w1 = n1 * L[3];
    if (w0 === 0 && w1 === 0) continue;
    // n·Lz = w·z vanishes along z = (−w₁, w₀).
    const angle = atan2(w0, -w1);
    const folded = angle < 0 ? angle + Math.PI : angle < Math.PI ? angle : 0;
    let place = count++;
    for (; place > 0 && angles[place - 1] > folded; place--) angles[place] = angles[place - 1];
    angles[place] = folded;
  }
  if (count === 0) angles[count++] = 0;
  return count;
}
