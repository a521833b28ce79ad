/**
 * Coefficients of stochastic Runge–Kutta methods of strong order 1.5 (Rößler, Runge–Kutta methods for the strong
 * approximation of solutions of stochastic differential equations, SIAM J. Numer. Anal. 48, 2010: SRI schemes §6.1,
 * SRA schemes §6.2), in his notation: stage i has
 *
 *     H⁰_i = X + Σ_j A⁰_ij f(t + c⁰_j h, H⁰_j) h + Σ_j B⁰_ij g(t + c¹_j h, H¹_j) I₁₀/h
 *     H¹_i = X + Σ_j A¹_ij f(t + c⁰_j h, H⁰_j) h + Σ_j B¹_ij g(t + c¹_j h, H¹_j) √h
 *     X⁺   = X + Σ_i α_i f(t + c⁰_i h, H⁰_i) h
 *              + Σ_i (β¹_i ΔW + β²_i I₁₁/√h + β³_i I₁₀/h + β⁴_i I₁₁₁/h) g(t + c¹_i h, H¹_i)
 *
 * with I₁₁ = (ΔW² − h)/2, I₁₀ = ∫(W_s − W_t)ds, I₁₁₁ = (ΔW³ − 3hΔW)/6. For additive noise H¹ does not matter and
 * X⁺ = X + Σ α_i f h + Σ (β¹_i ΔW + β²_i I₁₀/h) g(t + c¹_i h). The order conditions are checked in the test.
 */

/** Strictly lower triangular, one row per stage. */
export type Triangle = readonly (readonly number[])[];

export const sra1Tableau = {
  c0: [0, 3 / 4],
  c1: [1, 0],
  A0: [
    [0, 0],
    [3 / 4, 0],
  ],
  B0: [
    [0, 0],
    [3 / 2, 0],
  ],
  alpha: [1 / 3, 2 / 3],
  beta1: [1, 0],
  beta2: [-1, 1],
} as const;

export const sriw1Tableau = {
  c0: [0, 3 / 4, 0, 0],
  c1: [0, 1 / 4, 1, 1 / 4],
  A0: [
    [0, 0, 0, 0],
    [3 / 4, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ],
  B0: [
    [0, 0, 0, 0],
    [3 / 2, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ],
  A1: [
    [0, 0, 0, 0],
    [1 / 4, 0, 0, 0],
    [1, 0, 0, 0],
    [0, 0, 1 / 4, 0],
  ],
  B1: [
    [0, 0, 0, 0],
    [1 / 2, 0, 0, 0],
    [-1, 0, 0, 0],
    [-5, 3, 1 / 2, 0],
  ],
  alpha: [1 / 3, 2 / 3, 0, 0],
  beta1: [-1, 4 / 3, 2 / 3, 0],
  beta2: [-1, 4 / 3, -1 / 3, 0],
  beta3: [2, -4 / 3, -2 / 3, 0],
  beta4: [-2, 5 / 3, -2 / 3, 1],
} as const;
