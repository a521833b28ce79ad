/**
 * Steps of controlled length, for problems without noise: the scheme's error estimate is kept at one,
 *
 *     h ← h · min(5, max(⅕, 0.9 err^{−1/q})),      q the order of the estimate,
 *
 * and a step with err > 1 is made again (Hairer, Nørsett & Wanner I, §II.4). Saved times are landed on exactly.
 */
import { InputError } from "../estimators/index.js";
import { keysOf, requireFunction, requireKeys, show } from "../estimators/input/index.js";
import { createIncrement } from "./brownian/increment.js";
import { pow } from "./kernels/index.js";
import { allFinite, conclude, type March, nextLook, type Progress, sliceWork } from "./march.js";
import type { Solution } from "./solution.js";

export interface Tolerance {
  /** Error allowed per step, as a part of each coordinate's size (or of `scale`). */
  readonly relative: number;
  /** Error allowed per step besides. Default 0. */
  readonly absolute?: number;
  /** The size errors are measured by, one number per coordinate; if left out, |x_i| at the step's start or end, the larger. */
  readonly scale?: (t: number, x: Float64Array, out: Float64Array) => void;
}

export function* adaptiveSteps(march: March, tolerance: Tolerance): Generator<Progress, Solution> {
  const { problem, scheme, from, to, recorder, guard, watcher } = march;
  const { step: makeStep, errorNorm, errorOrder } = scheme.prepareEmbedded!(problem);
  const d = problem.dimension;
  const noIncrement = createIncrement(0, []);
  const scale = new Float64Array(d);
  let x = march.start.slice();
  let next = new Float64Array(d);
  let t = from;
  let guardTime = guard ? nextLook(guard, from, from) : to;
  recorder.begin(from, x);
  weigh(tolerance, t, x, x, scale);
  let h = firstStep(march, x, scale, next);
  let steps = 0;
  let rejected = 0;
  let afterRejection = false;
  let work = 0;

  while (t < to) {
    const stop = recorder.nextStop(t) ?? to;
    // A step that would leave a sliver before the stop is stretched to it.
    const landing = t + 1.01 * h >= stop;
    const tried = landing ? stop - t : h;
    makeStep(t, tried, x, noIncrement, next);
    weigh(tolerance, t, x, next, scale);
    const error = errorNorm(tried, scale);
    const factor = error === 0 ? 5 : Math.min(5, Math.max(0.2, 0.9 * pow(error, -1 / errorOrder)));
    work += d;
    if (error <= 1 && allFinite(next)) {
      const tNext = landing ? stop : t + tried;
      const due = recorder.before(t, x, tNext);
      const stopped = watcher?.look(t, x, tNext, next);
      [x, next] = [next, x];
      t = tNext;
      steps++;
      if (stopped) {
        recorder.stop(watcher!.endTime(), x);
        return conclude(march, { time: watcher!.endTime(), steps, rejected }, x);
      }
      // A step cut short by a stop says little against the longer one it was cut from.
      h =
        landing && factor >= 1
          ? Math.max(h, tried * factor)
          : tried * (afterRejection ? Math.min(1, factor) : factor);
      afterRejection = false;
      if (guard && (due || t >= guardTime)) {
        if (guard.diverged(t, x)) return conclude(march, { time: t, steps, rejected, reason: "guard" }, x);
        if (t >= guardTime) guardTime = nextLook(guard, from, t);
      }
      if (due) recorder.after(t, x);
      if (t < to && !(h > leastStep(march, t)))
        return conclude(march, { time: t, steps, rejected, reason: "step-too-small" }, x);
    } else {
      // Not-finite trial states shrink the step too; they are an outcome only when no step is small enough.
      h = tried * (error > 1 && factor < 1 ? factor : 0.2);
      rejected++;
      afterRejection = true;
      if (!(h > leastStep(march, t))) {
        const reason = allFinite(next) ? "step-too-small" : "not-finite";
        return conclude(march, { time: t, steps, rejected, reason }, x);
      }
    }
    if (work >= sliceWork) {
      work = 0;
      yield (t - from) / (to - from);
    }
  }
  return conclude(march, { time: t, steps, rejected }, x);
}

/** Steps shorter than this are lost in the rounding of t. */
const leastStep = ({ from, to }: March, t: number): number => 1e-14 * Math.max(Math.abs(t), to - from);

const toleranceKeys = keysOf<Tolerance>({ relative: true, absolute: true, scale: true });

export function requireTolerance(tolerance: Tolerance): void {
  requireKeys("tolerance", tolerance, toleranceKeys, "tolerance");
  const { relative, absolute = 0, scale } = tolerance;
  if (scale !== undefined) requireFunction("tolerance.scale", scale, "(t, x, out) that writes into out");
  const numbers = typeof relative === "number" && typeof absolute === "number";
  if (!(numbers && relative >= 0 && absolute >= 0 && relative + absolute > 0))
    throw new InputError(
      `tolerance is { relative: ${show(relative)}, absolute: ${show(absolute)} }; both must be at least 0 and one positive`,
    );
}

function weigh(
  { relative, absolute = 0, scale }: Tolerance,
  t: number,
  x: Float64Array,
  next: Float64Array,
  out: Float64Array,
): void {
  if (scale) {
    scale(t, x, out);
    // What rests at zero is measured by where it goes.
    if (out.includes(0)) scale(t, next, out);
  } else for (let i = 0; i < x.length; i++) out[i] = Math.max(Math.abs(x[i]), Math.abs(next[i]));
  // The least number keeps 0/0 out of the error norm where a coordinate rests at zero.
  for (let i = 0; i < x.length; i++) out[i] = absolute + relative * out[i] + Number.MIN_VALUE * 2 ** 100;
}

/**
 * A hundredth of the time in which the drift would change x by its own size, but not next to nothing, which it
 * comes to where a coordinate starts at zero; the control mends the rest.
 */
function firstStep(
  { problem, from, to }: March,
  x: Float64Array,
  scale: Float64Array,
  f: Float64Array,
): number {
  problem.drift!(from, x, f);
  let size = 0;
  let speed = 0;
  for (let i = 0; i < x.length; i++) {
    size = Math.max(size, Math.abs(x[i]) / scale[i]);
    speed = Math.max(speed, Math.abs(f[i]) / scale[i]);
  }
  const guess = speed > 0 && size > 0 ? (0.01 * size) / speed : 1e-6 * (to - from);
  const least = 1e-10 * Math.max(to - from, Math.abs(from));
  return Math.min(to - from, Math.max(least, Number.isFinite(guess) ? guess : 0));
}
