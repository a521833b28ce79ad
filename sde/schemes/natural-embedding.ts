/**
 * The error estimate that schemes of strong order 1.5 carry within them (Rackauckas & Nie, Adaptive methods for
 * stochastic differential equations via natural embeddings and rejection sampling with memory, Discrete Contin. Dyn.
 * Syst. B 22, 2017, §3): without the terms that make the order 1.5 a scheme of lower order is left, and those terms
 * are the estimate,
 *
 *     E_D = h Σ_i (α_i − δ_i1) f(t + c⁰_i h, H⁰_i)      E_N = Σ_i (β³_i I₁₀/h + β⁴_i I₁₁₁/h) g(t + c¹_i h, H¹_i)
 *
 * (additive noise: E_N = Σ_i β²_i I₁₀/h g). Both are of order h^1.5. The paper weighs E_D by a free δ and leaves open its
 * signs; here it is the scheme's own drift less Euler's, weight 1.
 */

/** √(Σ_i ((|E_D| + |E_N|)_i / scale_i)² / d), `error` being the sum of the two. */
export function embeddedNorm(d: number, error: Float64Array, scale: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < d; i++) squares += (error[i] / scale[i]) * (error[i] / scale[i]);
  return Math.sqrt(squares / d);
}
