/** What every run is checked for before its first step: interval, scheme, start, callbacks. */

import { InputError } from "../estimators/index.js";
import { show } from "../estimators/input/index.js";
import { requireSoundCallbacks } from "./callbacks.js";
import { requireCommuting } from "./commuting.js";
import { checkedStart, type SdeProblem } from "./problem.js";
import { requireFit } from "./schemes/fit.js";
import type { Scheme } from "./schemes/scheme.js";

export interface Span {
  readonly start?: ArrayLike<number>;
  readonly from?: number;
  readonly to: number;
  readonly scheme: Scheme;
}

/** The start as a fresh array, and the interval. */
export function checkedSpan(
  problem: SdeProblem,
  { start: given = problem.start, from = 0, to, scheme }: Span,
): { readonly start: Float64Array; readonly from: number; readonly to: number } {
  if (to === undefined) throw new InputError("to is missing; give the time at which the run ends");
  requireInterval(from, to);
  requireFit(problem, scheme);
  if (given === undefined)
    throw new InputError(
      `start is missing; give ${problem.dimension} numbers, for the problem carries no start`,
    );
  const start = checkedStart(given, problem.dimension);
  requireSoundCallbacks(problem, from, start);
  requireCommuting(problem, scheme, from, start);
  return { start, from, to };
}

function requireInterval(from: number, to: number): void {
  if (!(Number.isFinite(from) && Number.isFinite(to)))
    throw new InputError(`from is ${show(from)} and to is ${show(to)}; both must be finite times`);
  if (!(to > from))
    throw new InputError(`to = ${to} is not after from = ${from}; time runs forward: swap them`);
}
