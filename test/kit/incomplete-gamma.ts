const LARGE = 60;

/**
 * ∫₀¹ λ^(c−1) e^(−xλ) dλ = γ(c, x)/x^c, c > 0: e^(−x) Σ_n xⁿ/(c(c+1)…(c+n)), all terms positive; beyond x = 60, where
 * what is left of Γ(c) is below 10⁻²⁵ of it, it goes on as x^(−c).
 */
export function powerTimesExponential(c: number, x: number): number {
  if (x > LARGE) return powerTimesExponential(c, LARGE) * (LARGE / x) ** c;
  let term = 1 / c;
  let total = term;
  for (let n = 1; term > 1e-18 * total; n++) {
    term *= x / (c + n);
    total += term;
  }
  return Math.exp(-x) * total;
}
