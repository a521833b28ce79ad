/**
 * Steps of controlled length: the error of each, estimated by the attempt (attempt.ts) and weighed by the tolerance, is
 * kept at one. After a step with err ≤ 1, and as if the last one kept had been err₋,
 *
 *     h ← h · min(5, max(⅕, 0.9 err^{−a/q} err₋^{b/q})),      q the order of the estimate,
 *
 * and a step with err > 1 is made again with a = 1, b = 0. Without noise a = 1, b = 0 throughout (Hairer, Nørsett &
 * Wanner I, §II.4) and saved times are landed on exactly. With noise the estimate is as rough as the path, which the
 * proportional part of a PI controller smooths: a = 0.7, b = 0.4 (Gustafsson 1991; Hairer & Wanner II, §IV.2; for
 * stochastic equations Burrage, Herdiana & Burrage, J. Comput. Appl. Math. 171, 2004); and steps never depend on what is
 * saved, which is interpolated linearly.
 */
import type { Attempt } from "./attempt.js";
import { pow } from "./kernels/index.js";
import { allFinite, conclude, type March, nextLook, type Progress, sliceWork } from "./march.js";
import { driftOf } from "./schemes/parts.js";
import type { Solution } from "./solution.js";
import { type Tolerance, weigh } from "./tolerance.js";

const integral = { a: 1, b: 0 };
const proportionalIntegral = { a: 0.7, b: 0.4 };

export function* controlledSteps(
  march: March,
  tolerance: Tolerance,
  attempt: Attempt,
): Generator<Progress, Solution> {
  const { problem, from, to, recorder, guard, watcher } = march;
  const { maxStep = to - from, maxSteps = Number.POSITIVE_INFINITY } = tolerance;
  const d = problem.dimension;
  const noisy = problem.sources > 0;
  const { a, b } = noisy ? proportionalIntegral : integral;
  const q = attempt.errorOrder;
  const scale = new Float64Array(d);
  let x = march.start.slice();
  let next = new Float64Array(d);
  let t = from;
  let guardTime = guard ? nextLook(guard, from, from) : to;
  recorder.begin(from, x);
  weigh(tolerance, t, x, x, scale);
  let h = Math.min(maxStep, tolerance.firstStep ?? firstStep(march, x, scale, next));
  let lastError = 1;
  let steps = 0;
  let rejected = 0;
  let afterRejection = false;
  let work = 0;

  /** Below this steps are not to go, or are lost in rounding. */
  const tooShort = (length: number): boolean =>
    length < Math.max(tolerance.minStep ?? 0, attempt.leastStep()) ||
    !(length > 1e-14 * Math.max(Math.abs(t), to - from));
  const end = (reason?: Solution["reason"]): Solution =>
    conclude(march, { time: t, steps, rejected, ...(reason && { reason }) }, x);

  while (t < to) {
    if (steps + rejected >= maxSteps) return end("too-many-steps");
    const stop = (noisy ? undefined : recorder.nextStop(t)) ?? to;
    // A step that would leave a sliver before the stop is stretched to it.
    const landing = t + 1.01 * h >= stop;
    const reached = landing ? stop : attempt.end(t, h);
    const tried = landing || noisy ? reached - t : h;
    attempt.make(t, tried, reached, x, next);
    weigh(tolerance, t, x, next, scale);
    const error = attempt.errorNorm(tried, scale);
    work += d;
    if (error <= 1 && allFinite(next)) {
      const factor = limited(pow(error, -a / q) * pow(lastError, b / q));
      const due = recorder.before(t, x, reached);
      const stopped = watcher?.look(t, x, reached, next);
      [x, next] = [next, x];
      t = reached;
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
      h = Math.min(h, maxStep);
      afterRejection = false;
      // An error of next to nothing, as of a rest, is no promise for the next step.
      lastError = Math.max(error, 1e-4);
      if (guard && (due || t >= guardTime)) {
        if (guard.diverged(t, x)) return end("guard");
        if (t >= guardTime) guardTime = nextLook(guard, from, t);
      }
      if (due) recorder.after(t, x);
      if (t < to && tooShort(h)) return end("step-too-small");
    } else {
      // Not-finite trial states shrink the step too; they are an outcome only when no step is small enough.
      const factor = limited(pow(error, -1 / q));
      h = tried * (error > 1 && factor < 1 ? factor : 0.2);
      rejected++;
      afterRejection = true;
      if (tooShort(h)) return end(allFinite(next) ? "step-too-small" : "not-finite");
    }
    if (work >= sliceWork) {
      work = 0;
      yield (t - from) / (to - from);
    }
  }
  return end();
}

const limited = (factor: number): number => Math.min(5, Math.max(0.2, 0.9 * factor));

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
  driftOf(problem)(from, x, f);
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
