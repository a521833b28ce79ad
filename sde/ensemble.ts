/**
 * Many paths into a reducer. Path i draws from the stream (seed, purpose, i); of antithetic pairs, path 2i + 1 from
 * stream 2i with its signs changed (Hammersley & Morton, Proc. Cambridge Phil. Soc. 52 (1956)): the mean of a pair has
 * variance (1 + ρ)/2 times that of one path, ρ the pair's correlation, so that it pays where ρ < 0.
 */
import { InputError } from "../estimators/index.js";
import { keysOf, requireKeys } from "../estimators/input/index.js";
import type { Progress } from "./march.js";
import { type SolveOptions, solveKeys } from "./options.js";
import { createPace } from "./pace.js";
import { requireProblem, type SdeProblem } from "./problem.js";
import { seedNumber } from "./random/index.js";
import {
  type EnsembleInfo,
  type PathsOptions,
  pathsKeys,
  reducePaths,
  requirePaths,
} from "./reduce-paths.js";
import { drain, prepareSolve } from "./solve.js";

export interface EnsembleOptions<Result>
  extends Omit<SolveOptions, "path" | "mirrored">,
    PathsOptions<Result> {}

export const ensembleKeys: readonly string[] = [
  ...solveKeys.filter((key) => key !== "path" && key !== "mirrored"),
  ...pathsKeys,
];

/** How to hear of a long job and end it. */
export interface AsyncOptions {
  /** Ends the job: its promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told now and then, with the fraction done. */
  readonly onProgress?: (fraction: Progress) => void;
}

export const asyncKeys = keysOf<AsyncOptions>({ signal: true, onProgress: true });

/**
 * Solves many independent paths and reduces what they save; memory does not grow with their number.
 *
 * @param problem from `defineSde`.
 * @param options those of `solve`, with `paths` and `reduce` (such as `moments()`), and `antithetic` for mirrored pairs.
 * @returns the reducer's result, and times, width, paths and the paths that diverged beside it.
 * @throws InputError as `solve`, when `paths` or `firstPath` is not a whole number (of at least 1 and 0), or is odd for
 *   antithetic paths, or when these have no noise to mirror.
 * @example
 * ```ts
 * import { defineSde, ensemble, eulerMaruyama, moments } from "homogenized-sgd/sde";
 * const brownian = defineSde({ dimension: 1, calculus: "ito", noise: { kind: "additive" },
 *   drift: (t, x, out) => { out[0] = 0; }, diffusion: (t, x, out) => { out[0] = 1; } });
 * const stats = ensemble(brownian, { start: [0], to: 1, step: 0.1, scheme: eulerMaruyama, seed: 1,
 *   paths: 2000, save: { of: (t, x) => x[0] }, reduce: moments() });
 * Math.abs(stats.mean[0]) < 5 * stats.standardError[0]; // => true
 * stats.diverged; // => 0
 * ```
 */
export function ensemble<Result extends object>(
  problem: SdeProblem,
  options: EnsembleOptions<Result>,
): Result & EnsembleInfo {
  requireKeys("ensemble", options, ensembleKeys);
  return drain(ensembleSlices(problem, options));
}

/**
 * The same without holding the event loop: it pauses now and then, tells its progress and can be ended.
 *
 * @param problem from `defineSde`.
 * @param options those of `ensemble`, with `signal` and `onProgress`.
 * @returns a promise of what `ensemble` returns, bit for bit; rejected with the signal's reason, or an InputError as there.
 * @example
 * ```ts
 * import { defineSde, ensembleAsync, eulerMaruyama, moments } from "homogenized-sgd/sde";
 * const brownian = defineSde({ dimension: 1, calculus: "ito", noise: { kind: "additive" },
 *   drift: (t, x, out) => { out[0] = 0; }, diffusion: (t, x, out) => { out[0] = 1; } });
 * const stop = new AbortController();
 * const job = ensembleAsync(brownian, { start: [0], to: 1, step: 0.001, scheme: eulerMaruyama, seed: 1,
 *   paths: 1e6, reduce: moments(), signal: stop.signal, onProgress: () => stop.abort() });
 * await job.catch((reason) => reason.name); // => "AbortError"
 * ```
 */
export async function ensembleAsync<Result extends object>(
  problem: SdeProblem,
  options: EnsembleOptions<Result> & AsyncOptions,
): Promise<Result & EnsembleInfo> {
  requireKeys("ensembleAsync", options, [...ensembleKeys, ...asyncKeys]);
  return createPace(options.signal)(ensembleSlices(problem, options), options.onProgress);
}

function ensembleSlices<Result extends object>(
  problem: SdeProblem,
  options: EnsembleOptions<Result>,
): Generator<Progress, Result & EnsembleInfo> {
  const solving = checkedEnsemble(problem, options);
  const run = prepareSolve(problem, solving);
  const mirrored = options.antithetic ? prepareSolve(problem, { ...solving, mirrored: true }) : undefined;
  return reducePaths(options, run, mirrored);
}

/** The options with their seed as a number, which all runs share: an engine gives one. */
export function checkedEnsemble<Result>(
  problem: SdeProblem,
  options: EnsembleOptions<Result>,
): EnsembleOptions<Result> {
  requireProblem(problem);
  requirePaths(options);
  const { sources } = problem;
  const { brownian, antithetic, seed } = options;
  if (brownian && typeof brownian !== "function")
    throw new InputError(
      "brownian is one path, and all paths of the ensemble would be the same; give a function of the path's index",
    );
  if (antithetic && sources === 0)
    throw new InputError(
      "antithetic is given for a problem without noise, whose paths have no mirror; leave it out",
    );
  if (options.tolerance && options.save?.times === "steps")
    throw new InputError(
      'save.times is "steps" beside tolerance, whose steps differ from path to path; give the times to save',
    );
  return seed === undefined || sources === 0 ? options : { ...options, seed: seedNumber(seed) };
}
