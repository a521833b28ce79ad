/** γ(t) as any function of t; the library's form, with no counterpart in a file. */
import type { Schedule } from "./schedule.js";

/** A function of t as a schedule; it may be called more than once, and in any order, for the same t. */
export function prepareFunction(rate: (t: number) => number): Schedule {
  return { kind: "function", rate: (t) => rate(t), breakpoints: [] };
}
