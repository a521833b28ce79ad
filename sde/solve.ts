/**
 * One way to solve: checks at the door, then one loop. Steps are of fixed length with increments drawn directly or
 * taken from a Brownian path, or, without noise, of controlled length (`tolerance`).
 */

import { InputError } from "../estimators/index.js";
import {
  keysOf,
  requireFlag,
  requireFunction,
  requireKeys,
  requireText,
  show,
} from "../estimators/input/index.js";
import { type BrownianSource, type Driven, driveBy } from "./brownian/driven.js";
import { adaptiveSteps, requireTolerance, type Tolerance } from "./control.js";
import { checkedSpan } from "./door.js";
import type { Events } from "./events/event.js";
import { createWatcher } from "./events/watcher.js";
import { fixedSteps, stepTimes, timeRounding } from "./fixed.js";
import type { Guard, March, Progress } from "./march.js";
import type { SdeProblem } from "./problem.js";
import { createStreams, type Seed, type Stream, seedNumber } from "./random/index.js";
import { revealed } from "./revealed.js";
import { createRecorder, requireSave, type Save } from "./save.js";
import type { Scheme } from "./schemes/scheme.js";
import type { Solution } from "./solution.js";

export interface SolveOptions {
  /** d numbers; the problem's own start if left out. */
  readonly start?: ArrayLike<number>;
  /** Default 0. */
  readonly from?: number;
  readonly to: number;
  readonly scheme: Scheme;
  /** Length of a step; the last one is shortened where it does not divide the interval. */
  readonly step?: number;
  /** Instead of `step`: error control, for problems without noise and schemes that estimate their error. */
  readonly tolerance?: Tolerance;
  /** A whole number, or a random-js engine to draw one from; needed where there is noise. */
  readonly seed?: Seed;
  /** The stream is keyed by (seed, purpose, path): another path never changes this one. */
  readonly purpose?: string;
  readonly path?: number;
  /**
   * Where fixed steps take their increments from instead of a stream: a Brownian path, or a function of the path's
   * index that gives one. The same path serves every step size and every scheme; the seed is not needed then.
   */
  readonly brownian?: BrownianSource;
  /** The path of −W: every ΔW and H of the stream with its sign changed. Default false. */
  readonly mirrored?: boolean;
  /** Default: the last state. */
  readonly save?: Save;
  /** Calls a path diverged while it is still finite. */
  readonly guard?: Guard;
  /** What to watch for, by name: first passages of a level, exits from an interval. */
  readonly events?: Events;
}

export const solveKeys = keysOf<SolveOptions>({
  start: true,
  from: true,
  to: true,
  step: true,
  tolerance: true,
  scheme: true,
  seed: true,
  purpose: true,
  path: true,
  brownian: true,
  mirrored: true,
  save: true,
  guard: true,
  events: true,
});
const guardKeys = keysOf<Guard>({ every: true, diverged: true });

/**
 * Solves an SDE along one path.
 *
 * @param problem from `defineSde`.
 * @param options start (d), from, to, step or tolerance, scheme, seed, what to save.
 * @returns outcome, final time and state, saved times and values; a path that stops being finite is an outcome.
 * @throws InputError when the options do not fit the problem or the scheme.
 * @example
 * ```ts
 * import { defineSde, solve, eulerMaruyama } from "homogenized-sgd/sde";
 * const growth = defineSde({ dimension: 1, noise: { kind: "none" }, drift: (t, x, out) => { out[0] = x[0]; } });
 * const path = solve(growth, { start: [1], from: 0, to: 1, step: 0.25, scheme: eulerMaruyama });
 * path.outcome; // => "finished"
 * path.state[0]; // => 2.44140625
 * ```
 */
export function solve(problem: SdeProblem, options: SolveOptions): Solution {
  return drain(solveInSlices(problem, options));
}

/**
 * The same run, handing control back now and then (about every 2²⁰ coordinates stepped) with the fraction done.
 *
 * @param problem from `defineSde`.
 * @param options as for `solve`.
 * @returns an iterator over fractions whose return value is the solution.
 * @throws InputError as `solve`.
 * @example
 * ```ts
 * import { defineSde, solveInSlices, eulerMaruyama } from "homogenized-sgd/sde";
 * const still = defineSde({ dimension: 1, noise: { kind: "none" }, drift: (t, x, out) => { out[0] = 0; } });
 * const slices = solveInSlices(still, { start: [3], to: 1, step: 0.1, scheme: eulerMaruyama });
 * let slice = slices.next();
 * while (!slice.done) slice = slices.next();
 * slice.value.state[0]; // => 3
 * ```
 */
export function solveInSlices(problem: SdeProblem, options: SolveOptions): Generator<Progress, Solution> {
  requireKeys("solve", options, solveKeys);
  return prepareSolve(problem, options)(options.path ?? 0);
}

/**
 * Checks once and allocates once for any number of paths: returns path index → run. The runs share a
 * workspace, so one must end before the next begins.
 *
 * @param reveal makes of a state, in place, the process it stands for: what events are to see.
 */
export function prepareSolve(
  problem: SdeProblem,
  options: SolveOptions,
  reveal?: (state: Float64Array) => void,
): (path: number) => Generator<Progress, Solution> {
  if (options.save !== undefined) requireSave(options.save);
  if (options.guard !== undefined) requireGuard(options.guard);
  if (options.scheme?.reveal) return revealed(problem, options, prepareSolve);
  const { scheme, seed, guard, purpose = "path", mirrored = false, events } = options;
  const { start, from, to } = checkedSpan(problem, options);
  requireFlag("mirrored", mirrored);
  requireText("purpose", purpose);
  const { advance, saving, driven } = createLoop(problem, options, from);
  const noisy = problem.sources > 0;
  if (driven && mirrored)
    throw new InputError(
      "mirrored is given beside brownian, whose path is what it is; leave mirrored out, or brownian",
    );
  if (noisy && !driven && seed === undefined)
    throw new InputError(
      "seed is missing; give a whole number (or a random-js engine) so that the path can be drawn again",
    );
  if (driven && events && seed === undefined)
    throw new InputError(
      "seed is missing; events draw from it whether the path crossed between two steps: give a whole number beside brownian",
    );
  // An engine gives one number, which all streams are keyed by.
  const key = noisy && seed !== undefined ? seedNumber(seed) : null;
  const streams = driven || key === null ? null : createStreams(key, purpose);
  const watching = {
    from,
    start,
    seed: key,
    purpose: mirrored ? `${purpose}/mirrored` : purpose,
    show: reveal,
  };
  const watcher = events === undefined ? undefined : createWatcher(problem, events, watching);
  const recorder = createRecorder(saving, from, to, start);
  let stream: Stream | undefined;
  return (path) => {
    if (!(Number.isSafeInteger(path) && path >= 0))
      throw new InputError(`path is ${show(path)}; it must be a whole number of at least 0`);
    watcher?.begin(path);
    driven?.begin(path);
    stream = streams?.stream(path, stream);
    return advance({ problem, scheme, start, from, to, stream: stream ?? null, recorder, guard, watcher });
  };
}

function requireGuard(guard: Guard): void {
  requireKeys("guard", guard, guardKeys, "guard");
  if (!(typeof guard.every === "number" && guard.every > 0))
    throw new InputError(
      `guard.every is ${show(guard.every)}; it must be a positive time (Infinity: only where values are saved)`,
    );
  requireFunction("guard.diverged", guard.diverged, "(t, x) => boolean");
}

/** What makes the steps, what it is to save, and the Brownian path it follows where one is given. */
interface Loop {
  readonly advance: (march: March) => Generator<Progress, Solution>;
  readonly saving: Save;
  readonly driven?: Driven | undefined;
}

function createLoop(problem: SdeProblem, options: SolveOptions, from: number): Loop {
  const { to, scheme, step, tolerance, save = {}, mirrored = false } = options;
  if (tolerance !== undefined) {
    if (step !== undefined) throw new InputError("both step and tolerance are given; give one of the two");
    requireControllable(problem, scheme);
    requireTolerance(tolerance);
    return { advance: (march) => adaptiveSteps(march, tolerance), saving: save };
  }
  if (step === undefined || !(Number.isFinite(step) && step > 0))
    throw new InputError(
      `step is ${show(step)}; it must be a positive number (or give tolerance, without noise)`,
    );
  if (timeRounding(from, to, step) > 0.01)
    throw new InputError(
      `step is ${show(step)}; beside times from ${from} to ${to} it is lost in rounding: take a longer one`,
    );
  // Known beforehand, the grid's times are saved like any others, so that all paths save equally many.
  const saving = save.times === "steps" ? { ...save, times: stepTimes(from, to, step) } : save;
  const driven = options.brownian && driveBy(options.brownian, problem, scheme, { from, to, step });
  return { advance: fixedSteps(problem, driven?.scheme ?? scheme, step, mirrored), saving, driven };
}

/**
 * Runs slices of work to their end.
 *
 * @param slices a generator of fractions, such as `solveInSlices` returns.
 * @returns what the generator returns.
 * @example
 * ```ts
 * import { defineSde, drain, eulerMaruyama, solveInSlices } from "homogenized-sgd/sde";
 * const decay = defineSde({ dimension: 1, noise: { kind: "none" }, drift: (t, x, out) => { out[0] = -x[0]; } });
 * drain(solveInSlices(decay, { start: [8], to: 1, step: 0.5, scheme: eulerMaruyama })).state[0]; // => 2
 * ```
 */
export function drain<Result>(slices: Generator<Progress, Result>): Result {
  if (typeof slices?.next !== "function")
    throw new InputError(`drain got ${show(slices)}; give a generator, such as solveInSlices returns`);
  let slice = slices.next();
  while (!slice.done) slice = slices.next();
  return slice.value;
}

function requireControllable({ noise }: SdeProblem, scheme: Scheme): void {
  if (noise.kind !== "none")
    throw new InputError(
      `tolerance is given for a problem with ${noise.kind} noise; it serves problems without noise: give step`,
    );
  if (!scheme.prepareEmbedded)
    throw new InputError(
      `${scheme.name} gives no estimate of its error; with tolerance use dormand-prince, or give step`,
    );
}
