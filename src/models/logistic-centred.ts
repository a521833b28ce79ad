/**
 * The logistic model in the fields (e, y) = (x − y, y) ~ N(0, C), C = [[D, f], [f, c]] (centred.ts), in forms that keep
 * their relative digits as e → 0. s is the sigmoid, m(v) = E s'(√v z), a = Var x = D + 2f + c, so that a − c = D + 2f.
 *
 *   g  = s(y + e) − s(y) = expm1(e) s(y) s(−x)  (soft)   or   s(x) − label  (hard)
 *   G′ = [m(a); m(a) − m(c)]
 *   h − h* = E softplus(x) − E softplus(y) − f m(c) = ½ D m(c) + ½ ∫_c^a (a − v) m'(v) dv
 *   I  = E (s(y + e) − s(y))²  (soft)      and  + m(c)  (hard)
 *
 * The second form of the excess comes of ∂/∂a E softplus(√a z) = ½ m(a) and one integration by parts.
 *
 * For numbers u ≥ l ≥ 0, d = u − l, P = expm1(−l), E = expm1(−d), q = e^(−l) = 1 + P and r = e^(−u) = q + qE, no
 * term cancels in
 *
 *   s(u) − s(l)   = −qE / ((1 + q)(1 + r))
 *   s'(u) − s'(l) = (s(u) − s(l)) (1 − s(u) − s(l)),      1 − s(u) − s(l) = ½ [P/(1 + q) + (P + qE)/(1 + r)]
 *   log cosh(u/2) − log cosh(l/2) = ½ log1p(−expm1(d) expm1(−(u + l)) / (1 + q)²) = d/2 + log1p(qE/(1 + q))
 *
 * (the last of its forms once d > 1), nor in s''(u) = r expm1(−u)/(1 + r)³, whose sign is that of −u.
 */
import { exp, expm1, log1p, sigmoid } from "../../sde/kernels/index.js";
import { type GaussianRule, stretchedRule, uniformRule } from "../gaussian/index.js";
import { legendreNodes, legendreWeights } from "./legendre.js";
import { meanSlope, meanSoftplus, meanSquaredDifference } from "./logistic-moments.js";
import type { CentredForms } from "./model.js";

/** Up to this D the second moment is integrated in e; beyond it s(x) − s(y) does not cancel. */
const LARGEST_ERROR = 1;

/**
 * Up to this |a − c|/c the excess risk is integrated from c to a; beyond it the difference loses no digits. m is analytic
 * off v ≤ 0, so on an interval of this relative length the error of 7 nodes is below (7 + √48)^(−14) ≈ 10⁻¹⁶.
 */
const NEAR = 0.25;

const innerFactors = new Float64Array(1024);

/** The centred forms of the logistic model with hard or soft labels. */
export function logisticCentredForms(hard: boolean): CentredForms {
  return {
    residual: false,
    direction: hard ? hardDirection : softDirection,
    risk,
    excessRisk,
    gradient,
    directionSecondMoment: hard ? hardSecondMoment : softSecondMoment,
  };
}

/** expm1(e) s(y) s(−x) or, the same, −expm1(−e) s(x) s(−y): the one whose exponential is at most 1. */
function softDirection(fields: Float64Array, _noise: Float64Array, out: Float64Array): void {
  const e = fields[0];
  const y = fields[1];
  out[0] = e > 0 ? -expm1(-e) * sigmoid(y + e) * sigmoid(-y) : expm1(e) * sigmoid(y) * sigmoid(-(y + e));
}

function hardDirection(fields: Float64Array, noise: Float64Array, out: Float64Array): void {
  const x = fields[0] + fields[1];
  out[0] = noise[0] < sigmoid(fields[1]) ? -sigmoid(-x) : sigmoid(x);
}

/** a = Var x, which rounding may have taken below zero at X = 0. */
function studentVariance(C: Float64Array): number {
  return Math.max(0, C[0] + 2 * C[1] + C[3]);
}

/** h itself stays away from zero as e → 0, and its ordinary form keeps the digits it has. */
function risk(C: Float64Array): number {
  return meanSoftplus(studentVariance(C)) - (C[1] + C[3]) * meanSlope(C[3]);
}

/** √a − √c, from a − c = D + 2f. */
function widthDifference(C: Float64Array, a: number): number {
  const total = Math.sqrt(a) + Math.sqrt(C[3]);
  return total > 0 ? (C[0] + 2 * C[1]) / total : 0;
}

/** m(a) and m(a) − m(c) in one pass: u the wider of the two fields, l the narrower. */
function gradient(C: Float64Array, out: Float64Array): void {
  const a = studentVariance(C);
  const larger = Math.max(a, C[3]);
  if (!(larger < Infinity)) {
    out.fill(Number.NaN, 0, 2);
    return;
  }
  const difference = widthDifference(C, a);
  const narrow = Math.sqrt(Math.min(a, C[3]));
  const gap = Math.abs(difference);
  const { middle, nodes, weights } = stretchedRule(Math.sqrt(larger));
  let narrowSlope = 0.125 * weights[middle];
  let wideSlope = narrowSlope;
  let wideExcess = 0;
  for (let j = middle + 1; j < nodes.length; j++) {
    const P = expm1(-narrow * nodes[j]);
    const q = 1 + P;
    const qE = q * expm1(-gap * nodes[j]);
    const atNarrow = 1 / (1 + q);
    const atWide = 1 / (1 + q + qE);
    narrowSlope += weights[j] * q * atNarrow * atNarrow;
    wideSlope += weights[j] * (q + qE) * atWide * atWide;
    wideExcess -= weights[j] * qE * atNarrow * atWide * (P * atNarrow + (P + qE) * atWide);
  }
  // wideExcess lacks the ½ of 1 − s(u) − s(l), which the two halves of the rule make up for.
  out[0] = 2 * (difference < 0 ? narrowSlope : wideSlope);
  out[1] = difference < 0 ? -wideExcess : wideExcess;
}

function excessRisk(C: Float64Array): number {
  const [D, f, , c] = C;
  const a = studentVariance(C);
  const larger = Math.max(a, c);
  if (!(larger < Infinity)) return Number.NaN;
  const rule = stretchedRule(Math.sqrt(larger));
  const distance = D + 2 * f;
  if (!(Math.abs(distance) <= NEAR * c)) {
    return meanLogCoshDifference(rule, Math.sqrt(Math.min(a, c)), widthDifference(C, a)) - f * meanSlope(c);
  }
  let integral = 0;
  if (distance !== 0)
    for (let k = 0; k < legendreNodes.length; k++) {
      const width = Math.sqrt(c + distance * legendreNodes[k]);
      integral += legendreWeights[k] * (1 - legendreNodes[k]) * slopeRate(rule, width);
    }
  return 0.5 * (D * meanSlope(c) + distance * distance * integral);
}

/** m'(v) = E z s''(√v z) / (2√v) at √v = width > 0. */
function slopeRate({ middle, nodes, weights }: GaussianRule, width: number): number {
  let total = 0;
  for (let j = middle + 1; j < nodes.length; j++) {
    const P = expm1(-width * nodes[j]);
    const s = 1 / (2 + P);
    total += weights[j] * nodes[j] * (1 + P) * P * s * s * s;
  }
  return total / width;
}

/** E softplus(√a z) − E softplus(√c z) = E log cosh(√a z/2) − E log cosh(√c z/2), from the narrower and √a − √c. */
function meanLogCoshDifference(
  { middle, nodes, weights }: GaussianRule,
  narrow: number,
  difference: number,
): number {
  const gap = Math.abs(difference);
  let total = 0;
  for (let j = middle + 1; j < nodes.length; j++) {
    const l = narrow * nodes[j];
    const d = gap * nodes[j];
    const q = exp(-l);
    const value =
      d > 1
        ? 0.5 * d + log1p((q * expm1(-d)) / (1 + q))
        : 0.5 * log1p((-expm1(d) * expm1(-(2 * l + d))) / ((1 + q) * (1 + q)));
    total += weights[j] * value;
  }
  return difference < 0 ? -2 * total : 2 * total;
}

/**
 * E (s(y + e) − s(y))², with y = √c z₁, e = βz₁ + γz₂, β = f/√c, γ = √(D − β²), two rules nested as in
 * logistic-moments.ts: q = e^(−y), expm1(−e) = A + B_j + A B_j, A = expm1(−βz₁), B_j = expm1(−γz_j) tabulated.
 */
function softSecondMoment(C: Float64Array, out: Float64Array): void {
  const [D, f, , c] = C;
  const a = studentVariance(C);
  out[0] = D <= LARGEST_ERROR ? meanSquareOfSmall(D, f, c, a) : meanSquaredDifference(a, f + c, c);
}

function hardSecondMoment(C: Float64Array, out: Float64Array): void {
  softSecondMoment(C, out);
  out[0] += meanSlope(C[3]);
}

function meanSquareOfSmall(D: number, f: number, c: number, a: number): number {
  const larger = Math.max(a, c);
  if (!(larger < Infinity)) return Number.NaN;
  const alpha = Math.sqrt(c);
  const beta = alpha > 0 ? f / alpha : 0;
  const gamma = Math.sqrt(Math.max(0, D - beta * beta));
  const inner = uniformRule(gamma);
  const count = inner.nodes.length;
  for (let j = 0; j < count; j++) innerFactors[j] = expm1(-gamma * inner.nodes[j]);
  const { middle, nodes, weights } = stretchedRule(Math.sqrt(larger));
  let total = 0.5 * weights[middle] * innerMean(1, 0, count, innerFactors, inner.weights);
  for (let i = middle + 1; i < nodes.length; i++) {
    const q = exp(-alpha * nodes[i]);
    total += weights[i] * innerMean(q, expm1(-beta * nodes[i]), count, innerFactors, inner.weights);
  }
  return 2 * total;
}

/** Σ_j w_j (qE_j / ((1 + q)(1 + q + qE_j)))², E_j = A + B_j + A B_j. */
function innerMean(
  q: number,
  A: number,
  count: number,
  factors: Float64Array,
  weights: Float64Array,
): number {
  let sum = 0;
  for (let j = 0; j < count; j++) {
    const E = A + factors[j] + A * factors[j];
    const ratio = E / (1 + q + q * E);
    sum += weights[j] * ratio * ratio;
  }
  const outer = q / (1 + q);
  return outer * outer * sum;
}
