/** What an activation φ brings to a committee (committee.ts), in closed form or by quadrature. */

/** What its forms are made for. */
export interface CommitteeWeights {
  /** ℓ */
  readonly outputs: number;
  /** e = (v, −A), m numbers. */
  readonly signs: Float64Array;
  /** σ² */
  readonly variance: number;
}

export interface CommitteeForms {
  /** φ(u) */
  value(u: number): number;
  /** φ'(u) */
  slope(u: number): number;
  /** E Δ₀² = Σ_pq e_p e_q E φ(r_p) φ(r_q) */
  errorMoment(B: Float64Array): number;
  gradient(B: Float64Array, out: Float64Array): void;
  directionSecondMoment(B: Float64Array, out: Float64Array): void;
  quadratureError?(B: Float64Array): number;
}
