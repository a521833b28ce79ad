/**
 * Drift and diffusion of homogenized SGD in the centred state E = X − X* (setup.ts), column after column, and behind it
 * what an adaptive rate keeps (scheduled-state.ts). In the eigenbasis and with I = L Lᵀ (any root gives the same law),
 * coordinate i of output o has
 *
 *     drift  −γ(λ_i (Σ_p E_ip G′_po + Σ_n X*_in G′_no) + δX_io),      noise  γ √(λ_i/d) Σ_k L_ok dβ_ik
 */
import {
  axpy,
  multiply,
  weightedAxpy,
  weightedEuler,
  weightedEulerSquare,
  weightedSquare,
} from "../../sde/kernels/index.js";
import { centredModel } from "../models/index.js";
import { divergenceLimit } from "./divergence.js";
import { vectorOverlaps } from "./overlaps.js";
import { type ScheduledState, scheduledState } from "./scheduled-state.js";
import type { Setup } from "./setup.js";
import { vectorObserver } from "./vector-observer.js";

export interface HsgdField {
  /** d×ℓ: E's numbers, and the sources of noise. */
  readonly size: number;
  readonly scheduled: ScheduledState;
  /** γ at (t, E), once `I` and the drift of `write` are those of this point. */
  look(t: number, E: Float64Array): number;
  /** I(B) where it was last looked, ℓ×ℓ. */
  readonly I: Float64Array;
  /**
   * out = ρE − a(∇R + δX) + b K^{1/2} dW Lᵀ, the gradient being the one where it was last looked, which has to be at E.
   *
   * @param time the time that out belongs to
   */
  write(
    rho: number,
    a: number,
    b: number,
    L: Float64Array,
    E: Float64Array,
    dW: Float64Array,
    out: Float64Array,
    time: number,
  ): void;
  /** Whether the risk at (t, E) is not finite or beyond the divergence limit. */
  diverged(t: number, E: Float64Array): boolean;
}

/**
 * @param chained whether C is carried from where a step, or the guard, last formed it to the step from there. Only for
 * a loop that is known not to touch E in between, as the engine's is.
 */
export function hsgdField(setup: Setup, chained: boolean): HsgdField {
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
  const overlaps = vectorOverlaps(d, outputs, teacher, lambda);
  const C = new Float64Array(m * m);
  const G = new Float64Array(m * outputs);
  const I = new Float64Array(outputs * outputs);

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

  const look = (t: number, E: Float64Array): number => {
    measure(t, E);
    const rate = scheduled.rate(t, E);
    model.gradient(C, G);
    model.directionSecondMoment(C, I);
    return rate;
  };

  const write: HsgdField["write"] = (rho, a, b, L, E, dW, out, time) => {
    carriedOf = undefined;
    const kept = rho - a * ridge;
    if (single && ridge === 0 && rho === 1) {
      C[0] = weightedEulerSquare(d, kept, -a * G[0], rootLambda, 0, E, 0, b * L[0], dW, 0, out, 0);
      carry(time, out);
      return;
    }
    for (let o = 0; o < outputs; o++) {
      const at = o * d;
      const own = -a * G[o * outputs + o];
      weightedEuler(d, kept, own, rootLambda, 0, E, at, b * L[o * outputs], dW, 0, out, at);
      for (let p = 0; p < outputs; p++) {
        const g = -a * G[p * outputs + o];
        if (p !== o && g !== 0) weightedAxpy(d, g, lambda, 0, E, p * d, out, at);
      }
      if (!model.residual)
        for (let n = 0; n < teacherOutputs; n++)
          axpy(d, -a * G[(outputs + n) * outputs + o], weightedTeacher, n * d, out, at);
      if (ridge > 0 && matched) axpy(d, -a * ridge, teacher, at, out, at);
      for (let k = 1; k <= o; k++) weightedAxpy(d, b * L[o * outputs + k], rootLambda, 0, dW, k * d, out, at);
    }
  };

  const limit = divergenceLimit({ problem, divergence }, state, (E) => {
    fill(E);
    return model.risk(C);
  });
  const diverged = (t: number, E: Float64Array): boolean => {
    measure(t, E);
    carry(t, E);
    return !(model.risk(C) <= limit);
  };

  return { size, scheduled, look, I, write, diverged };
}
