/** What the two loops (fixed and controlled steps) share. */
import type { Watcher } from "./events/watcher.js";
import type { SdeProblem } from "./problem.js";
import type { Stream } from "./random/index.js";
import type { Recorder } from "./save.js";
import type { Scheme } from "./schemes/scheme.js";
import type { Solution } from "./solution.js";

/** Fraction of the run that is done, in [0, 1]. */
export type Progress = number;

/** Calls a path diverged while its numbers are still finite. */
export interface Guard {
  /**
   * Looked at by the first step at or past each multiple of this time after `from`, and wherever values are saved;
   * 0: after every step.
   */
  readonly every: number;
  readonly diverged: (t: number, x: Float64Array) => boolean;
}

/** When the guard is looked at next, from a look at t on; a multiple of `every` that is due up to rounding is due. */
export function nextLook({ every }: Guard, from: number, t: number): number {
  if (every === 0) return t;
  return from + every * (Math.floor((t - from) / every + 2e-9) + 1 - 1e-9);
}

/** One run about to start. */
export interface March {
  readonly problem: SdeProblem;
  readonly scheme: Scheme;
  readonly start: Float64Array;
  readonly from: number;
  readonly to: number;
  /** null where there is no noise. */
  readonly stream: Stream | null;
  readonly recorder: Recorder;
  readonly guard: Guard | undefined;
  readonly watcher: Watcher | undefined;
}

/** Coordinates stepped between two looks at the clock. */
export const sliceWork = 2 ** 20;

export function conclude(
  march: March,
  end: Pick<Solution, "time" | "steps"> &
    Partial<Pick<Solution, "reason" | "rejected" | "step" | "lastStep">>,
  state: Float64Array,
): Solution {
  const { recorder, watcher } = march;
  const { times, values } = recorder.finish();
  const { reason } = end;
  return {
    outcome: reason === undefined ? "finished" : reason === "too-many-steps" ? "unfinished" : "diverged",
    rejected: 0,
    ...end,
    ...(watcher?.outcome() ?? unwatched),
    state: state.slice(),
    times,
    values,
    width: recorder.width,
  };
}

const unwatched: Pick<Solution, "events"> = Object.freeze({ events: Object.freeze({}) });

/** Whether every coordinate is finite: x − x is 0 for a finite number and NaN for any other. */
export function allFinite(x: Float64Array): boolean {
  const d = x.length;
  if (d === 1) return x[0] - x[0] === 0;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  let i = 0;
  for (; i + 8 <= d; i += 8) {
    s0 += x[i] - x[i];
    s1 += x[i + 1] - x[i + 1];
    s2 += x[i + 2] - x[i + 2];
    s3 += x[i + 3] - x[i + 3];
    s4 += x[i + 4] - x[i + 4];
    s5 += x[i + 5] - x[i + 5];
    s6 += x[i + 6] - x[i + 6];
    s7 += x[i + 7] - x[i + 7];
  }
  for (; i < d; i++) s0 += x[i] - x[i];
  return s0 + s1 + s2 + s3 + (s4 + s5 + s6 + s7) === 0;
}
