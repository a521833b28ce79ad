/**
 * When a run has diverged: its risk is not finite, or exceeds
 *
 *     divergence × R(X₀),      and divergence × R(0) where X₀ has no risk to multiply
 *
 * (a start on the optimum, without label noise, from which a ridge may well pull away). A risk counts as none within
 * what rounding makes of it, which goes by the square of the rounding of X₀. Where R(0) is none either, or negative as
 * that of a loss of one's own may be, there is no such limit.
 */
import { centredModel } from "../models/index.js";
import type { Setup } from "./setup.js";

const roundingOfRisk = 1e-28;

/**
 * The risk beyond which a run has diverged.
 *
 * @param state W = [E₀ | X*] as in a setup, in whichever basis `riskAt` measures
 * @param riskAt the risk at E: d×ℓ numbers, column after column
 */
export function divergenceLimit(
  { problem, divergence }: Pick<Setup, "problem" | "divergence">,
  state: Float64Array,
  riskAt: (E: Float64Array) => number,
): number {
  const { outputs, matched } = centredModel(problem.model);
  const size = problem.dimension * outputs;
  const initial = riskAt(state.subarray(0, size));
  // E at X = 0.
  const origin = new Float64Array(size);
  if (matched) for (let i = 0; i < size; i++) origin[i] = -state[size + i];
  const atOrigin = riskAt(origin);
  const own = initial > roundingOfRisk * Math.abs(atOrigin) ? initial : atOrigin;
  return own > 0 ? divergence * own : Number.POSITIVE_INFINITY;
}
