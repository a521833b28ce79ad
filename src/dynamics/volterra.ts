/**
 * Least squares as a Volterra equation (THEORY §3; Paquette, Lee, Pedregosa, Paquette, SGD in the Large, 2021; HL): in
 * the time Γ(t) = ∫₀ᵗ γ of gradient flow, the risk is what gradient flow leaves and what the noise of every step adds,
 *
 *     R(t) = F(Γ(t)) + ∫₀ᵗ γ(s)² k(Γ(t) − Γ(s)) R(s) ds
 *     F(u) = ℓσ²/2 + ½ Σ_j λ_j s_j(0) e^{−2λ_j u},      k(u) = Σ_j w_j λ_j² e^{−2λ_j u}
 *
 * s_j(0) atom j's share of ‖X_0 − X*‖². With ridge δ the kernel decays at the speeds 2(λ_j + δ), and gradient flow goes
 * to the ridge's own optimum; with several outputs the same kernel serves every entry of the residuals' second moment.
 *
 * It is the ODE (ode.ts) with the atoms solved for: one unknown where the ODE has one for every atom. What it is solved by
 * shares nothing with the ODE's explicit steps (volterra-step.ts), so that where both agree both are right.
 */
import { InputError } from "../../estimators/index.js";
import type { Progress } from "../../sde/index.js";
import { pow } from "../../sde/kernels/index.js";
import type { Model } from "../models/index.js";
import { atomObserver } from "./atom-observer.js";
import { scheduledAtoms } from "./scheduled-atoms.js";
import type { Setup } from "./setup.js";
import { atomStart } from "./start.js";
import { byName, type Trajectory } from "./trajectory.js";
import { volterraStep } from "./volterra-step.js";

/** Estimated error allowed per step, relative to the excess risk; what is left of it at the end of a step is of a higher order. */
const tolerance = 1e-9;

/** Of the estimate, in the step. */
const errorOrder = 5;

/** Refuses every model but least squares as it is. */
export function requireLeastSquares({ kind, riskGradient }: Pick<Model, "kind" | "riskGradient">): void {
  if (kind === "least-squares" && riskGradient === undefined) return;
  const other = kind === "least-squares" ? "has a clip" : `is of kind ${kind}`;
  throw new InputError(
    `volterra is the equation of least squares as it is, but problem.model ${other}; use the method ode`,
  );
}

export function* volterraSlices(setup: Setup): Generator<Progress, Trajectory> {
  const { problem, schedule, horizon, times } = setup;
  requireLeastSquares(problem.model);
  const { outputs, teacherOutputs } = problem.model;
  const { layout, start, teacher, exponent } = atomStart(setup, outputs, teacherOutputs);
  const observer = atomObserver(setup, layout, { teacher, exponent });
  const scheduled = scheduledAtoms(setup, layout, teacher, exponent);
  const width = observer.names.length;
  const values = new Float64Array(times.length * width).fill(Number.NaN);
  const row = new Float64Array(width);
  const state = start.slice();
  const cuts = [...schedule.breakpoints.filter((t) => t > 0 && t < horizon), horizon];

  let t = 0;
  let saved = 0;
  let steps = 0;
  let wished = 0;
  let diverged = false;
  /** Ends the step that led to t: what it saw is of the past, and saved where it was asked for. */
  const arrive = (): void => {
    const rate = scheduled.rate(t, state);
    scheduled.pass();
    for (; saved < times.length && times[saved] <= t; saved++) {
      observer.observe(state, rate, row);
      values.set(row, saved * width);
    }
  };

  arrive();
  for (const cut of cuts) {
    const driving = scheduled.until(cut);
    const step = volterraStep(problem, layout, teacher, driving, schedule.ofTime);
    wished = firstStep(driving.rate(t, state), setup);
    while (t < cut && !diverged) {
      const stop = Math.min(cut, times[saved] ?? cut);
      step.begin(t, state);
      for (;;) {
        const shortest = 2 ** -50 * Math.max(t, 2 ** -50 * horizon);
        const last = !(wished > shortest);
        if (last) wished = shortest;
        const h = Math.min(wished, stop - t);
        const error = step.attempt(h, last) / tolerance;
        if (error <= 1 || (last && error >= 0)) {
          t = h < stop - t ? t + h : stop;
          state.set(step.end);
          steps++;
          const most = error > 0 ? 0.9 * pow(error, -1 / errorOrder) : Number.POSITIVE_INFINITY;
          wished = Math.max(h * Math.min(4, most), h < wished ? wished : 0);
          break;
        }
        if (last) {
          diverged = true;
          break;
        }
        wished = h * (error > 1 ? Math.max(0.2, 0.9 * pow(error, -1 / errorOrder)) : 0.25);
      }
      if (!diverged) arrive();
      yield t / horizon;
    }
  }
  return {
    method: "volterra",
    times,
    statistics: byName(observer.names, values, times.length),
    outcome: diverged ? "diverged" : "finished",
    ...(diverged && { divergedAt: t }),
    steps,
  };
}

/** A tenth of the fastest decay. */
function firstStep(rate: number, { problem: { spectrum, ridge }, horizon }: Setup): number {
  const speed = 2 * rate * (spectrum.largest + ridge);
  return speed > 0 ? Math.min(horizon, 0.1 / speed) : horizon;
}
