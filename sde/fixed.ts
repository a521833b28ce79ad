/**
 * Steps of fixed length h: t_n = from + n h, the last step shortened to end at `to`; increments drawn afresh.
 */
import { freshIncrement } from "./brownian/fresh.js";
import { createIncrement } from "./brownian/increment.js";
import { allFinite, conclude, type March, nextLook, type Progress, sliceWork } from "./march.js";
import type { SdeProblem } from "./problem.js";
import type { Scheme } from "./schemes/scheme.js";
import type { Solution } from "./solution.js";

/** Rounding of times, in steps: a step that divides the interval up to it is meant to divide it. */
export const timeRounding = (from: number, to: number, step: number): number =>
  1e-9 + (8 * Number.EPSILON * Math.max(Math.abs(from), Math.abs(to))) / step;

function stepGrid(from: number, to: number, step: number): { count: number; lastStep: number } {
  const rounding = timeRounding(from, to, step);
  const count = Math.max(1, Math.ceil((to - from) / step - rounding));
  const rest = to - (from + (count - 1) * step);
  return { count, lastStep: Math.abs(rest - step) <= rounding * step ? step : rest };
}

/** t_0 … t_N */
export function stepTimes(from: number, to: number, step: number): Float64Array {
  const { count } = stepGrid(from, to, step);
  return Float64Array.from({ length: count + 1 }, (_, n) => (n === count ? to : from + n * step));
}

/** Allocates the workspace that all runs of one problem share; returns the loop. */
export function fixedSteps(
  problem: SdeProblem,
  scheme: Scheme,
  step: number,
): (march: March) => Generator<Progress, Solution> {
  const makeStep = scheme.prepare(problem);
  const w = createIncrement(problem.sources, scheme.needs);
  const buffers = [new Float64Array(problem.dimension), new Float64Array(problem.dimension)];
  const sliceSteps = Math.max(1, Math.floor(sliceWork / problem.dimension));

  return function* run(march) {
    const { from, to, stream, recorder, guard, start } = march;
    const { count, lastStep } = stepGrid(from, to, step);
    let [x, next] = buffers;
    let t = from;
    let guardTime = guard ? nextLook(guard, from, from) : to;
    let reason: Solution["reason"];
    x.set(start);
    recorder.begin(from, x);

    /** Makes steps n … until − 1; stops where the run diverges. Returns the number of steps made in all. */
    const advance = (n: number, until: number): number => {
      for (; n < until; n++) {
        const last = n === count - 1;
        const h = last ? lastStep : step;
        const tNext = last ? to : from + (n + 1) * step;
        const due = recorder.before(t, x, tNext);
        if (stream) freshIncrement(stream, h, w, to - from);
        makeStep(t, h, x, w, next);
        [x, next] = [next, x];
        t = tNext;
        if (!allFinite(x)) {
          reason = "not-finite";
          return n + 1;
        }
        if (guard && (due || t >= guardTime)) {
          if (guard.diverged(t, x)) {
            reason = "guard";
            return n + 1;
          }
          if (t >= guardTime) guardTime = nextLook(guard, from, t);
        }
        if (due) recorder.after(t, x);
      }
      return n;
    };

    let n = 0;
    while (n < count && reason === undefined) {
      n = advance(n, Math.min(count, n + sliceSteps));
      yield n / count;
    }
    return conclude(march, { time: t, steps: n, step, lastStep, ...(reason && { reason }) }, x);
  };
}
