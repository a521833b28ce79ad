/**
 * Homogenized SGD with the simplified diffusion coefficient (HD, Def. of homogenized SGD; THEORY §3):
 *
 *     dX = −γ_t (∇R(X) + δX) dt + γ_t K^{1/2} dβ I(B)^{1/2} / √d,      ∇R = K W G(B),  B = WᵀKW
 *
 * β a d×ℓ Brownian motion. In the eigenbasis, coordinate i of output o, with I = L Lᵀ (any root gives the same
 * law): drift −γ(λ_i Σ_p W_ip G_po + δX_io), noise γ √(λ_i/d) Σ_k L_ok dβ_ik. B depends on every coordinate, so
 * the noise fields do not commute: to the engine this is operator noise. State: X column after column.
 */

import { defineSde, eulerMaruyama, type Progress, type SdeProblem, solveInSlices } from "../../sde/index.js";
import { axpy, multiply, weightedAxpy, weightedEuler, weightedEulerSums } from "../../sde/kernels/index.js";
import { cholesky } from "../gaussian/index.js";
import { checkedRate, reportedRate } from "../schedules/index.js";
import { stepsBetweenChecks, timeAt } from "./clock.js";
import { vectorOverlaps } from "./overlaps.js";
import type { Setup } from "./setup.js";
import { byName, type Trajectory } from "./trajectory.js";
import { vectorObserver } from "./vector-observer.js";

/** HSGD as an ordinary SDE problem that carries its drawn start. */
export const hsgdProblem = (setup: Setup): SdeProblem => guardedHsgd(setup, false).sde;

interface GuardedHsgd {
  readonly sde: SdeProblem;
  /** Whether the risk at (t, X) is not finite or beyond the divergence limit. */
  readonly diverged: (t: number, X: Float64Array) => boolean;
}

/**
 * @param chained whether B is carried from where a step, or the guard, last formed it to the step from there. Only for
 * a loop that is known not to touch X in between, as the engine's is.
 */
function guardedHsgd({ problem, state, schedule, divergence }: Setup, chained: boolean): GuardedHsgd {
  const { dimension: d, model, spectrum, ridge } = problem;
  const { outputs, teacherOutputs } = model;
  const m = outputs + teacherOutputs;
  const lambda = spectrum.eigenvalues;
  const rootLambda = lambda.map(Math.sqrt);
  const teacher = state.slice(d * outputs);
  const weightedTeacher = new Float64Array(teacher.length);
  for (let n = 0; n < teacherOutputs; n++) multiply(d, lambda, 0, teacher, n * d, weightedTeacher, n * d);
  const rootDimension = Math.sqrt(d);
  const overlaps = vectorOverlaps(d, outputs, teacher, lambda);
  const B = new Float64Array(m * m);
  const G = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);
  const L = new Float64Array(outputs * outputs);

  const summing = chained && outputs === 1 && teacherOutputs === 1;
  const euler = summing ? weightedEulerSums : weightedEuler;
  const sums = new Float64Array(2);
  let carriedOf: Float64Array | undefined;
  let carriedAt = Number.NaN;
  const carry = (t: number, X: Float64Array): void => {
    carriedOf = chained ? X : undefined;
    carriedAt = t;
  };
  /** B at (t, X). The engine's t and a step's own t + h may differ by rounding. */
  const measure = (t: number, X: Float64Array): void => {
    if (!(X === carriedOf && Math.abs(t - carriedAt) <= 1e-9 * (1 + t))) overlaps.measure(X, B);
  };

  /** out = ρX + f h + g dW: with ρ = 1 Euler's step, with ρ = 0 drift (h = 1, no noise) or noise (h = 0) alone. */
  const combine = (
    rho: number,
    t: number,
    h: number,
    X: Float64Array,
    dW: Float64Array,
    out: Float64Array,
  ): void => {
    const rate = checkedRate(schedule, t);
    measure(t, X);
    carriedOf = undefined;
    model.gradient(B, G);
    model.directionSecondMoment(B, I);
    cholesky(outputs, I, L);
    const pull = -rate * h;
    const size = rate / rootDimension;
    const kept = rho + pull * ridge;
    for (let o = 0; o < outputs; o++) {
      const at = o * d;
      const g = (p: number) => pull * G[p * outputs + o];
      const l = (k: number) => size * L[o * outputs + k];
      // Own column, first teacher and first noise in one pass, which is all there is with one output.
      euler(d, kept, g(o), rootLambda, 0, X, at, g(outputs), weightedTeacher, 0, l(0), dW, 0, out, at, sums);
      for (let p = 0; p < outputs; p++) if (p !== o) weightedAxpy(d, g(p), lambda, 0, X, p * d, out, at);
      for (let n = 1; n < teacherOutputs; n++) axpy(d, g(outputs + n), weightedTeacher, n * d, out, at);
      for (let k = 1; k <= o; k++) weightedAxpy(d, l(k), rootLambda, 0, dW, k * d, out, at);
    }
    if (summing && rho === 1) {
      // The pass has summed the overlaps of what it wrote; the teacher's own entry never changes.
      B[0] = sums[0];
      B[1] = B[2] = sums[1];
      carry(t + h, out);
    }
  };
  const noNoise = new Float64Array(d * outputs);

  overlaps.measure(state.subarray(0, d * outputs), B);
  const limit = divergence * model.risk(B);
  const diverged = (t: number, X: Float64Array): boolean => {
    measure(t, X);
    carry(t, X);
    return !(model.risk(B) <= limit);
  };

  const sde = defineSde({
    dimension: d * outputs,
    calculus: "ito",
    noise: { kind: "operator", sources: d * outputs },
    start: state.slice(0, d * outputs),
    drift: (t, X, out) => combine(0, t, 1, X, noNoise, out),
    applyNoise: (t, X, dW, out) => combine(0, t, 0, X, dW, out),
    eulerStep: (t, h, X, dW, next) => combine(1, t, h, X, dW, next),
  });
  return { sde, diverged };
}

/** Run number `run` of HSGD on the shared setup, with Euler–Maruyama steps of length `step`. */
export function* hsgdSlices(setup: Setup, run: number, step: number): Generator<Progress, Trajectory> {
  const { problem, schedule, horizon, times, seed } = setup;
  const { names, observe } = vectorObserver(setup);
  const { sde, diverged } = guardedHsgd(setup, true);
  const d = problem.dimension;
  const solution = yield* solveInSlices(sde, {
    to: horizon,
    step,
    scheme: eulerMaruyama,
    seed,
    purpose: "hsgd",
    path: run,
    save: { times, width: names.length, of: (t, X, out) => observe(X, checkedRate(schedule, t), out) },
    guard: { every: timeAt(stepsBetweenChecks(d), d), diverged },
  });
  const statistics = byName(names, solution.values, times.length);
  // The rate is known at every time; interpolating it would smear its jumps.
  statistics.learningRate = times.map((t, i) =>
    Number.isNaN(statistics.norm[i]) ? Number.NaN : reportedRate(schedule, t),
  );
  return {
    method: "hsgd",
    times,
    statistics,
    outcome: solution.outcome,
    ...(solution.outcome === "diverged" && { divergedAt: solution.time }),
    steps: solution.steps,
  };
}
