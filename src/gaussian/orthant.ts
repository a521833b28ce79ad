/**
 * Probabilities that jointly normal variables of mean 0 are all positive, from their correlations ρ.
 *
 *   two:    ¼ + asin(ρ)/2π                       (Sheppard 1899)
 *   three:  ⅛ + (asin ρ₁₂ + asin ρ₁₃ + asin ρ₂₃)/4π
 *   four:   1/16 + ∫₀¹ Σ_{a<b} ρ_ab φ_ab(t) P_cd(t) dt      (Plackett 1954)
 *
 * In the last, all correlations are shrunk by t: R_t = (1 − t)1 + tR. φ_ab = 1/(2π√D_ab), D_ab = 1 − t²ρ_ab², is the
 * density of variables a and b at 0, and P_cd the probability that the other two are positive given that these are 0: the
 * two-variable form at their conditional correlation, which stands in the inverse Q of R_t,
 *
 *   P_cd = ¼ + atan(−Q_cd/√(Q_cc Q_dd − Q_cd²))/2π,      Q = Σ_k v_k v_kᵀ/(1 − t + tμ_k)
 *
 * with μ_k, v_k the eigenpairs of R: no term cancels however close to singular R is. The integrand is analytic but where
 * R_t is singular, beyond t = 1 first at 1/(1 − μ_min). Gauss–Legendre in u, t = cos θ, θ = κ sinh u with κ² = 2 μ_min,
 * puts that branch point at Im u = ±π/2 for every R.
 *
 * Measured: nodes left out move the answer by less than 1e-12 (test/src/gaussian/orthant.test.ts); correlations that
 * round by 1e-16 move a singular R's by 1e-8, which is in the nature of an orthant.
 */
import { atan, cos, exp, log, sin } from "../../sde/kernels/index.js";
import { legendreRule } from "./golub-welsch.js";
import { createJacobi } from "./jacobi.js";

const TWO_PI = 2 * Math.PI;

/** Least κ: a smaller eigenvalue is lost in the rounding of the correlations. */
const LEAST_KAPPA = 1e-8;
/** 1 − t where the conditional quadrants are taken: less would lose as much to rounding as it gains. */
const LEAST_GAP = 2 ** -52;
/** Nodes for the shortest range of u, and for each further unit of it. */
const FEWEST_NODES = 18;
const NODES_PER_UNIT = 3;

/** t = cos θ, 1 − t, 1 − t² and the weights of dt = sin θ dθ. */
interface ShrinkingRule {
  readonly factors: Float64Array;
  readonly gaps: Float64Array;
  readonly complements: Float64Array;
  readonly weights: Float64Array;
}

/** By the rung of κ, two a factor of 2, and the number of nodes left out. */
const rules = new Map<number, ShrinkingRule>();

const correlations = new Float64Array(16);
const inverse = new Float64Array(16);
const jacobi = createJacobi(4);

/** Where ρ₁₂, ρ₁₃, ρ₁₄, ρ₂₃, ρ₂₄, ρ₃₄ stand in R, row by row. */
const PLACES = [1, 2, 3, 6, 7, 11];

/** asin ρ for ρ = b/√(ac), from b and `determinant` = ac − b² as atan(b/√(ac − b²)); 0 where b is 0. */
export function correlationAngle(b: number, determinant: number): number {
  if (b === 0) return 0;
  return atan(b / Math.sqrt(Math.max(0, determinant)));
}

/** P(z_1 > 0, z_2 > 0) for the angle asin ρ. */
export const twoPositive = (angle: number): number => 0.25 + angle / TWO_PI;

/** P(z_1, z_2, z_3 > 0) for the three angles asin ρ. */
export const threePositive = (first: number, second: number, third: number): number =>
  0.125 + (first + second + third) / (2 * TWO_PI);

/**
 * P(z_1, …, z_4 > 0).
 *
 * @param rho correlations ρ₁₂, ρ₁₃, ρ₁₄, ρ₂₃, ρ₂₄, ρ₃₄
 * @param quadrants overwritten with P_12, …, P_34 in the same order: that those two are positive given that the others
 * are 0. Where some variables are multiples of others it is what a small independent part of each would make it.
 * @param fewer nodes to leave out, to see by how much the answer moves
 */
export function fourPositive(rho: Float64Array, quadrants: Float64Array, fewer = 0): number {
  for (let a = 0; a < 4; a++) correlations[5 * a] = 1;
  for (let q = 0; q < 6; q++) {
    const place = PLACES[q];
    correlations[place] = correlations[4 * (place & 3) + (place >> 2)] = rho[q];
  }
  const { values, vectors } = jacobi(correlations);
  let least = 1;
  for (let k = 0; k < 4; k++) {
    values[k] = Math.max(0, values[k]);
    least = Math.min(least, values[k]);
  }
  const { factors, gaps, complements, weights } = ruleOf(least, fewer);
  let total = 0;
  for (let j = 0; j < factors.length; j++) {
    invert(factors[j], gaps[j], values, vectors);
    let slope = 0;
    for (let q = 0; q < 6; q++) slope += term(rho[q], complements[j], 5 - q);
    total += weights[j] * slope;
  }
  invert(1, LEAST_GAP, values, vectors);
  for (let q = 0; q < 6; q++) quadrants[q] = quadrant(q);
  return 0.0625 + total / TWO_PI;
}

/** Q = Σ_k v_k v_kᵀ/(1 − t + tμ_k), its upper triangle; `gap` is 1 − t. */
function invert(t: number, gap: number, values: Float64Array, vectors: Float64Array): void {
  const w0 = 1 / (gap + t * values[0]);
  const w1 = 1 / (gap + t * values[1]);
  const w2 = 1 / (gap + t * values[2]);
  const w3 = 1 / (gap + t * values[3]);
  for (let a = 0; a < 16; a += 4)
    for (let b = a; b < 16; b += 4)
      inverse[a + (b >> 2)] =
        w0 * vectors[a] * vectors[b] +
        w1 * vectors[a + 1] * vectors[b + 1] +
        (w2 * vectors[a + 2] * vectors[b + 2] + w3 * vectors[a + 3] * vectors[b + 3]);
}

/** P_cd of the pair number `pair`, from Q. */
function quadrant(pair: number): number {
  const place = PLACES[pair];
  const Q = inverse[place];
  const determinant = inverse[5 * (place >> 2)] * inverse[5 * (place & 3)] - Q * Q;
  return twoPositive(correlationAngle(-Q, determinant));
}

/** 2π ρ_ab φ_ab P_cd, `others` the pair cd. D = 1 − ρ² + ρ²(1 − t²) keeps its digits where ρ = ±1. */
function term(rho: number, complement: number, others: number): number {
  if (rho === 0) return 0;
  const D = Math.max(0, 1 - rho * rho) + rho * rho * complement;
  return (rho / Math.sqrt(D)) * quadrant(others);
}

function ruleOf(leastEigenvalue: number, fewer: number): ShrinkingRule {
  const kappa = Math.min(1, Math.max(LEAST_KAPPA, Math.sqrt(2 * leastEigenvalue)));
  const rung = Math.floor((2 * log(kappa)) / Math.LN2);
  const key = 1000 * fewer - rung;
  let rule = rules.get(key);
  if (rule === undefined) {
    rule = shrinkingRule(exp(0.5 * rung * Math.LN2), fewer);
    rules.set(key, rule);
  }
  return rule;
}

function shrinkingRule(kappa: number, fewer: number): ShrinkingRule {
  // asinh of π/(2κ)
  const q = Math.PI / (2 * kappa);
  const range = log(q + Math.sqrt(1 + q * q));
  const count = FEWEST_NODES + Math.ceil(NODES_PER_UNIT * range) - fewer;
  const { nodes, weights } = legendreRule(count);
  const rule = {
    factors: new Float64Array(count),
    gaps: new Float64Array(count),
    complements: new Float64Array(count),
    weights: new Float64Array(count),
  };
  for (let j = 0; j < count; j++) {
    const up = exp(0.5 * range * (1 + nodes[j]));
    const theta = 0.5 * kappa * (up - 1 / up);
    const half = sin(0.5 * theta);
    const whole = sin(theta);
    rule.factors[j] = cos(theta);
    rule.gaps[j] = 2 * half * half;
    rule.complements[j] = whole * whole;
    rule.weights[j] = weights[j] * range * 0.5 * kappa * (up + 1 / up) * whole;
  }
  return rule;
}
