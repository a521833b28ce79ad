/**
 * What the predictions for least squares know of a problem (THEORY §3, §6). From the Volterra equation
 *
 *     R(t) = F(Γ) + ∫₀ᵗ γ² k(Γ(t) − Γ(s)) R(s) ds,      k(u) = Σ_j w_j λ_j² e^{−2(λ_j + δ)u}
 *
 * at a constant rate γ the noise of the steps feeds back the part γ ∫₀^∞ k = γ τ_δ/2 of the risk, and
 *
 *     τ_δ = Σ_j w_j λ_j²/(λ_j + δ),      F(∞) = ℓσ²/2 + ½ Σ_j λ_j (δ/(λ_j + δ))² ‖X*_j‖²
 *
 * without a ridge τ_δ = τ and F(∞) = ℓσ²/2.
 */
import { atomStart, type Setup, teacherStart } from "../dynamics/index.js";
import { densityKinds, hasMoment, type Spectrum } from "../spectrum/index.js";

export interface QuadraticProblem {
  readonly spectrum: Spectrum;
  readonly ridge: number;
  /** τ_δ */
  readonly feedback: number;
  /** F(∞), the risk left where γ → 0 and gradient flow has come to its end. */
  readonly flowLimit: number;
  /** ‖X_0 − X*‖² in the range of K; Infinity where a limit's is. */
  readonly distance: number;
  /** Whether there is neither noise nor a ridge that keeps the risk from 0. */
  readonly noiseless: boolean;
  /** Whether the atoms are all the eigenvalues there are, and not the nodes that stand for a density. */
  readonly discrete: boolean;
}

/** @returns undefined for other models than least squares as it is */
export function quadraticProblem(setup: Setup): QuadraticProblem | undefined {
  const { spectrum, model, ridge, dimension } = setup.problem;
  if (model.kind !== "least-squares" || model.riskGradient !== undefined) return undefined;
  const { outputs, teacherOutputs } = model;
  const { layout, start, teacher, exponent } = atomStart(setup, outputs, teacherOutputs);
  const { atomEigenvalues: lambda, atomTraces } = spectrum;
  const m = outputs + teacherOutputs;
  let feedback = 0;
  let pulled = 0;
  let distance = 0;
  for (let j = 0; j < lambda.length; j++) {
    if (!(lambda[j] > 0)) continue;
    const speed = lambda[j] + ridge;
    feedback += (atomTraces[j] * lambda[j]) / speed;
    const share = ridge / speed;
    for (let i = 0; i < outputs; i++) {
      distance += start[layout.start(i, i) + j];
      pulled += lambda[j] * share * share * teacher[teacherStart(layout, outputs + i, outputs + i) + j];
    }
  }
  const flowLimit = model.bestRisk(new Float64Array(m * m))! + pulled / 2;
  return {
    spectrum,
    ridge,
    // The same sum without a ridge, whose digits a user can check.
    feedback: ridge > 0 ? feedback : spectrum.traceOverDimension,
    flowLimit,
    distance: hasMoment(spectrum, -exponent) ? distance : Number.POSITIVE_INFINITY,
    noiseless: flowLimit === 0,
    discrete: dimension < Number.POSITIVE_INFINITY || !densityKinds.some((kind) => kind === spectrum.kind),
  };
}
