/**
 * Steps of fixed length h: t_n = from + n h, the last step shortened to end at `to`; increments drawn afresh.
 *
 * Most steps are quiet: nothing is saved at their ends and nobody looks at them. Those run through a loop of their own.
 */
import { createIncrements, type Increments, takeIncrement } from "./brownian/ahead.js";
import { createIncrement, type Increment } from "./brownian/increment.js";
import { allFinite, conclude, type March, nextLook, type Progress, sliceWork } from "./march.js";
import type { SdeProblem } from "./problem.js";
import type { Scheme, Step } from "./schemes/scheme.js";
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
  mirrored: boolean,
): (march: March) => Generator<Progress, Solution> {
  const makeStep = scheme.prepare(problem);
  const w = createIncrement(problem.sources, scheme.needs);
  const increments = createIncrements(w, mirrored);
  const advance = problem.dimension === 1 && increments.columns === 1 ? scalarSteps : quietSteps;
  const buffers = [new Float64Array(problem.dimension), new Float64Array(problem.dimension)];
  const sliceSteps = Math.max(1, Math.floor(sliceWork / problem.dimension));

  return function* run(march) {
    const { from, to, recorder, guard, watcher, start } = march;
    const { count, lastStep } = stepGrid(from, to, step);
    let [x, next] = buffers;
    let n = 0;
    let t = from;
    let guardTime = guard ? nextLook(guard, from, from) : to;
    let end: { readonly reason?: NonNullable<Solution["reason"]> } | undefined;
    x.set(start);
    increments.begin(march.stream, to - from);
    recorder.begin(from, x);

    while (n < count && !end) {
      const sliceEnd = Math.min(count, n + sliceSteps);
      while (n < sliceEnd && !end) {
        const looked = Math.min(recorder.nextStop(t) ?? to, guardTime);
        const quiet = watcher ? n : Math.min(sliceEnd, count - 1, stepsBefore(looked, from, step));
        if (n < quiet) {
          const made = advance(makeStep, increments, w, x, next, from, step, n, quiet);
          if ((made - n) % 2 === 1) [x, next] = [next, x];
          n = made;
          t = from + n * step;
          if (!allFinite(x)) end = { reason: "not-finite" };
          continue;
        }
        const last = n === count - 1;
        const h = last ? lastStep : step;
        let tNext = last ? to : from + (n + 1) * step;
        const due = recorder.before(t, x, tNext);
        increments.fill(h, 1);
        if (increments.columns > 0) takeIncrement(increments.block, 0, w.dW, w.H);
        makeStep(t, h, x, w, next);
        n++;
        if (!allFinite(next)) end = { reason: "not-finite" };
        else if (watcher?.look(t, x, tNext, next)) {
          tNext = watcher.endTime();
          end = {};
          recorder.stop(tNext, next);
        }
        [x, next] = [next, x];
        t = tNext;
        if (end) break;
        if (guard && (due || t >= guardTime)) {
          if (guard.diverged(t, x)) {
            end = { reason: "guard" };
            break;
          }
          if (t >= guardTime) guardTime = nextLook(guard, from, t);
        }
        if (due) recorder.after(t, x);
      }
      yield n / count;
    }
    return conclude(march, { time: t, steps: n, step, lastStep, ...end }, x);
  };
}

/** Steps that certainly end before a time, with one to spare for rounding. */
const stepsBefore = (time: number, from: number, step: number): number =>
  Math.floor((time - from) / step) - 2;

/** `quietSteps` in dimension 1 from one source: two steps a turn, there and back. All blocks but the last are even. */
function scalarSteps(
  makeStep: Step,
  increments: Increments,
  w: Increment,
  x: Float64Array,
  next: Float64Array,
  from: number,
  step: number,
  n: number,
  until: number,
): number {
  const { block } = increments;
  const { dW } = w;
  while (n < until) {
    const drawn = increments.fill(step, until - n);
    for (let j = 0; j < drawn; j += 2, n += 2) {
      dW[0] = block[j];
      makeStep(from + n * step, step, x, w, next);
      if (j + 1 === drawn || next[0] - next[0] !== 0) return n + 1;
      dW[0] = block[j + 1];
      makeStep(from + (n + 1) * step, step, next, w, x);
      if (x[0] - x[0] !== 0) return n + 2;
    }
  }
  return n;
}

/** Makes steps n … until − 1, all of full length, and stops after one that is not finite; returns how many were made in all. */
function quietSteps(
  makeStep: Step,
  increments: Increments,
  w: Increment,
  x: Float64Array,
  next: Float64Array,
  from: number,
  step: number,
  n: number,
  until: number,
): number {
  const { block, columns } = increments;
  const { dW, H } = w;
  let here = x;
  let there = next;
  while (n < until) {
    const drawn = increments.fill(step, until - n);
    for (let j = 0; j < drawn; j++, n++) {
      if (columns > 0) takeIncrement(block, j * columns, dW, H);
      makeStep(from + n * step, step, here, w, there);
      const made = there;
      there = here;
      here = made;
      if (!allFinite(here)) return n + 1;
    }
  }
  return n;
}
