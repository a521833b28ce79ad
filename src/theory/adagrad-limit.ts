/**
 * Where AdaGrad-Norm settles on least squares (HL; THEORY §6). Without noise b² gains 2τR an instant while
 *
 *     d/dt ‖X − X*‖² = −4γR + 2γ²τR,      γ = η/b
 *
 * and with (b²)' = 2bb' = 2τR both sides are functions of b: the limit b_∞ is the root above b of
 *
 *     (4η/τ)(b_∞ − b) − 2η² ln(b_∞/b) = ‖X_0 − X*‖²      (in the range of K)
 *
 * the same as −k W_{−1}(−e^{−c/k}/k), k = ητ/2, c = b − k ln b + τ‖X_0 − X*‖²/(4η). Where a risk R_∞ > 0 is left, b²
 * grows like 2τR_∞t, and the rate falls for ever: γ ~ η/√(2τR_∞ t), which is η/(σ√(τt)) of one output.
 */
import { log } from "../../sde/kernels/index.js";
import { boundAbove, increasingRoot } from "./root.js";

/** η/b_∞ */
export function adagradLimit(
  { eta, b }: { readonly eta: number; readonly b: number },
  trace: number,
  distance: number,
): number {
  if (!(distance > 0)) return eta / b;
  const short = (end: number): number =>
    ((4 * eta) / trace) * (end - b) - 2 * eta * eta * log(end / b) - distance;
  // Up to ητ/2 it falls, from there on it rises.
  const from = Math.max(b, (eta * trace) / 2);
  return eta / increasingRoot(short, from, boundAbove(short, from));
}

/** The factor of t^(−½) where a risk is left. */
export const adagradFactor = (eta: number, trace: number, risk: number): number =>
  eta / Math.sqrt(2 * trace * risk);
