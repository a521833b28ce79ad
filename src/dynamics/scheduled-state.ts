/**
 * An adaptive schedule on a state of HSGD: behind the d×ℓ numbers of E = X − X* stand the schedule's memory, which
 * flows, and, for a rate that goes by it, the largest ‖X_s − X_0‖² of the steps before. The pair is a Markov process,
 * so that HSGD with such a rate is an ordinary SDE.
 */
import { squaredDistance } from "../../sde/kernels/index.js";
import { checkedRate } from "../schedules/index.js";
import { createRunView, type Power } from "./observables.js";
import type { Setup } from "./setup.js";

export interface ScheduledState {
  /** What stands behind E at t = 0; nothing for a rate of t alone. */
  readonly start: readonly number[];
  /** γ at a state. */
  rate(t: number, state: Float64Array): number;
  /**
   * Writes ρ (what stands behind E) + h (how it flows), at the state of the last call of `rate`; a farthest distance
   * has no flow and is the one seen there, times ρ.
   */
  extend(rho: number, h: number, state: Float64Array, out: Float64Array): void;
}

/** @param overlaps [E | X*]ᵀ K^power [E | X*] of a state, m×m, lent until the next call for that power */
export function scheduledState(
  { problem, state: drawn, schedule }: Pick<Setup, "problem" | "state" | "schedule">,
  overlaps: (state: Float64Array, power: Power) => Float64Array,
): ScheduledState {
  const { memory: begun, fromStart, ofTime } = schedule;
  const size = problem.dimension * problem.model.outputs;
  const first = drawn.slice(0, size);
  const memory = new Float64Array(begun.length);
  const flow = new Float64Array(begun.length);
  let current: Float64Array = first;
  const seen = createRunView(problem, {
    overlaps: (power) => overlaps(current, power),
    fromStart: () => squaredDistance(size, current, 0, first, 0),
  });
  return {
    start: fromStart ? [...begun, 0] : begun,
    rate(t, state) {
      if (ofTime) return checkedRate(schedule, t);
      current = state;
      seen.refresh();
      for (let i = 0; i < memory.length; i++) memory[i] = state[size + i];
      if (fromStart) seen.past = state[size + memory.length];
      return checkedRate(schedule, t, memory, seen);
    },
    extend(rho, h, state, out) {
      schedule.flow(memory, seen, flow);
      for (let i = 0; i < flow.length; i++) out[size + i] = rho * state[size + i] + h * flow[i];
      if (fromStart) out[size + flow.length] = rho * seen.farthest;
    },
  };
}
