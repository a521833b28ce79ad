/**
 * Homogenized SGD with the simplified diffusion coefficient (HD, Def. of homogenized SGD; THEORY §3):
 *
 *     dX = −γ_t (∇R(X) + δX) dt + γ_t K^{1/2} dβ I(B)^{1/2} / √d,      ∇R = K W G(B),  B = WᵀKW
 *
 * β a d×ℓ Brownian motion; in coordinates, hsgd-field.ts. The overlaps B depend on every coordinate, so the noise fields
 * do not commute: to the engine this is operator noise. State: E = X − X* column after column, then the schedule's own
 * numbers.
 */
import { defineSde, eulerMaruyama, type Progress, type SdeProblem, solveInSlices } from "../../sde/index.js";
import { cholesky } from "../gaussian/index.js";
import { reportedRate } from "../schedules/index.js";
import { stepsBetweenChecks, timeAt } from "./clock.js";
import { type HsgdField, hsgdField } from "./hsgd-field.js";
import { hsgdHeun } from "./hsgd-heun.js";
import { scheduledState } from "./scheduled-state.js";
import type { Setup } from "./setup.js";
import { byName, type Trajectory } from "./trajectory.js";
import { vectorObserver } from "./vector-observer.js";

/** HSGD on a setup as an SDE of the centred state; it carries its drawn start. */
export function hsgdSde({ problem, state }: Setup, field: HsgdField): SdeProblem {
  const { outputs } = problem.model;
  const { size, scheduled } = field;
  const rootDimension = Math.sqrt(problem.dimension);
  const L = new Float64Array(outputs * outputs);
  const noNoise = new Float64Array(size);
  /** out = ρE + f h + g dW: with ρ = 1 Euler's step, with ρ = 0 drift (h = 1, no noise) or noise (h = 0) alone. */
  const combine = (
    rho: number,
    t: number,
    h: number,
    E: Float64Array,
    dW: Float64Array,
    out: Float64Array,
  ): void => {
    const rate = field.look(t, E);
    scheduled.extend(rho, h, E, out);
    cholesky(outputs, field.I, L);
    field.write(rho, rate * h, rate / rootDimension, L, E, dW, out, t + h);
  };
  return defineSde({
    dimension: size + scheduled.start.length,
    calculus: "ito",
    noise: { kind: "operator", sources: size },
    start: joined(state.subarray(0, size), scheduled.start),
    drift: (t, E, out) => combine(0, t, 1, E, noNoise, out),
    applyNoise: (t, E, dW, out) => combine(0, t, 0, E, dW, out),
    eulerStep: (t, h, E, dW, next) => combine(1, t, h, E, dW, next),
  });
}

/** Run number `run` of HSGD on the shared setup, with steps of length `step`. */
export function* hsgdSlices(setup: Setup, run: number, step: number): Generator<Progress, Trajectory> {
  const { problem, schedule, horizon, times, seed, hsgd } = setup;
  const observer = vectorObserver(setup);
  const { names } = observer;
  const field = hsgdField(setup, true);
  const sde = hsgdSde(setup, field);
  const scheduled = scheduledState(setup, observer.overlaps);
  const d = problem.dimension;
  const solution = yield* solveInSlices(sde, {
    to: horizon,
    step,
    scheme:
      hsgd.scheme === "heun" ? hsgdHeun(problem.dimension, problem.model.outputs, field) : eulerMaruyama,
    seed,
    purpose: "hsgd",
    path: run,
    save: { times, width: names.length, of: (t, E, out) => observer.observe(E, scheduled.rate(t, E), out) },
    guard: { every: timeAt(stepsBetweenChecks(d), d), diverged: field.diverged },
  });
  const statistics = byName(names, solution.values, times.length);
  // A rate of t alone is known at every time; interpolating it would smear its jumps.
  if (schedule.ofTime)
    statistics.learningRate = times.map((t, i) =>
      Number.isNaN(statistics.norm[i]) ? Number.NaN : reportedRate(schedule, t),
    );
  return {
    method: "hsgd",
    times,
    statistics,
    outcome: solution.outcome === "diverged" ? "diverged" : "finished",
    ...(solution.outcome === "diverged" && { divergedAt: solution.time }),
    steps: solution.steps,
  };
}

function joined(E: Float64Array, behind: readonly number[]): Float64Array {
  const start = new Float64Array(E.length + behind.length);
  start.set(E);
  start.set(behind, E.length);
  return start;
}
