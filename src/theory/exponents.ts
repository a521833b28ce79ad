/**
 * Powers of t at late times, R ~ t^`risk` and γ ~ t^`learningRate`, for a density ~ λ^(−β) next to 0 and a source
 * ⟨X_0 − X*, ω⟩² ∝ λ^(−s), without noise (THEORY §6; HL). With γ → const < 2/τ the forcing F falls like t^(β+s−2) and the
 * kernel like t^(β−3), and the slower one is seen:
 *
 *     R ~ t^(max(β+s−2, β−3))
 *
 * AdaGrad-Norm's rate has a limit for β + s < 1; for 1 < β + s < 2, where ‖X_0 − X*‖² is infinite,
 *
 *     γ ~ t^(1/(β+s) − 1),      R ~ t^(1 − 2/(β+s))
 */
import type { InitialData, Problem } from "../problem/index.js";
import type { LimitRate } from "./limit-rate.js";
import type { QuadraticProblem } from "./quadratic-problem.js";

export interface Exponents {
  readonly risk: number;
  readonly learningRate: number;
}

/** The exponents, or in a clause why there are none. */
export function exponents(
  { description, dimension }: Problem,
  quadratic: QuadraticProblem,
  limit: LimitRate,
  kind: string,
): Exponents | string {
  const { covariance, target, initial } = description;
  if (dimension < Number.POSITIVE_INFINITY || covariance.kind !== "power-density")
    return "powers of t are those of a power-density at dimension infinity";
  if (!quadratic.noiseless || quadratic.ridge > 0)
    return "noise or a ridge leaves a risk, to which the powers come down";
  const source = Math.max(growth(target), growth(initial));
  if (!Number.isFinite(source)) return "the source X_0 − X* follows no power of the eigenvalue";
  const { beta } = covariance;
  if (limit.kind === "settles") {
    if (!(limit.rate > 0)) return "the rate comes down to 0";
    return limit.rate < 2 / quadratic.feedback
      ? { risk: Math.max(beta + source - 2, beta - 3), learningRate: 0 }
      : "the rate is not below the stability threshold";
  }
  const sum = beta + source;
  if (kind === "adagrad-norm" && sum > 1) return { risk: 1 - 2 / sum, learningRate: 1 / sum - 1 };
  return kind === "adagrad-norm"
    ? "at β + s = 1 logarithms stand beside the powers"
    : "known where the rate has a limit above 0, and for adagrad-norm";
}

/** s; −∞ of what is zero, NaN of what follows no power. */
function growth(data: InitialData | undefined): number {
  switch (data?.kind) {
    case "zero":
      return Number.NEGATIVE_INFINITY;
    case "gaussian":
      return data.norm === 0 ? Number.NEGATIVE_INFINITY : 0;
    case "power":
      return data.scale === 0 || data.norm === 0 ? Number.NEGATIVE_INFINITY : data.exponent;
    default:
      return Number.NaN;
  }
}
