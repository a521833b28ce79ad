/**
 * Paths into a reducer, in blocks of fixed length that are merged in order, so that the result does not depend on who
 * computed which block.
 */

import { InputError } from "../estimators/index.js";
import { keysOf, requireFlag, show } from "../estimators/input/index.js";
import type { Progress } from "./march.js";
import type { Accumulator, Reducer } from "./reducers/index.js";
import { pushPair } from "./reducers/reducer.js";
import type { Solution } from "./solution.js";

/** A run by its path's index. */
export type Run = (path: number) => Generator<Progress, Solution>;

export interface PathsOptions<Result> {
  /** Number of paths. */
  readonly paths: number;
  /** Index of the first one: an ensemble can be computed in parts. Default 0. */
  readonly firstPath?: number;
  /**
   * Paths in pairs: path 2i + 1 is the mirror of path 2i, all increments with their signs changed. What is odd in them
   * cancels in the pair's mean; errors are told accordingly. No help where what is saved is even. Default false.
   */
  readonly antithetic?: boolean;
  readonly reduce: Reducer<Result>;
}

export const pathsKeys = keysOf<PathsOptions<unknown>>({
  paths: true,
  firstPath: true,
  antithetic: true,
  reduce: true,
});

export interface EnsembleInfo {
  readonly paths: number;
  readonly times: Float64Array;
  readonly width: number;
  /** How many paths did not finish (diverged, or ran out of steps), and the first of them (at most 100) with their times. */
  readonly diverged: number;
  readonly divergences: readonly { readonly path: number; readonly time: number }[];
}

/** Paths per block: part of the result's bits, for sums are grouped by it. Even, so that no pair is parted. */
const blockLength = 64;
const listedDivergences = 100;

export function requirePaths(options: PathsOptions<unknown>): void {
  const { paths, firstPath = 0, antithetic = false, reduce } = options;
  if (typeof reduce?.create !== "function")
    throw new InputError(
      `reduce is ${show(reduce)}; say what to make of the paths, with a reducer such as moments()`,
    );
  requireFlag("antithetic", antithetic);
  if (!(Number.isSafeInteger(paths) && paths >= 1))
    throw new InputError(`paths is ${show(paths)}; it must be a whole number of at least 1`);
  if (!(Number.isSafeInteger(firstPath) && firstPath >= 0))
    throw new InputError(`firstPath is ${show(firstPath)}; it must be a whole number of at least 0`);
  if (antithetic && paths % 2 !== 0)
    throw new InputError(`paths is ${show(paths)}, and antithetic ones come in pairs; give an even number`);
  if (antithetic && firstPath % 2 !== 0)
    throw new InputError(
      `firstPath is ${show(firstPath)}, within an antithetic pair; give an even number, where a pair begins`,
    );
}

/** @param mirrored the run of a path's mirror, where paths are antithetic. */
export function* reducePaths<Result extends object>(
  { paths, firstPath = 0, reduce }: PathsOptions<Result>,
  run: Run,
  mirrored: Run | undefined,
): Generator<Progress, Result & EnsembleInfo> {
  const stride = mirrored ? 2 : 1;
  const end = firstPath + paths;
  let total: Accumulator<Result> | undefined;
  let block: Accumulator<Result> | undefined;
  let last: Solution | undefined;
  let diverged = 0;
  const divergences: { path: number; time: number }[] = [];
  const note = (path: number, { outcome, time }: Solution): void => {
    if (outcome === "finished") return;
    diverged++;
    if (divergences.length < listedDivergences) divergences.push({ path, time });
  };
  for (let i = firstPath; i < end; i += stride) {
    const solution = yield* within(run(i), i - firstPath, paths);
    note(i, solution);
    block ??= reduce.create(solution.values.length, solution.width);
    if (mirrored) {
      const mirror = yield* within(mirrored(i), i + 1 - firstPath, paths);
      note(i + 1, mirror);
      pushPair(block, solution.values, mirror.values, solution, mirror);
    } else block.push(solution.values, solution);
    last = solution;
    if ((i + stride) % blockLength === 0 || i + stride === end) {
      if (total) total.merge(block);
      else total = block;
      block = undefined;
    }
  }
  return { ...total!.result(), paths, times: last!.times, width: last!.width, diverged, divergences };
}

/** One of `parts` equal parts of a job: its fractions as those of the whole. */
export function* within<Result>(
  slices: Generator<Progress, Result>,
  part: number,
  parts: number,
): Generator<Progress, Result> {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
    yield (part + slice.value) / parts;
  }
}
