/**
 * What a model must give (THEORY §2; HD §1). With W = [X | X*] of m = ℓ + ℓ* columns, a sample a ~ N(0, K) is
 * seen only through its fields r = Wᵀa = (x, y) ~ N(0, B), B = WᵀKW.
 *
 * | symbol | here                    | shape | meaning                                            |
 * |--------|-------------------------|-------|----------------------------------------------------|
 * | f      | `loss`                  |       | sample loss f(x, y; ε)                             |
 * | g      | `direction`             | ℓ     | update direction, normally ∇ₓf                     |
 * | h      | `risk`                  |       | E f                                                |
 * | G      | `gradient`              | m×ℓ   | ∇R = K W G, G[p, i] = E ∂g_i/∂r_p                  |
 * | I      | `directionSecondMoment` | ℓ×ℓ   | E g gᵀ                                             |
 *
 * Matrices are stored row by row, student fields before teacher fields.
 */
export interface Model {
  readonly kind: string;
  /** ℓ, columns of X. */
  readonly outputs: number;
  /** ℓ*, columns of X*. */
  readonly teacherOutputs: number;
  /** Standard draws one sample needs besides a: that many N(0, 1) first, then that many U[0, 1). */
  readonly sampleNoise: { readonly normals: number; readonly uniforms: number };
  /**
   * Whether f(−x, y) = f(x, y) = f(x, −y): X and −X are then one student, whose distance is that from the nearer of
   * X* and −X*.
   */
  readonly even?: boolean;
  /** Whether g = 0 wherever x = 0, so that X = 0 never moves. */
  readonly restsAtZero?: boolean;
  loss(fields: Float64Array, noise: Float64Array): number;
  direction(fields: Float64Array, noise: Float64Array, out: Float64Array): void;
  risk(B: Float64Array): number;
  gradient(B: Float64Array, out: Float64Array): void;
  /** H, ∇R = K W H, where g is not ∇ₓf and G not the gradient of h (clip.ts). */
  readonly riskGradient?: (B: Float64Array, out: Float64Array) => void;
  directionSecondMoment(B: Float64Array, out: Float64Array): void;
  /** Least attainable risk given the teacher block of B; null where it is unknown. */
  bestRisk(B: Float64Array): number | null;
  /** Estimated error of h, G and I, each relative to its largest entry, where they are by quadrature. */
  quadratureError?(B: Float64Array): number;
  /** Refuses a B at which h, G or I do not exist; only where a user's own loss may have none. */
  readonly requireMeans?: (B: Float64Array) => void;
  /** The same functions of x − y and y, in forms that keep their digits as X → X*; only where ℓ = ℓ*. */
  readonly centred?: CentredForms;
}

/** A model's functions in the fields (e, y) = (x − y, y), C and G′ in the places of B and G (see centred.ts). */
export interface CentredForms {
  /** Whether all of them depend on e alone, so that G′'s lower block is zero and no field y is asked for. */
  readonly residual: boolean;
  direction(fields: Float64Array, noise: Float64Array, out: Float64Array): void;
  risk(C: Float64Array): number;
  /** Risk above the best attainable; null where that is unknown. */
  excessRisk(C: Float64Array): number | null;
  gradient(C: Float64Array, out: Float64Array): void;
  /** H′ in the place of G′, where g is not ∇ₓf. */
  readonly riskGradient?: (C: Float64Array, out: Float64Array) => void;
  directionSecondMoment(C: Float64Array, out: Float64Array): void;
}
