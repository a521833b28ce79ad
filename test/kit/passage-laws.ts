/** Laws of first passage times in closed form. */
import { erf, exp } from "../../sde/kernels/index.js";

export const normalCdf = (x: number): number => 0.5 * (1 + erf(x / Math.SQRT2));

/**
 * P(τ ≤ t) for the first passage of μt + σW at a level b > 0, μ ≥ 0: inverse Gaussian, mean b/μ, shape b²/σ²
 * (Karatzas & Shreve 1991, eq. 3.5.12–13).
 */
export const levelPassageCdf =
  (b: number, mu: number, sigma: number) =>
  (t: number): number =>
    t <= 0
      ? 0
      : normalCdf((mu * t - b) / (sigma * Math.sqrt(t))) +
        exp((2 * mu * b) / (sigma * sigma)) * normalCdf((-mu * t - b) / (sigma * Math.sqrt(t)));

/** P(τ ≤ t) for the exit of σW, begun at 0, from (−L, L): 1 − (4/π) Σ (−1)^k/(2k+1) e^{−(2k+1)²π²σ²t/(8L²)}. */
export const exitCdf =
  (L: number, sigma: number) =>
  (t: number): number => {
    let survival = 0;
    // The series at small t needs more terms than it is worth: nothing has left yet.
    if (t * sigma * sigma < 0.01 * L * L) return 0;
    for (let k = 0; k < 60; k++)
      survival +=
        ((k % 2 === 0 ? 1 : -1) / (2 * k + 1)) *
        exp(-((2 * k + 1) ** 2 * Math.PI ** 2 * sigma ** 2 * t) / (8 * L * L));
    return Math.min(1, Math.max(0, 1 - (4 / Math.PI) * survival));
  };

/**
 * Mean exit time of dX = f dt + σ dW from (−L, L), begun at 0, for an odd f = −V′: (2/σ²) ∫₀ᴸ e^{2V(y)/σ²} ∫₀ʸ
 * e^{−2V(z)/σ²} dz dy (Gardiner, Handbook of Stochastic Methods, eq. 5.2.157), by the midpoint rule.
 */
export function meanExitTime(V: (x: number) => number, sigma: number, L: number): number {
  const count = 20_000;
  const h = L / count;
  const beta = 2 / (sigma * sigma);
  let inner = 0;
  let outer = 0;
  for (let i = 0; i < count; i++) {
    const y = (i + 0.5) * h;
    const weight = exp(-beta * V(y));
    outer += exp(beta * V(y)) * (inner + 0.5 * h * weight) * h;
    inner += h * weight;
  }
  return beta * outer;
}
