/**
 * Exact line search on noiseless least squares with two eigenvalues λ₁ > λ₂ of weights w₁, w₂: where it settles.
 *
 * With s_j atom j's share of ‖X − X*‖², V = λ₁s₁ + λ₂s₂ and τ₂ = w₁λ₁² + w₂λ₂², the rate is γ = (λ₁²s₁ + λ₂²s₂)/(τ₂V) and
 * (log s_j)' = −2γλ_j + γ²λ_jw_jV/s_j. The quotient q = s₁/s₂ stands still where both logarithms fall alike:
 *
 *     λ₁²λ₂w₂ q² − (λ₁³w₁ − λ₂³w₂ − 2(λ₁ − λ₂)τ₂) q − λ₁λ₂²w₁ = 0
 *
 * which has one positive root, and q is drawn to it from anywhere.
 */
export interface TwoEigenvalues {
  readonly eigenvalues: readonly [larger: number, smaller: number];
  readonly weights: readonly [number, number];
}

export interface Settled {
  /** s₁/s₂ */
  readonly quotient: number;
  readonly rate: number;
}

export function settledLineSearch({ eigenvalues, weights }: TwoEigenvalues): Settled {
  const [a, b] = eigenvalues;
  const [v, w] = weights;
  const tau2 = v * a * a + w * b * b;
  const square = a * a * b * w;
  const linear = a ** 3 * v - b ** 3 * w - 2 * (a - b) * tau2;
  const quotient = (linear + Math.sqrt(linear * linear + 4 * square * a * b * b * v)) / (2 * square);
  return { quotient, rate: (a * a * quotient + b * b) / (tau2 * (a * quotient + b)) };
}
