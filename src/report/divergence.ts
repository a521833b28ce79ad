/** What became of runs that left: one sentence a method, for figures and tables. */
import type { ResultJson } from "../comparison/index.js";
import { hasRuns } from "./curves.js";
import { count, isNumber, shortNumber } from "./format.js";

export interface Divergence {
  readonly method: string;
  /** Increasing; one time for a deterministic method. */
  readonly times: readonly number[];
  /** "3 of 32 runs of SGD diverged, the first at t = 1.2" */
  readonly sentence: string;
}

/** The methods that diverged, in the order of the result; `nameOf` says what to call them. */
export function divergences({ curves }: ResultJson, nameOf: (method: string) => string): Divergence[] {
  return Object.entries(curves).flatMap(([method, methodCurves]): Divergence[] => {
    const name = nameOf(method);
    if (!hasRuns(methodCurves)) {
      if (methodCurves.outcome !== "diverged") return [];
      const times = isNumber(methodCurves.divergedAt) ? [methodCurves.divergedAt] : [];
      return [{ method, times, sentence: `${name} diverged${at(times[0])}` }];
    }
    const { runs, diverged, divergenceTimes } = methodCurves;
    if (diverged === 0) return [];
    const times = divergenceTimes.map(({ time }) => time).sort((a, b) => a - b);
    const first = times.length > 1 ? `, the first${at(times[0])}` : at(times[0]);
    return [{ method, times, sentence: `${diverged} of ${count(runs, "run")} of ${name} diverged${first}` }];
  });
}

const at = (time: number | undefined): string => (isNumber(time) ? ` at t = ${shortNumber(time)}` : "");
