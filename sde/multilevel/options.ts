/** What multilevel Monte Carlo is asked, checked at the door. */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireFunction, requireList, show } from "../../estimators/input/index.js";
import type { SdeProblem } from "../problem.js";
import type { Seed } from "../random/index.js";
import type { Scheme } from "../schemes/scheme.js";

export interface MultilevelOptions {
  /** d numbers; the problem's own start if left out. */
  readonly start?: ArrayLike<number>;
  /** Default 0. */
  readonly from?: number;
  readonly to: number;
  readonly scheme: Scheme;
  /** The number whose mean at `to` is wanted. */
  readonly of: (t: number, x: Float64Array) => number;
  /** ε: root mean square error wanted, of chance and finite steps together. */
  readonly tolerance?: number;
  /** Instead of `tolerance`: how many samples of each level. */
  readonly samples?: readonly number[];
  /** Steps on level 0. Default 1. */
  readonly coarsest?: number;
  /** M: how many times as many steps each level has as the one before. Default 2. */
  readonly refinement?: number;
  /** With `tolerance`: samples that the first three levels begin with. Default 1000. */
  readonly pilot?: number;
  /** With `tolerance`: the finest level there may be. Default 12. */
  readonly maxLevel?: number;
  /** A whole number, or a random-js engine to draw one from. */
  readonly seed: Seed;
  /** Streams are keyed by (seed, purpose/level, sample). Default "multilevel". */
  readonly purpose?: string;
}

export const multilevelKeys = keysOf<MultilevelOptions>({
  start: true,
  from: true,
  to: true,
  scheme: true,
  of: true,
  tolerance: true,
  samples: true,
  coarsest: true,
  refinement: true,
  pilot: true,
  maxLevel: true,
  seed: true,
  purpose: true,
});

export function requireOptions({ sources }: SdeProblem, options: MultilevelOptions): void {
  requireFunction("of", options.of, "(t, x) => number");
  const { scheme, tolerance, samples, coarsest = 1, refinement = 2, pilot = 1000, maxLevel = 12 } = options;
  if (sources === 0)
    throw new InputError("multilevel is for problems with noise, and this one has none; use solve");
  if (scheme.needs.includes("signs"))
    throw new InputError(
      `${scheme.name} draws signs, which belong to one step and do not make up those of a coarser one; take a scheme that is told the Brownian path alone`,
    );
  if ((tolerance === undefined) === (samples === undefined))
    throw new InputError(
      `${samples === undefined ? "neither tolerance nor samples is" : "both tolerance and samples are"} given; give one of the two`,
    );
  if (tolerance !== undefined && !(Number.isFinite(tolerance) && tolerance > 0))
    throw new InputError(`tolerance is ${show(tolerance)}; it must be a positive number`);
  if (samples !== undefined) requireList("samples", samples, "the number of samples of each level");
  if (samples?.length === 0)
    throw new InputError("samples is empty; give the number of samples of each level");
  samples?.forEach((count, l) => {
    requireCount(`samples[${l}]`, count, 2);
  });
  requireCount("coarsest", coarsest, 1);
  requireCount("refinement", refinement, 2);
  requireCount("pilot", pilot, 10);
  requireCount("maxLevel", maxLevel, 1);
}

function requireCount(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new InputError(`${name} is ${show(value)}; it must be a whole number of at least ${least}`);
}
