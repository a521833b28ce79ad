import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import { type Observables, observableNames, type RunObservables, unseen } from "./observables.js";

/**
 * A learning-rate schedule, γ quoted before the 1/d (THEORY §1, §5), as a function of three things: the time t = k/d,
 * a memory of a few numbers, and what it sees of the iterate. The same object drives SGD, whose memory learns from one
 * sample after the other, and the limits, whose memory flows:
 *
 *     SGD     γ_k = rate(k/d, memory after learning from sample k, X_k)
 *     limits  γ(t) = rate(t, memory, X_t),      d memory/dt = flow(memory, X_t)
 *
 * A schedule keeps nothing itself: who runs it holds the memory.
 */
export interface Schedule {
  readonly kind: string;
  /** Whether γ is a function of t alone: no memory, nothing seen. */
  readonly ofTime: boolean;
  /** The memory at t = 0; empty where there is none. Its numbers are positive and are carried to a relative accuracy. */
  readonly memory: readonly number[];
  /** Whether it reads `farthest`. */
  readonly fromStart: boolean;
  /** The observables it reads, where that is known. */
  readonly reads?: readonly (keyof Observables)[];
  /** Times, increasing, where γ or one of its first two derivatives jumps; an ODE solver must land on them. */
  readonly breakpoints: readonly number[];
  /** γ as the schedule gives it; `checkedRate` refuses what no run can use. */
  rate(t: number, memory?: ArrayLike<number>, seen?: RunObservables): number;
  /** Writes d memory/dt. */
  flow(memory: ArrayLike<number>, seen: RunObservables, out: Float64Array): void;
  /**
   * Takes one sample into the memory; none where nothing is learned from samples.
   *
   * @param gradientNorm ‖∇Ψ‖²/d of the sample
   */
  readonly learn?: (memory: Float64Array, gradientNorm: number, dimension: number) => void;
  /** Throws InputError, a sentence about the problem, where this schedule has no limit on it. */
  readonly requireFit?: (problem: ScheduledProblem) => void;
}

/** What decides whether a schedule has a limit on a problem. */
export interface ScheduledProblem {
  readonly ridge: number;
  /** Whether the teacher has the student's shape, so that there is a distance. */
  readonly matched: boolean;
}

/** A schedule that is a function of t alone. */
export function ofTime(
  kind: string,
  rate: (t: number) => number,
  breakpoints: readonly number[] = [],
): Schedule {
  return { kind, ofTime: true, memory: [], fromStart: false, breakpoints, rate, flow: () => {} };
}

/** A schedule that looks at the time and the current iterate, and remembers nothing. */
export function ofObservables(kind: string, rate: (t: number, seen: Observables) => number): Schedule {
  return {
    ...ofTime(kind, () => Number.NaN),
    ofTime: false,
    rate: (t, _memory, seen = unseen) => rate(t, seen),
  };
}

/**
 * γ, once it is known to be a rate.
 *
 * @throws InputError naming the time and the value where it is negative, infinite or not a number; 0 is a rate
 */
export function checkedRate(
  schedule: Schedule,
  t: number,
  memory?: ArrayLike<number>,
  seen?: RunObservables,
): number {
  const rate = schedule.rate(t, memory, seen);
  if (!(Number.isFinite(rate) && rate >= 0)) {
    const unknown = Number.isNaN(rate) && seen ? unknownAmong(seen, schedule.reads) : [];
    const remedy =
      unknown.length > 0
        ? `${unknown.join(", and ")}: write it without`
        : "change the schedule so that it stays there up to the horizon";
    throw new InputError(
      `schedule of kind ${schedule.kind} gives the learning rate ${show(rate)} at t = ${t}, but a rate is a finite number, 0 or more; ${remedy}.`,
    );
  }
  return rate;
}

/** Which of the observables `read` a problem does not have, in words; none where the iterate itself is lost. */
function unknownAmong(seen: Observables, read: readonly (keyof Observables)[] = observableNames): string[] {
  if (!Number.isFinite(seen.risk)) return [];
  return read
    .filter((name) => Number.isNaN(seen[name]))
    .map((name) =>
      name === "excessRisk"
        ? "excessRisk is not known, as the least risk of this model is not"
        : `${name} is not defined, as student and teacher have different numbers of outputs`,
    );
}

/**
 * γ as a curve reports it at t: a time within rounding of a jump counts as the jump, where the new rate holds.
 *
 * @throws InputError as `checkedRate`
 */
export function reportedRate(
  schedule: Schedule,
  t: number,
  memory?: ArrayLike<number>,
  seen?: RunObservables,
): number {
  const jump = schedule.breakpoints.find((time) => Math.abs(time - t) <= 1e-12 * (1 + time));
  return checkedRate(schedule, jump ?? t, memory, seen);
}
