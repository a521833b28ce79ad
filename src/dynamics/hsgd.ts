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
import { axpy, weightedAxpby, weightedAxpy } from "../../sde/kernels/index.js";
import { cholesky } from "../gaussian/index.js";
import { checkedRate } from "../schedules/index.js";
import { stepsBetweenChecks, timeAt } from "./clock.js";
import { vectorOverlaps } from "./overlaps.js";
import type { Setup } from "./setup.js";
import { byName, type Trajectory } from "./trajectory.js";
import { vectorObserver } from "./vector-observer.js";

/** HSGD as an ordinary SDE problem that carries its drawn start. */
export function hsgdProblem({ problem, state, schedule }: Setup): SdeProblem {
  const { dimension: d, model, spectrum, ridge } = problem;
  const { outputs, teacherOutputs } = model;
  const m = outputs + teacherOutputs;
  const lambda = spectrum.eigenvalues;
  const rootLambda = lambda.map(Math.sqrt);
  const teacher = state.slice(d * outputs);
  const rootDimension = Math.sqrt(d);
  const overlaps = vectorOverlaps(d, outputs, teacher, lambda);
  const B = new Float64Array(m * m);
  const G = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);
  const L = new Float64Array(outputs * outputs);

  const addDrift = (rate: number, X: Float64Array, out: Float64Array): void => {
    model.gradient(B, G);
    for (let o = 0; o < outputs; o++) {
      // Own column and first teacher in one pass, which is all there is with one output.
      weightedAxpby(
        d,
        lambda,
        0,
        -rate * G[o * outputs + o],
        X,
        o * d,
        -rate * G[outputs * outputs + o],
        teacher,
        0,
        out,
        o * d,
      );
      for (let p = 0; p < outputs; p++)
        if (p !== o) weightedAxpy(d, -rate * G[p * outputs + o], lambda, 0, X, p * d, out, o * d);
      for (let n = 1; n < teacherOutputs; n++)
        weightedAxpy(d, -rate * G[(outputs + n) * outputs + o], lambda, 0, teacher, n * d, out, o * d);
      if (ridge > 0) axpy(d, -rate * ridge, X, o * d, out, o * d);
    }
  };
  const addNoise = (rate: number, dW: Float64Array, out: Float64Array): void => {
    model.directionSecondMoment(B, I);
    cholesky(outputs, I, L);
    const size = rate / rootDimension;
    for (let o = 0; o < outputs; o++) {
      weightedAxpby(d, rootLambda, 0, size * L[o * outputs], dW, 0, 0, dW, 0, out, o * d);
      for (let k = 1; k <= o; k++)
        weightedAxpy(d, size * L[o * outputs + k], rootLambda, 0, dW, k * d, out, o * d);
    }
  };

  return defineSde({
    dimension: d * outputs,
    calculus: "ito",
    noise: { kind: "operator", sources: d * outputs },
    start: state.slice(0, d * outputs),
    drift: (t, X, out) => {
      overlaps.measure(X, B);
      addDrift(checkedRate(schedule, t), X, out);
    },
    applyNoise: (t, X, dW, out) => {
      overlaps.measure(X, B);
      addNoise(checkedRate(schedule, t), dW, out);
    },
    driftAndNoise: (t, X, dW, drift, noise) => {
      const rate = checkedRate(schedule, t);
      overlaps.measure(X, B);
      addDrift(rate, X, drift);
      addNoise(rate, dW, noise);
    },
  });
}

/** Run number `run` of HSGD on the shared setup, with Euler–Maruyama steps of length `step`. */
export function* hsgdSlices(setup: Setup, run: number, step: number): Generator<Progress, Trajectory> {
  const { problem, schedule, horizon, times, seed } = setup;
  const { names, observe, diverged } = vectorObserver(setup);
  const d = problem.dimension;
  const solution = yield* solveInSlices(hsgdProblem(setup), {
    to: horizon,
    step,
    scheme: eulerMaruyama,
    seed,
    purpose: "hsgd",
    path: run,
    save: { times, width: names.length, of: (t, X, out) => observe(X, checkedRate(schedule, t), out) },
    guard: { every: timeAt(stepsBetweenChecks(d), d), diverged: (_t, X) => diverged(X) },
  });
  const statistics = byName(names, solution.values, times.length);
  // The rate is known at every time; interpolating it would smear its jumps.
  statistics.learningRate = times.map((t, i) =>
    Number.isNaN(statistics.norm[i]) ? Number.NaN : schedule.rate(t),
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
