/**
 * Everything the runs of one experiment share: one drawn target and start, one schedule, one set of saved times
 * and statistics. All of it is plain data and functions; a run adds its own stream.
 */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, requireList, show } from "../../estimators/input/index.js";
import { axpy, scale, weightedDot } from "../../sde/kernels/index.js";
import { centredModel } from "../models/index.js";
import type { Problem } from "../problem/index.js";
import { drawState } from "../problem/index.js";
import { prepareSchedule, type Schedule, type ScheduleInput } from "../schedules/index.js";
import { linearTimes, logarithmicTimes } from "./clock.js";
import { createObserver, type Observer, type StatisticRequest } from "./statistics.js";
import { compileWeight } from "./weights.js";

/** Which times and which further statistics to save; the keys of the experiment file's `save`. */
export interface SaveOptions {
  readonly points?: number;
  readonly spacing?: "linear" | "log";
  /** First positive time of logarithmic spacing. */
  readonly from?: number;
  /** Instead of points and spacing. */
  readonly times?: readonly number[];
  readonly statistics?: readonly StatisticRequest[];
}

/** The ways to step HSGD. */
export const hsgdSchemes = ["euler-maruyama", "heun"] as const;
/** Why there are no others. */
export const hsgdSchemesAlone =
  "those for diagonal or commuting noise do not fit, for the noise fields of HSGD do not commute";
export type HsgdScheme = (typeof hsgdSchemes)[number];

/** How HSGD is stepped; the keys of the experiment file's `hsgd`. */
export interface HsgdOptions {
  readonly step?: number | "auto";
  /** heun: of second order, twice the work of a step (hsgd-heun.ts). Default euler-maruyama. */
  readonly scheme?: HsgdScheme;
}

export interface DynamicsOptions {
  readonly schedule: ScheduleInput;
  /** In t = k/d. */
  readonly horizon: number;
  /** Whole number from 0 to 2^53 − 1; default 1. */
  readonly seed?: number;
  readonly save?: SaveOptions;
  readonly hsgd?: HsgdOptions;
  /**
   * A run whose risk exceeds this many times its initial risk has diverged, or where that is 0 this many times the risk
   * of X = 0; default 10⁴.
   */
  readonly divergence?: number;
  /** How normal numbers are drawn; there is one way. */
  readonly normal?: "ziggurat";
}

export const dynamicsKeys = keysOf<DynamicsOptions>({
  schedule: true,
  horizon: true,
  seed: true,
  save: true,
  hsgd: true,
  divergence: true,
  normal: true,
});
const saveKeys = keysOf<SaveOptions>({
  points: true,
  spacing: true,
  from: true,
  times: true,
  statistics: true,
});
const hsgdKeys = keysOf<HsgdOptions>({ step: true, scheme: true });

export interface Setup {
  readonly problem: Problem;
  /**
   * W = [E₀ | X*], d×m column after column, in the eigenbasis: E = X − X* where student and teacher match, else X (see
   * src/models/centred.ts). Every dynamics moves E. Where the model cannot tell X from −X, X* here stands for the one of
   * ±X* the start leans to, ⟨X₀, KX*⟩ ≥ 0, so that E is what decays. Empty at d = ∞,
   * where only the ODE goes.
   */
  readonly state: Float64Array;
  /** Whether −X* stands in the place of X* in `state`. */
  readonly mirrored: boolean;
  readonly schedule: Schedule;
  readonly horizon: number;
  readonly times: Float64Array;
  readonly requests: readonly StatisticRequest[];
  readonly divergence: number;
  readonly seed: number;
  readonly hsgd: Required<HsgdOptions>;
}

export function createSetup(problem: Problem, options: DynamicsOptions): Setup {
  const { horizon, seed = 1, save = {}, hsgd = {}, divergence = 1e4, normal = "ziggurat" } = options;
  requireKeys("save", save, saveKeys, "save");
  requireKeys("hsgd", hsgd, hsgdKeys, "hsgd");
  if (horizon === undefined) throw new InputError("horizon is missing; give the last time, in t = k/d");
  if (!(Number.isFinite(horizon) && horizon > 0))
    throw new InputError(`horizon is ${show(horizon)}; it must be a finite positive time in t = k/d`);
  if (!(Number.isSafeInteger(seed) && seed >= 0))
    throw new InputError(
      `seed is ${show(seed)}; it must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
    );
  if (hsgd.scheme !== undefined && !hsgdSchemes.includes(hsgd.scheme))
    throw new InputError(
      `hsgd.scheme is ${show(hsgd.scheme)}; it must be one of ${hsgdSchemes.join(", ")}: ${hsgdSchemesAlone}`,
    );
  if (!(Number.isFinite(divergence) && divergence > 1))
    throw new InputError(`divergence is ${show(divergence)}; it must be a finite factor above 1`);
  if (normal !== "ziggurat")
    throw new InputError(`normal is ${show(normal)}; it must be "ziggurat", the one way there is`);
  const schedule = prepareSchedule(options.schedule, horizon);
  schedule.requireFit?.({ ridge: problem.ridge, matched: centredModel(problem.model).matched });
  return {
    problem,
    ...centredState(problem, seed),
    schedule,
    horizon,
    times: saveTimes(save, horizon),
    requests: save.statistics === undefined ? [] : save.statistics,
    divergence,
    seed,
    hsgd: { step: hsgd.step ?? "auto", scheme: hsgd.scheme ?? "euler-maruyama" },
  };
}

function centredState(problem: Problem, seed: number): Pick<Setup, "state" | "mirrored"> {
  if (problem.dimension === Number.POSITIVE_INFINITY) return { state: new Float64Array(0), mirrored: false };
  const state = drawState(problem, seed);
  const { dimension: d, model, spectrum } = problem;
  const { outputs, matched, even } = centredModel(model);
  const size = d * outputs;
  let mirrored = false;
  if (matched && even) {
    let inner = 0;
    for (let o = 0; o < outputs; o++)
      inner += weightedDot(d, spectrum.eigenvalues, 0, state, o * d, state, size + o * d);
    mirrored = inner < 0;
    if (mirrored) scale(size, -1, state, size);
  }
  if (matched) axpy(size, -1, state, size, state, 0);
  return { state, mirrored };
}

/** An observer of its own for each run or method: observers hold scratch space. */
export const observerOf = ({ problem, mirrored, requests }: Setup): Observer =>
  createObserver(problem.model, mirrored, requests, compileWeight);

/** The times an experiment saves: those listed, or `points` of them in linear or logarithmic spacing. */
export function saveTimes(save: SaveOptions, horizon: number): Float64Array {
  const { points = 101, spacing = "linear" } = save;
  if (save.times !== undefined) return checkedTimes(save.times, horizon);
  if (spacing !== "linear" && spacing !== "log")
    throw new InputError(`save.spacing is ${show(spacing)}; it must be "linear" or "log"`);
  const least = spacing === "log" ? 3 : 2;
  if (!(Number.isSafeInteger(points) && points >= least))
    throw new InputError(
      `save.points is ${show(points)}; ${spacing} spacing needs a whole number of at least ${least}`,
    );
  if (spacing === "linear") return linearTimes(horizon, points);
  const from = save.from ?? Math.min(0.01, horizon / 1000);
  if (!(Number.isFinite(from) && from > 0 && from < horizon))
    throw new InputError(`save.from is ${show(from)}; it must lie between 0 and the horizon ${horizon}`);
  return logarithmicTimes(horizon, points, from);
}

function checkedTimes(times: readonly number[], horizon: number): Float64Array {
  requireList("save.times", times, "the times to save");
  if (times.length === 0) throw new InputError("save.times is empty; list at least one time");
  Array.from(times).forEach((t, i) => {
    if (!(Number.isFinite(t) && t >= 0 && t <= horizon))
      throw new InputError(
        `save.times[${i}] is ${show(t)}; it must lie between 0 and the horizon ${horizon}`,
      );
    if (i > 0 && !(t > times[i - 1]))
      throw new InputError(
        `save.times[${i}] is ${show(t)}, after ${times[i - 1]}; times must increase: sort them and drop repeats`,
      );
  });
  return Float64Array.from(times);
}
