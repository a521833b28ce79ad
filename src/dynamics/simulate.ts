/**
 * One run of one dynamics.
 */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { drain, type Progress, type SdeProblem } from "../../sde/index.js";
import { type Problem, type ProblemData, problemOf } from "../problem/index.js";
import type { ScheduleInput } from "../schedules/index.js";
import type { Dimension } from "../spectrum/index.js";
import { hsgdSlices } from "./hsgd.js";
import { hsgdProblem } from "./hsgd-problem.js";
import { resolveStep } from "./hsgd-step.js";
import { type OdeRun, odeSlices } from "./ode.js";
import { createSetup, type DynamicsOptions, dynamicsKeys, type Setup } from "./setup.js";
import { sgdRowsSlices, sgdSlices } from "./sgd.js";
import type { Trajectory } from "./trajectory.js";
import { requireVectors } from "./vectors.js";
import { volterraSlices } from "./volterra.js";

export const deterministicMethods = ["ode", "volterra"] as const;
export const ensembleMethods = ["hsgd", "sgd", "sgd-rows"] as const;
export const methods = [...deterministicMethods, ...ensembleMethods] as const;
/** What is compared unless told otherwise: at infinite dimension, given as the word or the number, the ODE alone. */
export function defaultMethods({ dimension }: { readonly dimension?: Dimension | undefined }): Method[] {
  const infinite = dimension === "infinity" || dimension === Number.POSITIVE_INFINITY;
  return infinite ? ["ode"] : ["ode", "hsgd", "sgd"];
}

export type Method = (typeof methods)[number];
export type DeterministicMethod = (typeof deterministicMethods)[number];
export type EnsembleMethod = (typeof ensembleMethods)[number];

export interface SimulateOptions extends DynamicsOptions {
  readonly method: Method;
  /** Which run: it draws from the stream (seed, method, run). Default 0. */
  readonly run?: number;
  /** SGD only: "original" walks in the basis K was given in, as a check on the change of basis. */
  readonly basis?: "eigen" | "original";
}

const simulateKeys: readonly string[] = [...dynamicsKeys, "method", "run", "basis"];

/**
 * Simulates one run of SGD, homogenized SGD, the deterministic ODE or, for least squares, its Volterra equation.
 *
 * @param problem from `problem(…)`, or its plain data.
 * @param options method, schedule, horizon (t = k/d), seed, run, what to save.
 * @returns curves of the statistics on the saved times; a diverged run is an outcome, its curves NaN from then on.
 * @throws InputError when options do not fit the problem, or the rate comes out negative or NaN; at infinite dimension
 * for every method but ode and volterra.
 * @example
 * ```ts
 * import { simulate, problem, identity, leastSquares, gaussian, constant } from "homogenized-sgd";
 * const isotropic = problem({ dimension: 100, covariance: identity(),
 *   model: leastSquares(), target: gaussian({ norm: 1 }) });
 * const ode = simulate(isotropic, { method: "ode", schedule: constant(1), horizon: 2, save: { times: [0, 1, 2] } });
 * Array.from(ode.statistics.risk); // => [0.5, 0.18393972, 0.06766764]
 * ```
 */
export function simulate(problem: Problem | ProblemData, options: SimulateOptions): Trajectory {
  requireKeys("simulate", options, simulateKeys);
  const { method, run = 0, basis = "eigen" } = options;
  if (!methods.includes(method))
    throw new InputError(`method is ${show(method)}; it must be one of ${methods.join(", ")}`);
  if (!(Number.isSafeInteger(run) && run >= 0))
    throw new InputError(`run is ${show(run)}; it must be a whole number of at least 0`);
  if (basis !== "eigen" && !(basis === "original" && method === "sgd"))
    throw new InputError(
      `basis is ${show(basis)} for ${method}; it is "eigen", or for sgd also "original": drop it`,
    );
  const assembled = problemOf(problem, options.seed);
  if (method !== "ode" && method !== "volterra") requireVectors(assembled, method);
  const setup = createSetup(assembled, options);
  if (method === "ode") return drain(odeSlices(setup)).trajectory;
  if (method === "volterra") return drain(volterraSlices(setup));
  const step = method === "hsgd" ? resolveStep(setup, drain(odeSlices(setup))) : 0;
  return drain(runSlices(setup, method, run, step, basis));
}

/** One run of an ensemble method; `step` is HSGD's. */
export function runSlices(
  setup: Setup,
  method: EnsembleMethod,
  run: number,
  step: number,
  basis: "eigen" | "original" = "eigen",
): Generator<Progress, Trajectory> {
  switch (method) {
    case "hsgd":
      return hsgdSlices(setup, run, step);
    case "sgd":
      return sgdSlices(setup, run, basis);
    case "sgd-rows":
      return sgdRowsSlices(setup, run);
  }
}

/**
 * Homogenized SGD as an ordinary SDE problem of the engine (operator noise, X column after column in the
 * eigenbasis); it carries its drawn start.
 *
 * @param problem from `problem(…)`, or its plain data.
 * @param schedule learning-rate schedule.
 * @param options `seed` (default 1) draws target and start; `horizon` is what cosine schedules need.
 * @throws InputError as `simulate`.
 * @example
 * ```ts
 * import { toSde, problem, identity, leastSquares, gaussian, constant } from "homogenized-sgd";
 * import { solve, eulerMaruyama } from "homogenized-sgd/sde";
 * const small = problem({ dimension: 10, covariance: identity(), model: leastSquares(), target: gaussian({ norm: 1 }) });
 * const sde = toSde(small, constant(0.5), { seed: 1 });
 * sde.noise.kind; // => "operator"
 * solve(sde, { to: 1, step: 0.01, scheme: eulerMaruyama, seed: 1 }).outcome; // => "finished"
 * ```
 */
export function toSde(
  problem: Problem | ProblemData,
  schedule: ScheduleInput,
  options: { readonly seed?: number; readonly horizon?: number } = {},
): SdeProblem {
  requireKeys("toSde", options, ["seed", "horizon"]);
  const { seed = 1, horizon = 1 } = options;
  const assembled = problemOf(problem, seed);
  requireVectors(assembled, "homogenized SGD");
  return hsgdProblem(createSetup(assembled, { schedule, seed, horizon }));
}

export type { OdeRun };
