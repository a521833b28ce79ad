/** γ(t) = rates[i] for times[i] ≤ t < times[i+1], the last rate for ever; times[0] = 0. */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, requireList, show } from "../../estimators/input/index.js";
import { atLeastZero } from "./checks.js";
import { ofTime, type Schedule } from "./schedule.js";

export interface PiecewiseData {
  readonly kind: "piecewise";
  /** Starts of the pieces: 0 first, then increasing. */
  readonly times: readonly number[];
  /** One rate γ ≥ 0 for each time, before the 1/d. */
  readonly rates: readonly number[];
}

/**
 * A learning rate that is constant between given times, as data: rates[i] on [times[i], times[i+1]).
 *
 * @throws InputError where `times` do not start at 0 and increase, their number differs from that of `rates`, or a
 * rate is negative or not a finite number
 * @example
 * ```ts
 * import { piecewise, prepareSchedule } from "homogenized-sgd";
 * const schedule = prepareSchedule(piecewise({ times: [0, 2], rates: [0.5, 0.1] }), 10);
 * schedule.rate(1.9); // => 0.5
 * schedule.rate(2); // => 0.1
 * schedule.breakpoints; // => [2]
 * ```
 */
export function piecewise(options: Omit<PiecewiseData, "kind">): PiecewiseData {
  requireKeys("piecewise", options, piecewiseKeys);
  const data: PiecewiseData = { kind: "piecewise", ...options };
  checkPiecewise(data);
  return data;
}

export const piecewiseKeys = keysOf<Omit<PiecewiseData, "kind">>({ times: true, rates: true });

export function checkPiecewise({ times, rates }: PiecewiseData): void {
  requireList("The piecewise schedule's times", times, "the starts of its pieces");
  requireList("The piecewise schedule's rates", rates, "one for each piece");
  if (times.length === 0 || times.length !== rates.length) {
    throw new InputError(
      `The piecewise schedule has ${times.length} times and ${rates.length} rates, but every piece has one of each; make the two lists equally long.`,
    );
  }
  if (times[0] !== 0) {
    throw new InputError(
      `The piecewise schedule's times[0] is ${show(times[0])}, but the pieces start at 0; put 0 first.`,
    );
  }
  for (let i = 1; i < times.length; i++) {
    if (!(Number.isFinite(times[i]) && times[i] > times[i - 1])) {
      throw new InputError(
        `The piecewise schedule's times[${i}] is ${show(times[i])} after ${times[i - 1]}, but times are finite and increase; sort them and drop repeats.`,
      );
    }
  }
  for (let i = 0; i < rates.length; i++) atLeastZero(`The piecewise schedule's rates[${i}]`, rates[i]);
}

export function preparePiecewise(data: PiecewiseData): Schedule {
  const times = Float64Array.from(data.times);
  const rates = Float64Array.from(data.rates);
  return ofTime("piecewise", (t) => rates[pieceAt(times, t)], data.times.slice(1));
}

/** Index of the last time that is ≤ t, by bisection; 0 for t before the first. */
function pieceAt(times: Float64Array, t: number): number {
  let low = 0;
  let high = times.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle] <= t) low = middle;
    else high = middle;
  }
  return low;
}
