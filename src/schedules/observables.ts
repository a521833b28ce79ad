/**
 * What an adaptive learning rate may look at: quantities of the current iterate that are deterministic in the limit
 * (THEORY §5). They are computed where they are read, and only there.
 *
 * | name              | value                                                        |
 * |-------------------|--------------------------------------------------------------|
 * | risk              | R(X), without the ridge term                                 |
 * | excessRisk        | R(X) less the best attainable                                |
 * | distance          | ‖X − X*‖², of the nearer of ±X* where the model cannot tell them apart |
 * | norm              | ‖X‖²                                                         |
 * | gradientNorm      | ‖∇R(X)‖²                                                     |
 * | slope             | ⟨∇R, E a gᵀ⟩: ‖∇R‖² where g = ∇ₓf                            |
 * | directionNorm     | tr I = E‖g‖², so that a sample's gradient has E‖∇Ψ‖²/d → τ tr I |
 * | descent           | ⟨X − X*, E a gᵀ⟩: ⟨X − X*, ∇R⟩ where g = ∇ₓf                 |
 * | curvature         | tr(H_xx I), H the G of the risk itself: what the noise of a step costs in risk |
 * | trace             | τ = tr K / d                                                 |
 * | traceSquare       | τ₂ = tr K² / d                                               |
 *
 * A quantity that is not defined for the problem (a distance without a matching teacher) is NaN.
 */
export interface Observables {
  readonly risk: number;
  readonly excessRisk: number;
  readonly distance: number;
  readonly norm: number;
  readonly gradientNorm: number;
  readonly slope: number;
  readonly directionNorm: number;
  readonly descent: number;
  readonly curvature: number;
  readonly trace: number;
  readonly traceSquare: number;
}

/** Their names, as formulas and error messages list them. */
export const observableNames = [
  "risk",
  "excessRisk",
  "distance",
  "norm",
  "gradientNorm",
  "slope",
  "directionNorm",
  "descent",
  "curvature",
  "trace",
  "traceSquare",
] as const satisfies readonly (keyof Observables)[];

/** What a run shows its schedule: the observables, and how far it has been from its start. */
export interface RunObservables extends Observables {
  /** max_{s ≤ t} ‖X_s − X_0‖². Asked for only by a schedule that is `fromStart`. */
  readonly farthest: number;
}

/** For a rate that looks at nothing. */
export const unseen: RunObservables = Object.freeze({
  risk: Number.NaN,
  excessRisk: Number.NaN,
  distance: Number.NaN,
  norm: Number.NaN,
  gradientNorm: Number.NaN,
  slope: Number.NaN,
  directionNorm: Number.NaN,
  descent: Number.NaN,
  curvature: Number.NaN,
  trace: Number.NaN,
  traceSquare: Number.NaN,
  farthest: Number.NaN,
});
