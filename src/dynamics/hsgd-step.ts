/**
 * The step of HSGD (CONTRACT `hsgd.step`): auto = min(0.01, 0.1 / sup_t γ_t λ_max ‖G_xx‖, 0.25/√d), the sup read
 * off the ODE while it is below the divergence limit. Euler's method is unstable beyond
 * h · sup γ(λ_max ‖G_xx‖ + δ) = 2, so a given step beyond that is refused.
 */
import { InputError } from "../../estimators/index.js";
import type { OdeRun } from "./ode.js";
import type { Setup } from "./setup.js";

export function resolveStep({ problem, hsgd }: Setup, ode: OdeRun): number {
  const { stiffness, largestRate } = ode;
  if (hsgd.step === "auto")
    return Math.min(0.01, stiffness > 0 ? 0.1 / stiffness : 0.01, 0.25 / Math.sqrt(problem.dimension));
  if (!(hsgd.step > 0 && Number.isFinite(hsgd.step)))
    throw new InputError(`hsgd.step is ${hsgd.step}; it must be "auto" or a positive time`);
  const largest = 2 / (stiffness + largestRate * problem.ridge);
  if (hsgd.step > largest)
    throw new InputError(
      `hsgd.step is ${hsgd.step}, beyond which Euler-Maruyama is unstable here; it must be at most ${largest.toPrecision(4)}: lower it or use auto`,
    );
  return hsgd.step;
}
