/**
 * The inner expectation of the logistic model for a wide field,
 *
 *   E (p − s(μ + γz))² = ∫ (p − s(v))² φ((v − μ)/γ) dv/γ,   z ~ N(0, 1), γ above about 4,
 *
 * by the trapezoid rule in τ, v = π sinh τ: the transition of s at v = 0 is resolved by nodes that never move, so
 * s(v_j) is tabulated once, and the Gaussian, wide and within 7.5 of its own widths of the transition, is resolved
 * by the same nodes (spacing 0.08 in τ; relative error below 1e-12, THEORY §13). Where the transition lies
 * further out than that, s is 0 or 1 throughout.
 */
import { exp, log, sigmoid } from "../../sde/kernels/index.js";

const REACH = 7.5;
const SPACING = 0.08;
/** Enough for v up to 10¹⁵⁵, the largest width whose square is a number. */
const HALF = 4500;
const NORMAL_DENSITY_AT_ZERO = 0.3989422804014327;

interface Transition {
  /** v_j at index HALF + j */
  readonly positions: Float64Array;
  /** dv/dτ · spacing · φ(0) */
  readonly increments: Float64Array;
  /** s(v_j) */
  readonly values: Float64Array;
}

let table: Transition | undefined;

/**
 * E (p − s(μ + γz))².
 *
 * @param p a number in [0, 1]
 * @param mu μ, finite
 * @param gamma γ, finite and above about 4
 */
export function wideInnerMean(p: number, mu: number, gamma: number): number {
  const reach = REACH * gamma;
  if (Math.abs(mu) > reach) return mu > 0 ? (p - 1) * (p - 1) : p * p;
  table ??= tabulate();
  const { positions, increments, values } = table;
  // asinh x ≤ log(1 + 2x)
  const lowest = HALF - nodesUpTo(reach - mu);
  const highest = HALF + nodesUpTo(reach + mu);
  let sum = 0;
  for (let j = lowest; j <= highest; j++) {
    const z = (positions[j] - mu) / gamma;
    const difference = p - values[j];
    sum += increments[j] * exp(-0.5 * z * z) * difference * difference;
  }
  return sum / gamma;
}

function nodesUpTo(distance: number): number {
  return Math.min(HALF, Math.ceil(log(1 + (2 / Math.PI) * Math.max(0, distance)) / SPACING));
}

function tabulate(): Transition {
  const positions = new Float64Array(2 * HALF + 1);
  const increments = new Float64Array(2 * HALF + 1);
  const values = new Float64Array(2 * HALF + 1);
  for (let j = -HALF; j <= HALF; j++) {
    const up = exp(j * SPACING);
    const down = exp(-j * SPACING);
    positions[HALF + j] = 0.5 * Math.PI * (up - down);
    increments[HALF + j] = 0.5 * Math.PI * (up + down) * SPACING * NORMAL_DENSITY_AT_ZERO;
    values[HALF + j] = sigmoid(positions[HALF + j]);
  }
  return { positions, increments, values };
}
