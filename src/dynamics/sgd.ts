/**
 * One-pass SGD (THEORY §1; HD §1):
 *
 *     X_{k+1} = X_k − (γ_k/d)(a g_kᵀ + δX_k),      g_k = g(X_kᵀa, X*ᵀa; ε),  γ_k = γ(k/d)
 *
 * with a fresh sample a each step, O(dℓ) a step. What moves is E = X − X* (setup.ts): the model sees the fields
 * e = Eᵀa and, unless it is one of the residual alone, y = X*ᵀa; the ridge pulls E by δ(E + X*). W = [E | X*] is one
 * array, column after column; where the samples come from, and in which basis, is the source's business.
 */

import { createStreams, type Progress, type Stream } from "../../sde/index.js";
import { axpby, axpy, dot, squaredDistance } from "../../sde/kernels/index.js";
import { centredModel } from "../models/index.js";
import { checkedRate } from "../schedules/index.js";
import { stepAt, stepsBetweenChecks, timeAt } from "./clock.js";
import { createRunView } from "./observables.js";
import { originalBasis } from "./original-basis.js";
import { gaussianSamples, rowSamples } from "./samples.js";
import type { Setup } from "./setup.js";
import { byName, type Trajectory } from "./trajectory.js";
import { vectorObserver } from "./vector-observer.js";
import type { Walk } from "./walk.js";

/** SGD on Gaussian samples, in the eigenbasis of K (a_i = √λ_i z_i) or, as a check, in the original one. */
export function sgdSlices(
  setup: Setup,
  run: number,
  basis: "eigen" | "original" = "eigen",
): Generator<Progress, Trajectory> {
  const stream = streamOf(setup, "sgd", run);
  if (basis === "original") return walk(setup, { method: "sgd", ...originalBasis(setup, stream) });
  return walk(setup, {
    method: "sgd",
    state: setup.state.slice(),
    samples: gaussianSamples(setup.problem, stream),
    observer: vectorObserver(setup),
  });
}

/** SGD on rows of the data, drawn with replacement. */
export function sgdRowsSlices(setup: Setup, run: number): Generator<Progress, Trajectory> {
  return walk(setup, {
    method: "sgd-rows",
    state: setup.state.slice(),
    samples: rowSamples(setup.problem, streamOf(setup, "sgd-rows", run)),
    observer: vectorObserver(setup),
  });
}

const streamOf = ({ seed }: Setup, method: string, run: number): Stream =>
  createStreams(seed, method).stream(run);

/** Coordinates stepped between two looks at the clock. */
const sliceWork = 2 ** 20;

function* walk(setup: Setup, { method, state: W, samples, observer }: Walk): Generator<Progress, Trajectory> {
  const { problem, schedule, horizon, times } = setup;
  const { dimension: d, ridge } = problem;
  const { ofTime, learn } = schedule;
  const model = centredModel(problem.model);
  const { outputs, teacherOutputs, matched } = model;
  const seen = model.residual ? outputs : outputs + teacherOutputs;
  const fields = new Float64Array(outputs + teacherOutputs);
  const noise = new Float64Array(model.sampleNoise.normals + model.sampleNoise.uniforms);
  const g = new Float64Array(outputs);
  const memory = Float64Array.from(schedule.memory);
  const first = schedule.fromStart ? W.slice(0, d * outputs) : W;
  const view = createRunView(problem, {
    overlaps: (power) => observer.overlaps(W, power),
    fromStart: () => squaredDistance(d * outputs, W, 0, first, 0),
  });
  const rateAt = (k: number): number => checkedRate(schedule, timeAt(k, d), memory, view);
  const row = new Float64Array(observer.names.length);
  const values = new Float64Array(times.length * row.length).fill(Number.NaN);
  const saveSteps = Array.from(times, (t) => stepAt(t, d));
  const lastStep = stepAt(horizon, d);
  const every = stepsBetweenChecks(d);
  const sliceSteps = Math.max(1, Math.floor(sliceWork / d));
  let saved = 0;

  /** Saves what is due at step k; whether the run may go on. */
  const arriveAt = (k: number): boolean => {
    if (!ofTime) view.refresh();
    if (schedule.fromStart) view.past = view.farthest;
    const due = saved < saveSteps.length && saveSteps[saved] === k;
    if ((due || k % every === 0) && observer.diverged(W)) return false;
    if (due) observer.observe(W, rateAt(k), row);
    for (; saved < saveSteps.length && saveSteps[saved] === k; saved++) values.set(row, saved * row.length);
    return true;
  };

  /** ‖∇Ψ‖² = ‖a gᵀ + δX‖², with the fields e = Eᵀa, y = X*ᵀa and X = E + X* where they match. */
  const gradientNorm = (a: Float64Array, offset: number): number => {
    let squared = dot(d, a, offset, a, offset) * dot(outputs, g, 0, g, 0);
    if (ridge === 0) return squared;
    for (let o = 0; o < outputs; o++) {
      const teacher = (outputs + o) * d;
      const x = fields[o] + (matched ? dot(d, a, offset, W, teacher) : 0);
      let norm = dot(d, W, o * d, W, o * d);
      if (matched) norm += 2 * dot(d, W, o * d, W, teacher) + dot(d, W, teacher, W, teacher);
      squared += ridge * (2 * g[o] * x + ridge * norm);
    }
    return squared;
  };

  const step = (k: number): void => {
    samples.draw();
    const { a, offset } = samples;
    for (let p = 0; p < seen; p++) fields[p] = dot(d, a, offset, W, p * d);
    samples.noise(noise);
    model.direction(fields, noise, g);
    learn?.(memory, gradientNorm(a, offset) / d, d);
    const factor = rateAt(k) / d;
    for (let o = 0; o < outputs; o++) {
      if (ridge === 0) {
        axpy(d, -factor * g[o], a, offset, W, o * d);
        continue;
      }
      axpby(d, -factor * g[o], a, offset, 1 - factor * ridge, W, o * d);
      if (matched) axpy(d, -factor * ridge, W, (outputs + o) * d, W, o * d);
    }
  };

  let k = 0;
  let alive = arriveAt(0);
  while (alive && k < lastStep) {
    const until = Math.min(lastStep, k + sliceSteps);
    while (alive && k < until) {
      step(k++);
      alive = arriveAt(k);
    }
    yield k / lastStep;
  }
  return {
    method,
    times,
    statistics: byName(observer.names, values, times.length),
    outcome: alive ? "finished" : "diverged",
    ...(!alive && { divergedAt: timeAt(k, d) }),
    steps: k,
  };
}
