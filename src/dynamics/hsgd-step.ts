/**
 * The step of HSGD (CONTRACT `hsgd.step`): auto = min(0.01, 0.1 / sup_t γ_t λ_max ‖G_xx‖, 0.25/√d), the sup read off
 * the ODE while it is below the divergence limit. Euler's method is unstable beyond h · sup γ(λ_max ‖G_xx‖ + δ) = 2:
 * a given step beyond that is refused, and auto keeps to half of it.
 */

import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import type { OdeRun } from "./ode.js";
import type { Setup } from "./setup.js";

export function resolveStep(
  { problem, hsgd, horizon }: Setup,
  { stiffness, ridgedStiffness, largestRate }: Pick<OdeRun, "stiffness" | "ridgedStiffness" | "largestRate">,
): number {
  if (hsgd.step === "auto") {
    const step = Math.min(0.01, 0.1 / stiffness, 1 / ridgedStiffness, 0.25 / Math.sqrt(problem.dimension));
    if (!(step > 1e-12 * horizon))
      throw new InputError(
        `schedule gives rates up to ${largestRate}, for which hsgd would need steps of ${step.toPrecision(3)}; lower the rate or leave hsgd out of methods`,
      );
    return step;
  }
  if (!(Number.isFinite(hsgd.step) && hsgd.step > 0))
    throw new InputError(`hsgd.step is ${show(hsgd.step)}; it must be "auto" or a positive time`);
  if (hsgd.step > horizon)
    throw new InputError(
      `hsgd.step is ${hsgd.step}, longer than the whole run to the horizon ${horizon}; lower it or use auto`,
    );
  const largest = 2 / ridgedStiffness;
  if (hsgd.step > largest)
    throw new InputError(
      `hsgd.step is ${hsgd.step}, beyond which Euler-Maruyama is unstable here; it must be at most ${roundedDown(largest)}: lower it or use auto`,
    );
  return hsgd.step;
}

/** Four digits, never above the number itself. */
function roundedDown(value: number): string {
  const rounded = value.toPrecision(4);
  return Number(rounded) <= value ? rounded : (value * (1 - 5e-4)).toPrecision(4);
}
