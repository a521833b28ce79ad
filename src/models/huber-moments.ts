/**
 * Expectations of a residual r ~ N(0, S²) clipped at ±κ (THEORY §13). With u = κ/S, P = P(|r| < κ) = erf(u/√2), φ the
 * standard normal density:
 *
 *   clippedSlope         = E 1{|r| < κ}        = P
 *   clippedSecondMoment  = E min(|r|, κ)²      = S²(P − 2uφ(u)) + κ²(1 − P)
 *   huberRisk            = E min(r²/2, κ|r| − κ²/2) = ½S²P + κSφ(u) − ½κ²(1 − P)
 *   huberExcess          = huberRisk at S² = σ² + D less that at σ = ½ ∫_{σ²}^{σ²+D} P(κ/√v) dv
 *
 * For a wide residual, u < 1, P − 2uφ = ∫_{−u}^{u} z²φ cancels and its series of positive terms is summed instead,
 *
 *   P − 2uφ(u) = 2φ(u)(u³/3 + u⁵/15 + u⁷/105 + …) = (2φ(u)u³/3)(1 + (u²/5)(1 + (u²/7)(1 + …)))
 */
import { erf, exp } from "../../sde/kernels/index.js";
import type { ClippedForms } from "./clip.js";
import { legendreNodes, legendreWeights } from "./legendre.js";

const NORMAL_DENSITY_AT_ZERO = 0.3989422804014327;
const TERMS = 12;

/** Up to this D/σ² the excess is integrated in v; beyond it the difference loses no digits. */
const NEAR = 0.25;

const density = (u: number): number => NORMAL_DENSITY_AT_ZERO * exp(-0.5 * u * u);

/** P(|r| < κ), κ > 0; 1 at S = 0. */
export const clippedSlope = (kappa: number, S: number): number => erf((kappa / S) * Math.SQRT1_2);

/** E min(|r|, κ)². */
export function clippedSecondMoment(kappa: number, S: number): number {
  const u = kappa / S;
  const outside = kappa * kappa * (1 - clippedSlope(kappa, S));
  if (!(u < 1)) return S * (S * clippedSlope(kappa, S) - 2 * kappa * density(u)) + outside;
  let sum = 1;
  for (let n = TERMS; n >= 1; n--) sum = 1 + ((u * u) / (2 * n + 3)) * sum;
  return (2 / 3) * kappa * kappa * u * density(u) * sum + outside;
}

/** E of Huber's loss: r²/2 up to κ, κ|r| − κ²/2 beyond. */
export function huberRisk(kappa: number, S: number): number {
  const P = clippedSlope(kappa, S);
  return 0.5 * S * S * P + kappa * S * density(kappa / S) - 0.5 * kappa * kappa * (1 - P);
}

/** huberRisk at S² = σ² + D less that at S = σ, D ≥ 0. */
export function huberExcess(kappa: number, D: number, sigma: number): number {
  const variance = sigma * sigma;
  if (!(D <= NEAR * variance)) return huberRisk(kappa, Math.sqrt(variance + D)) - huberRisk(kappa, sigma);
  let mean = 0;
  for (let k = 0; k < legendreNodes.length; k++)
    mean += legendreWeights[k] * clippedSlope(kappa, Math.sqrt(variance + D * legendreNodes[k]));
  return 0.5 * D * mean;
}

/** G′ and I of the residual e − ε clipped at ±κ, Var ε = σ² (clip.ts): functions of D = Var e alone. */
export function clippedResidualForms(kappa: number, sigma: number): ClippedForms {
  const widthAt = (C: Float64Array): number => Math.sqrt(Math.max(0, C[0]) + sigma * sigma);
  return {
    gradient(C, out) {
      out[0] = clippedSlope(kappa, widthAt(C));
      out[1] = 0;
    },
    directionSecondMoment(C, out) {
      out[0] = clippedSecondMoment(kappa, widthAt(C));
    },
  };
}
