import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";

/**
 * A learning-rate schedule γ(t), t = k/d the continuous time and γ quoted before the 1/d (THEORY §1, §5): SGD's
 * step k uses γ(k/d), the limits use γ(t).
 */
export interface Schedule {
  readonly kind: string;
  /** γ(t) as the schedule gives it; `checkedRate` refuses what no run can use. */
  rate(t: number): number;
  /** Times, increasing, where γ or one of its first two derivatives jumps; an ODE solver must land on them. */
  readonly breakpoints: readonly number[];
}

/**
 * γ(t), once it is known to be a rate.
 *
 * @throws InputError naming the time and the value where it is negative, infinite or not a number; 0 is a rate
 */
export function checkedRate(schedule: Schedule, t: number): number {
  const rate = schedule.rate(t);
  if (!(Number.isFinite(rate) && rate >= 0)) {
    throw new InputError(
      `schedule of kind ${schedule.kind} gives the learning rate ${show(rate)} at t = ${t}, but a rate is a finite number, 0 or more; change the schedule so that it stays there up to the horizon.`,
    );
  }
  return rate;
}

/**
 * γ as a curve reports it at t: a time within rounding of a jump counts as the jump, where the new rate holds.
 *
 * @throws InputError as `checkedRate`
 */
export function reportedRate(schedule: Schedule, t: number): number {
  const jump = schedule.breakpoints.find((time) => Math.abs(time - t) <= 1e-12 * (1 + time));
  return checkedRate(schedule, jump ?? t);
}
