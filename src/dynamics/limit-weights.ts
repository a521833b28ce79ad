/**
 * The weights q(λ_j) of a quadratic statistic, Σ_j q(λ_j) v_j. At d = ∞ it is an integral, which an infinite target makes
 * infinite unless q vanishes fast enough:
 *
 *   ∫ q(λ) λ^(−s) dμ < ∞      iff   p − s − b > −1,      q ~ λ^p and dμ ~ λ^(−b) dλ as λ → 0
 *
 * A sum over nodes would be some large number in its place. The weights are NaN then, and so is the statistic.
 */
import { log } from "../../sde/kernels/index.js";
import { hasMoment, type Spectrum } from "../spectrum/index.js";
import { spectralWeights } from "./statistics.js";

/** @param exponent s */
export function limitWeights(
  q: (lambda: number) => number,
  spectrum: Spectrum,
  exponent: number,
): Float64Array {
  const weights = spectralWeights(q, spectrum.atomEigenvalues);
  const finite = spectrum.edge === undefined || hasMoment(spectrum, powerAt(weights, spectrum) - exponent);
  return finite ? weights : weights.fill(Number.NaN);
}

/** p, read off the two lowest nodes. */
function powerAt(weights: Float64Array, { atomEigenvalues: lambda }: Spectrum): number {
  const [low, next] = [Math.abs(weights[0]), Math.abs(weights[1])];
  // One node alone, or a q that vanishes next to 0, tells of no power.
  if (!(low > 0 && next > 0)) return Number.POSITIVE_INFINITY;
  return log(next / low) / log(lambda[1] / lambda[0]);
}
