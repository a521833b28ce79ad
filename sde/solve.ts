/**
 * One way to solve: checks at the door, then one loop. Steps are of fixed length with increments drawn directly or
 * taken from a Brownian path, or of controlled length (`tolerance`), on such a path where there is noise.
 */

import { InputError } from "../estimators/index.js";
import { requireFlag, requireFunction, requireKeys, requireText, show } from "../estimators/input/index.js";
import { checkedSpan } from "./door.js";
import { createWatcher } from "./events/watcher.js";
import { createLoop } from "./loop.js";
import type { Guard, Progress } from "./march.js";
import { guardKeys, type SolveOptions, solveKeys } from "./options.js";
import type { SdeProblem } from "./problem.js";
import { createStreams, type Stream, seedNumber } from "./random/index.js";
import { revealed } from "./revealed.js";
import { createRecorder, requireSave } from "./save.js";
import type { Solution } from "./solution.js";

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
  const noisy = problem.sources > 0;
  const given = options.brownian !== undefined;
  if (given && mirrored)
    throw new InputError(
      "mirrored is given beside brownian, whose path is what it is; leave mirrored out, or brownian",
    );
  // An engine gives one number, which all streams are keyed by.
  const key = noisy && seed !== undefined ? seedNumber(seed) : null;
  const loop = createLoop(problem, options, { from, to, seed: key, purpose, mirrored });
  if (noisy && !given && seed === undefined)
    throw new InputError(
      "seed is missing; give a whole number (or a random-js engine) so that the path can be drawn again",
    );
  if (given && events && seed === undefined)
    throw new InputError(
      "seed is missing; events draw from it whether the path crossed between two steps: give a whole number beside brownian",
    );
  const streams = loop.path || key === null ? null : createStreams(key, purpose);
  const watching = {
    from,
    start,
    seed: key,
    purpose: mirrored ? `${purpose}/mirrored` : purpose,
    show: reveal,
  };
  const watcher = events === undefined ? undefined : createWatcher(problem, events, watching);
  const recorder = createRecorder(loop.saving, from, to, start);
  let stream: Stream | undefined;
  return (path) => {
    if (!(Number.isSafeInteger(path) && path >= 0))
      throw new InputError(`path is ${show(path)}; it must be a whole number of at least 0`);
    watcher?.begin(path);
    loop.path?.begin(path);
    stream = streams?.stream(path, stream);
    return loop.advance({
      problem,
      scheme,
      start,
      from,
      to,
      stream: stream ?? null,
      recorder,
      guard,
      watcher,
    });
  };
}

function requireGuard(guard: Guard): void {
  requireKeys("guard", guard, guardKeys, "guard");
  if (!(typeof guard.every === "number" && guard.every >= 0))
    throw new InputError(
      `guard.every is ${show(guard.every)}; it must be a time (0: after every step; Infinity: only where values are saved)`,
    );
  requireFunction("guard.diverged", guard.diverged, "(t, x) => boolean");
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
