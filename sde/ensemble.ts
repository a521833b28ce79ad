/**
 * Many paths into a reducer. Path i draws from the stream (seed, purpose, i), and paths are reduced in blocks
 * of fixed length that are merged in order, so the result does not depend on who computed which block.
 */
import { InputError } from "../estimators/index.js";
import type { SdeProblem } from "./problem.js";
import type { Reducer } from "./reducers.js";
import { drain, prepareSolve, type SolveOptions } from "./solve.js";

export interface EnsembleOptions<Result> extends Omit<SolveOptions, "path"> {
  /** Number of paths. */
  readonly paths: number;
  /** Index of the first one: an ensemble can be computed in parts. Default 0. */
  readonly firstPath?: number;
  readonly reduce: Reducer<Result>;
}

export interface EnsembleInfo {
  readonly paths: number;
  readonly times: Float64Array;
  readonly width: number;
  /** How many paths diverged, and the first of them (at most 100) with their times. */
  readonly diverged: number;
  readonly divergences: readonly { readonly path: number; readonly time: number }[];
}

/** Paths per block: part of the result's bits, for sums are grouped by it. */
const blockLength = 64;
const listedDivergences = 100;

/**
 * Solves many independent paths and reduces what they save; memory does not grow with their number.
 *
 * @param problem from `defineSde`.
 * @param options those of `solve`, with `paths` and `reduce` (such as `moments()`).
 * @returns the reducer's result, and times, width, paths and the paths that diverged beside it.
 * @throws InputError as `solve`, and when `paths` or `firstPath` is not a whole number (of at least 1 and 0).
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
  const { paths, firstPath = 0, reduce, ...solving } = options;
  if (!(Number.isSafeInteger(paths) && paths >= 1))
    throw new InputError(`paths is ${paths}; it must be a whole number of at least 1`);
  if (!(Number.isSafeInteger(firstPath) && firstPath >= 0))
    throw new InputError(`firstPath is ${firstPath}; it must be a whole number of at least 0`);
  if (solving.brownian && typeof solving.brownian !== "function")
    throw new InputError(
      "brownian is one path, and all paths of the ensemble would be the same; give a function of the path's index",
    );
  const run = prepareSolve(problem, solving);

  let total: ReturnType<typeof reduce.create> | undefined;
  let block: ReturnType<typeof reduce.create> | undefined;
  let times: Float64Array = new Float64Array(0);
  let width = 0;
  let diverged = 0;
  const divergences: { path: number; time: number }[] = [];
  for (let i = firstPath; i < firstPath + paths; i++) {
    const solution = drain(run(i));
    times = solution.times;
    width = solution.width;
    if (solution.outcome === "diverged") {
      diverged++;
      if (divergences.length < listedDivergences) divergences.push({ path: i, time: solution.time });
    }
    block ??= reduce.create(solution.values.length);
    block.push(solution.values);
    if ((i + 1) % blockLength === 0 || i === firstPath + paths - 1) {
      if (total) total.merge(block);
      else total = block;
      block = undefined;
    }
  }
  return {
    ...(total as ReturnType<typeof reduce.create>).result(),
    paths,
    times,
    width,
    diverged,
    divergences,
  };
}
