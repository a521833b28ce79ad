/**
 * How fast least squares comes to its floor at a constant rate γ: |R − R_∞| ~ e^{−ρt}, ρ the smallest root of
 *
 *     1 = γ² Σ_j w_j λ_j²/(2γλ_j − ρ)
 *
 * (the Laplace transform of the Volterra kernel, THEORY §6). Atoms put a pole at 2γλ_min, so that below it there is one
 * root, above 0 as long as γ < 2/τ.
 */
import type { Spectrum } from "../spectrum/index.js";
import { increasingRoot } from "./root.js";

/** @param rate γ in (0, 2/τ) */
export function decayRate(
  { atomEigenvalues: lambda, atomTraces, smallestPositive }: Spectrum,
  rate: number,
): number {
  const excess = (rho: number): number => {
    let sum = 0;
    for (let j = 0; j < lambda.length; j++)
      if (lambda[j] > 0) sum += (atomTraces[j] * lambda[j]) / (2 * rate * lambda[j] - rho);
    return rate * rate * sum - 1;
  };
  return increasingRoot(excess, 0, 2 * rate * smallestPositive);
}
