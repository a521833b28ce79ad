/**
 * Homogenized SGD with the simplified diffusion coefficient (HD, Def. of homogenized SGD; THEORY §3):
 *
 *     dX = −γ_t (∇R(X) + δX) dt + γ_t K^{1/2} dβ I(B)^{1/2} / √d,      ∇R = K W G(B),  B = WᵀKW
 *
 * β a d×ℓ Brownian motion. What moves is E = X − X* (setup.ts), with ∇R = K[E | X*]G′ (src/models/centred.ts); in the
 * eigenbasis and with I = L Lᵀ (any root gives the same law), coordinate i of output o has
 *
 *     drift  −γ(λ_i (Σ_p E_ip G′_po + Σ_n X*_in G′_no) + δX_io),      noise  γ √(λ_i/d) Σ_k L_ok dβ_ik
 *
 * The overlaps C depend on every coordinate, so the noise fields do not commute: to the engine this is operator
 * noise. State: E column after column.
 */

import { defineSde, eulerMaruyama, type Progress, type SdeProblem, solveInSlices } from "../../sde/index.js";
import {
  axpy,
  multiply,
  weightedAxpy,
  weightedEuler,
  weightedEulerSquare,
  weightedSquare,
} from "../../sde/kernels/index.js";
import { cholesky } from "../gaussian/index.js";
import { centredModel } from "../models/index.js";
import { reportedRate } from "../schedules/index.js";
import { stepsBetweenChecks, timeAt } from "./clock.js";
import { divergenceLimit } from "./divergence.js";
import { vectorOverlaps } from "./overlaps.js";
import { scheduledState } from "./scheduled-state.js";
import type { Setup } from "./setup.js";
import { byName, type Trajectory } from "./trajectory.js";
import { vectorObserver } from "./vector-observer.js";

export interface CentredHsgd {
  /**
   * Of E, d×ℓ numbers column after column, then the schedule's memory and, for a rate that goes by it, the largest
   * ‖X_s − X_0‖² so far; it carries its drawn start.
   */
  readonly sde: SdeProblem;
  /** Whether the risk at (t, E) is not finite or beyond the divergence limit. */
  readonly diverged: (t: number, E: Float64Array) => boolean;
}

/**
 * @param chained whether C is carried from where a step, or the guard, last formed it to the step from there. Only for
 * a loop that is known not to touch E in between, as the engine's is.
 */
export function centredHsgd(setup: Setup, chained: boolean): CentredHsgd {
  const { problem, state, schedule, divergence } = setup;
  const { dimension: d, spectrum, ridge } = problem;
  const model = centredModel(problem.model);
  const { outputs, teacherOutputs, matched } = model;
  const m = outputs + teacherOutputs;
  const lambda = spectrum.eigenvalues;
  const rootLambda = lambda.map(Math.sqrt);
  const teacher = state.slice(d * outputs);
  const weightedTeacher = new Float64Array(teacher.length);
  for (let n = 0; n < teacherOutputs; n++) multiply(d, lambda, 0, teacher, n * d, weightedTeacher, n * d);
  const rootDimension = Math.sqrt(d);
  const overlaps = vectorOverlaps(d, outputs, teacher, lambda);
  const C = new Float64Array(m * m);
  const G = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);
  const L = new Float64Array(outputs * outputs);

  // A model of the residual alone wants one overlap of one output, which the pass that makes a step sums on its way.
  const single = outputs === 1 && model.residual;
  const fill = (E: Float64Array): void => {
    if (single) C[0] = weightedSquare(d, lambda, 0, E, 0);
    else overlaps.measure(E, C);
  };
  let carriedOf: Float64Array | undefined;
  let carriedAt = Number.NaN;
  const carry = (t: number, E: Float64Array): void => {
    carriedOf = chained ? E : undefined;
    carriedAt = t;
  };
  /** C at (t, E). The engine's t and a step's own t + h may differ by rounding. */
  const measure = (t: number, E: Float64Array): void => {
    if (!(E === carriedOf && Math.abs(t - carriedAt) <= 1e-9 * (1 + t))) fill(E);
  };

  const size = d * outputs;
  const observer = schedule.ofTime ? undefined : vectorObserver(setup);
  /** C is measured by then. */
  const scheduled = scheduledState(setup, (E, power) => (power === 1 ? C : observer!.overlaps(E, power)));

  /** out = ρE + f h + g dW: with ρ = 1 Euler's step, with ρ = 0 drift (h = 1, no noise) or noise (h = 0) alone. */
  const combine = (
    rho: number,
    t: number,
    h: number,
    E: Float64Array,
    dW: Float64Array,
    out: Float64Array,
  ): void => {
    measure(t, E);
    const rate = scheduled.rate(t, E);
    scheduled.extend(rho, h, E, out);
    carriedOf = undefined;
    model.gradient(C, G);
    model.directionSecondMoment(C, I);
    cholesky(outputs, I, L);
    const pull = -rate * h;
    const spread = rate / rootDimension;
    const kept = rho + pull * ridge;
    if (single && ridge === 0 && rho === 1) {
      C[0] = weightedEulerSquare(d, kept, pull * G[0], rootLambda, 0, E, 0, spread * L[0], dW, 0, out, 0);
      carry(t + h, out);
      return;
    }
    for (let o = 0; o < outputs; o++) {
      const at = o * d;
      const own = pull * G[o * outputs + o];
      weightedEuler(d, kept, own, rootLambda, 0, E, at, spread * L[o * outputs], dW, 0, out, at);
      for (let p = 0; p < outputs; p++) {
        const g = pull * G[p * outputs + o];
        if (p !== o && g !== 0) weightedAxpy(d, g, lambda, 0, E, p * d, out, at);
      }
      if (!model.residual)
        for (let n = 0; n < teacherOutputs; n++)
          axpy(d, pull * G[(outputs + n) * outputs + o], weightedTeacher, n * d, out, at);
      if (ridge > 0 && matched) axpy(d, pull * ridge, teacher, at, out, at);
      for (let k = 1; k <= o; k++)
        weightedAxpy(d, spread * L[o * outputs + k], rootLambda, 0, dW, k * d, out, at);
    }
  };
  const noNoise = new Float64Array(d * outputs);

  const limit = divergenceLimit({ problem, divergence }, state, (E) => {
    fill(E);
    return model.risk(C);
  });
  const diverged = (t: number, E: Float64Array): boolean => {
    measure(t, E);
    carry(t, E);
    return !(model.risk(C) <= limit);
  };

  const sde = defineSde({
    dimension: size + scheduled.start.length,
    calculus: "ito",
    noise: { kind: "operator", sources: size },
    start: joined(state.subarray(0, size), scheduled.start),
    drift: (t, E, out) => combine(0, t, 1, E, noNoise, out),
    applyNoise: (t, E, dW, out) => combine(0, t, 0, E, dW, out),
    eulerStep: (t, h, E, dW, next) => combine(1, t, h, E, dW, next),
  });
  return { sde, diverged };
}

/** Run number `run` of HSGD on the shared setup, with Euler–Maruyama steps of length `step`. */
export function* hsgdSlices(setup: Setup, run: number, step: number): Generator<Progress, Trajectory> {
  const { problem, schedule, horizon, times, seed } = setup;
  const observer = vectorObserver(setup);
  const { names } = observer;
  const { sde, diverged } = centredHsgd(setup, true);
  const scheduled = scheduledState(setup, observer.overlaps);
  const d = problem.dimension;
  const solution = yield* solveInSlices(sde, {
    to: horizon,
    step,
    scheme: eulerMaruyama,
    seed,
    purpose: "hsgd",
    path: run,
    save: { times, width: names.length, of: (t, E, out) => observer.observe(E, scheduled.rate(t, E), out) },
    guard: { every: timeAt(stepsBetweenChecks(d), d), diverged },
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
