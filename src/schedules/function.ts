/** γ as any function of t and, if it takes a second argument, of the observables; the library's form, with no counterpart in a file. */
import type { Observables } from "./observables.js";
import { ofObservables, ofTime, type Schedule } from "./schedule.js";

/** It may be called more than once, and in any order, for the same t. */
export type RateFunction = (t: number, seen: Observables) => number;

export function prepareFunction(rate: RateFunction): Schedule {
  if (rate.length >= 2) return ofObservables("function", (t, seen) => rate(t, seen));
  // It takes no second argument, so that what stands there is of no account.
  return ofTime("function", rate as (t: number) => number);
}
