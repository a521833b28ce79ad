/** What the two order harnesses are asked, checked at the door. */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireList, show } from "../../estimators/input/index.js";
import type { Need } from "../brownian/increment.js";
import { requireSoundCallbacks } from "../callbacks.js";
import type { ExactSolution, NamedProblem } from "../catalogue/index.js";
import { requireCommuting } from "../commuting.js";
import { checkedStart, type SdeProblem } from "../problem.js";
import type { Seed } from "../random/index.js";
import { requireFit } from "../schemes/fit.js";
import type { Scheme } from "../schemes/scheme.js";
import { groupCount } from "./fit.js";

export interface PathOptions {
  /** d numbers; the problem's own start if left out. */
  readonly start?: ArrayLike<number>;
  /** Default: the catalogue entry's, else 0. */
  readonly from?: number;
  /** Default: the catalogue entry's. */
  readonly to?: number;
  /** Steps are (to − from) 2^−level, from the coarsest level to the finest, at least three. Default [4, 9]; of the weak order [2, 7]. */
  readonly levels?: readonly [coarsest: number, finest: number];
  /** Default 1000; of the weak order 10,000. */
  readonly paths?: number;
  /** A whole number, or a random-js engine to draw one from; needed where there is noise. */
  readonly seed?: Seed;
  /** The solution as a function of the path, of a problem of your own. */
  readonly exact?: ExactSolution;
  /** What it reads of the path beside W. */
  readonly exactNeeds?: readonly Need[];
  /** Probability with which the interval covers what chance hides. Default 0.95. */
  readonly confidence?: number;
}

export const pathKeys = keysOf<PathOptions>({
  start: true,
  from: true,
  to: true,
  levels: true,
  paths: true,
  seed: true,
  exact: true,
  exactNeeds: true,
  confidence: true,
});

export interface Setting {
  readonly problem: SdeProblem;
  readonly entry: NamedProblem | undefined;
  readonly start: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

/** Problem, start and interval of an order harness called `who`. */
export function checkedSetting(
  given: SdeProblem | NamedProblem,
  scheme: Scheme,
  options: Pick<PathOptions, "start" | "from" | "to" | "confidence">,
): Setting {
  const entry = typeof given === "object" && given !== null && "problem" in given ? given : undefined;
  const problem = entry ? entry.problem : (given as SdeProblem);
  requireFit(problem, scheme);
  const start = options.start ?? problem.start;
  if (start === undefined)
    throw new InputError(
      `start is missing; give ${problem.dimension} numbers, for the problem carries no start`,
    );
  const from = options.from ?? entry?.from ?? 0;
  const to = options.to ?? entry?.to;
  if (to === undefined) throw new InputError("to is missing; give the time at which errors are taken");
  if (!(Number.isFinite(from) && Number.isFinite(to) && to > from))
    throw new InputError(
      `from is ${show(from)} and to is ${show(to)}; both must be finite times and to the later one`,
    );
  const { confidence = 0.95 } = options;
  if (!(Number.isFinite(confidence) && confidence > 0 && confidence < 1))
    throw new InputError(`confidence is ${show(confidence)}; it must lie between 0 and 1, such as 0.95`);
  const x = checkedStart(start, problem.dimension);
  requireSoundCallbacks(problem, from, x);
  requireCommuting(problem, scheme, from, x);
  return { problem, entry, start: x, from, to, confidence };
}

/**
 * What the two harnesses take where nothing is said: levels, from the coarsest to the finest, and paths.
 *
 * @example
 * ```ts
 * import { orderDefaults } from "homogenized-sgd/sde";
 * orderDefaults.weak.levels; // => [2, 7]
 * ```
 */
export const orderDefaults = Object.freeze({
  strong: Object.freeze({ levels: Object.freeze([4, 9] as const), paths: 1000 }),
  weak: Object.freeze({ levels: Object.freeze([2, 7] as const), paths: 10_000 }),
});

/** The deepest level a path is drawn at: 2^24 increments. */
const deepest = 24;

export function requireLevels(levels: readonly [number, number], finer: number): void {
  requireList("levels", levels, "the coarsest and the finest");
  const [coarsest, finest] = levels;
  if (!(Number.isSafeInteger(coarsest) && coarsest >= 0 && Number.isSafeInteger(finest)))
    throw new InputError(
      `levels are [${show(coarsest)}, ${show(finest)}]; give two whole numbers of at least 0, the coarsest level first`,
    );
  if (!(finest >= coarsest + 2))
    throw new InputError(
      `levels are [${show(coarsest)}, ${show(finest)}]; an order needs at least three of them: let the second be ${coarsest + 2} or more`,
    );
  if (!(finest + finer <= deepest))
    throw new InputError(
      `levels are [${show(coarsest)}, ${show(finest)}]; a path is drawn at ${finest + finer}, and ${deepest} is the deepest: take coarser ones`,
    );
}

function requirePaths(paths: number): void {
  if (!(Number.isSafeInteger(paths) && paths >= 2 * groupCount))
    throw new InputError(
      `paths is ${show(paths)}; it must be a whole number of at least ${2 * groupCount}, for the interval comes from ${groupCount} groups of them`,
    );
}

/** How many paths, and of which seed. Without noise one path is all. */
export function checkedSample(
  { problem }: Setting,
  { paths, seed }: Pick<PathOptions, "paths" | "seed">,
  kind: keyof typeof orderDefaults,
): { readonly paths: number; readonly seed: Seed } {
  if (problem.sources === 0) return { paths: 1, seed: 0 };
  const count = paths ?? orderDefaults[kind].paths;
  requirePaths(count);
  if (seed === undefined)
    throw new InputError("seed is missing; give a whole number so that the paths can be drawn again");
  return { paths: count, seed };
}
