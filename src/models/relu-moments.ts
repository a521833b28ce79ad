/**
 * Gaussian moments of half-lines, 1_p = [r_p > 0] and r_p⁺ = max(0, r_p), of fields scaled to variance 1 with correlations
 * ρ, D_pq = 1 − ρ_pq² and A_pq = asin ρ_pq. A field that is 0 has 1_p = 0. By Stein's identity, a field r_p of a product is
 * traded for Σ_x ρ_px ∂_x, and ∂ of 1_x is a density at 0 (THEORY §4 has the first two):
 *
 *   E 1_a 1_p          = P₂(a, p) = ¼ + A_ap/2π
 *   E r_p⁺ r_q⁺        = ρ_pq P₂(p, q) + √D_pq/2π
 *   E 1_a (r_p⁺)²      = P₂(a, p) + ρ_ap √D_ap/2π
 *   E 1_a r_p⁺ r_q⁺    = ρ_pq P₃ + ρ_pa T(a; p, q) + T(p; a, q)
 *   E 1_a 1_b (r_p⁺)²  = P₃ + ρ_pa T(a; b, p) + ρ_pb T(b; a, p)
 *   E 1_a 1_b r_p⁺ r_q⁺ = ρ_pq P₄ + ρ_pa U(a; b, p, q) + ρ_pb U(b; a, p, q) + U(p; a, b, q)
 *
 *   T(x; y, z)    = E δ(r_x) 1_y r_z⁺     = [s_zy + √D_xz]/4π,   s_zy = (ρ_zy − ρ_zx ρ_xy)/√D_xy
 *   U(x; y, w, z) = E δ(r_x) 1_y 1_w r_z⁺ = [s_zy P_wz + s_zw P_yz + √D_xz P_yw]/2π
 *
 * P₃ and P₄ are the probabilities that all three or four fields are positive, P_wz that w and z are given that the other
 * two of the four are 0 (src/gaussian/orthant.ts). Only P₄ is not in closed form: it is an integral of one variable.
 */
import { correlationAngle, fourPositive, threePositive, twoPositive } from "../gaussian/index.js";

const TWO_PI = 2 * Math.PI;

export interface ReluMoments {
  /** Takes the covariance of the m fields; all else is of these. */
  take(B: Float64Array): void;
  /** √B_pp, m numbers. */
  readonly sizes: Float64Array;
  /** E 1_a 1_p; a = p too. */
  bothPositive(a: number, p: number): number;
  /** √D_pq */
  residue(p: number, q: number): number;
  /** E r_p⁺ r_q⁺ / (√B_pp √B_qq); p = q too. */
  product(p: number, q: number): number;
  /** E 1_a (r_p⁺)² / B_pp, a ≠ p */
  halfSquare(a: number, p: number): number;
  /** E 1_a r_p⁺ r_q⁺ / (√B_pp √B_qq), all different */
  halfProduct(a: number, p: number, q: number): number;
  /** E 1_a 1_b (r_p⁺)² / B_pp, all different */
  quarterSquare(a: number, b: number, p: number): number;
  /** Takes four different fields for `quarterProduct`; `fewer` nodes are left out of P₄. */
  takeFour(a: number, b: number, c: number, d: number, fewer: number): void;
  /** E 1_a 1_b r_p⁺ r_q⁺ / (√B_pp √B_qq); a, b, p, q are 0 … 3, places among the four taken. */
  quarterProduct(a: number, b: number, p: number, q: number): number;
}

/** Number of the pair (a, b) of four, in the order 01, 02, 03, 12, 13, 23; at 4a + b. */
const PAIRS = Int8Array.of(-1, 0, 1, 2, 0, -1, 3, 4, 1, 3, -1, 5, 2, 4, 5, -1);

/** Makes the moments of m fields, with scratch space of their own. */
export function createReluMoments(m: number): ReluMoments {
  const sizes = new Float64Array(m);
  const rho = new Float64Array(m * m);
  const residues = new Float64Array(m * m);
  const angles = new Float64Array(m * m);
  const fourRho = new Float64Array(6);
  const fourResidues = new Float64Array(6);
  const quadrants = new Float64Array(6);
  const places = new Int32Array(6);
  let allFour = 0;

  const bothPositive = (a: number, p: number): number => {
    if (sizes[a] === 0 || sizes[p] === 0) return 0;
    return a === p ? 0.5 : twoPositive(angles[a * m + p]);
  };
  const allThree = (a: number, p: number, q: number): number =>
    threePositive(angles[a * m + p], angles[a * m + q], angles[p * m + q]);
  /** T(x; y, z) */
  const density = (x: number, y: number, z: number): number =>
    (slope(rho[z * m + y], rho[z * m + x], rho[x * m + y], residues[x * m + y]) + residues[x * m + z]) /
    (2 * TWO_PI);
  /** U(x; y, w, z) */
  const fourDensity = (x: number, y: number, w: number, z: number): number => {
    const xy = PAIRS[4 * x + y];
    const xw = PAIRS[4 * x + w];
    const xz = PAIRS[4 * x + z];
    const yz = PAIRS[4 * y + z];
    const wz = PAIRS[4 * w + z];
    return (
      (slope(fourRho[yz], fourRho[xz], fourRho[xy], fourResidues[xy]) * quadrants[wz] +
        slope(fourRho[wz], fourRho[xz], fourRho[xw], fourResidues[xw]) * quadrants[yz] +
        fourResidues[xz] * quadrants[PAIRS[4 * y + w]]) /
      TWO_PI
    );
  };

  return {
    sizes,
    bothPositive,
    residue: (p, q) => residues[p * m + q],
    take(B) {
      for (let p = 0; p < m; p++) sizes[p] = Math.sqrt(Math.max(0, B[p * m + p]));
      for (let p = 0; p < m; p++)
        for (let q = 0; q < p; q++) {
          const scale = sizes[p] * sizes[q];
          const determinant = Math.max(0, B[p * m + p] * B[q * m + q] - B[p * m + q] * B[p * m + q]);
          const here = p * m + q;
          const there = q * m + p;
          rho[here] = rho[there] = scale === 0 ? 0 : Math.max(-1, Math.min(1, B[here] / scale));
          residues[here] = residues[there] = scale === 0 ? 1 : Math.min(1, Math.sqrt(determinant) / scale);
          angles[here] = angles[there] = correlationAngle(B[here], determinant);
        }
    },
    product: (p, q) =>
      p === q ? bothPositive(p, p) : rho[p * m + q] * bothPositive(p, q) + residues[p * m + q] / TWO_PI,
    halfSquare: (a, p) => bothPositive(a, p) + (rho[a * m + p] * residues[a * m + p]) / TWO_PI,
    halfProduct: (a, p, q) =>
      rho[p * m + q] * allThree(a, p, q) + rho[p * m + a] * density(a, p, q) + density(p, a, q),
    quarterSquare: (a, b, p) =>
      allThree(a, b, p) + rho[p * m + a] * density(a, b, p) + rho[p * m + b] * density(b, a, p),
    takeFour(a, b, c, d, fewer) {
      places[0] = a * m + b;
      places[1] = a * m + c;
      places[2] = a * m + d;
      places[3] = b * m + c;
      places[4] = b * m + d;
      places[5] = c * m + d;
      for (let q = 0; q < 6; q++) {
        fourRho[q] = rho[places[q]];
        fourResidues[q] = residues[places[q]];
      }
      allFour = fourPositive(fourRho, quadrants, fewer);
    },
    quarterProduct: (a, b, p, q) =>
      fourRho[PAIRS[4 * p + q]] * allFour +
      fourRho[PAIRS[4 * p + a]] * fourDensity(a, b, p, q) +
      fourRho[PAIRS[4 * p + b]] * fourDensity(b, a, p, q) +
      fourDensity(p, a, b, q),
  };
}

/** s_zy; where x and y are one field up to its sign, given the one the other is 0 and so is s. */
function slope(zy: number, zx: number, xy: number, residue: number): number {
  return residue === 0 ? 0 : (zy - zx * xy) / residue;
}
