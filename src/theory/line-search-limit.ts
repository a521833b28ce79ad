/**
 * Where exact line search (times a factor f) settles on least squares without noise. With x_j = λ_j D_j, D_j atom j's
 * share of ‖X − X*‖², S = Σ x_j = 2R, p_j = x_j/S and τ₂ = Σ w_j λ_j², the rate and the ODE are
 *
 *     γ = f Σ_j λ_j p_j/τ₂,      x_j' = −2γλ_j x_j + γ² w_j λ_j² S
 *
 * so that S'/S = −2γ Σ λ_j p_j + γ²τ₂ = −ρ with ρ = c τ₂ γ², c = 2/f − 1, and the directions p stand still where
 *
 *     p_j (2γλ_j − ρ) = γ² w_j λ_j²
 *
 * Their sum is 1, which leaves one equation for the rate,
 *
 *     γ Σ_j w_j λ_j²/(2λ_j − c τ₂ γ) = 1,      0 < γ < 2λ_min/(c τ₂)
 *
 * whose left side rises from 0 to infinity: it has one root for any atoms and weights and f < 2. (It is the equation of
 * decay-rate.ts, ρ = c τ₂ γ² being the rate at which the risk then falls.) For f = 1 and two eigenvalues of equal weight
 * it is a quadratic, and
 *
 *     γ = [A − √(A² − 8 λ₁λ₂ Q²)]/Q²,      A = (λ₁ + λ₂)(λ₁² + λ₁λ₂ + λ₂²),   Q = λ₁² + λ₂²
 *
 * HL bound it by λ_min/τ₂ ≤ γ ≤ 2λ_min/τ₂: 1/τ where λ₁ = λ₂.
 */
import type { Spectrum } from "../spectrum/index.js";
import { increasingRoot } from "./root.js";

/** @param factor f in (0, 2) */
export function lineSearchLimit(
  { atomEigenvalues: lambda, atomTraces, squaredTraceOverDimension, smallestPositive }: Spectrum,
  factor: number,
): number {
  const slowed = (2 / factor - 1) * squaredTraceOverDimension;
  const excess = (rate: number): number => {
    let sum = 0;
    for (let j = 0; j < lambda.length; j++)
      if (lambda[j] > 0) sum += (atomTraces[j] * lambda[j]) / (2 * lambda[j] - slowed * rate);
    return rate * sum - 1;
  };
  return increasingRoot(excess, 0, (2 * smallestPositive) / slowed);
}
