/**
 * An adaptive schedule on the state of the ODE: behind the overlaps of the atoms stands the schedule's memory, one more
 * unknown for each of its numbers. The distance from the start comes of the columns E_0, which stand still beside the
 * teacher's (start.ts); its running maximum is kept by whoever takes the steps, who says `pass` after each.
 */
import { InputError } from "../../estimators/index.js";
import { checkedRate, reportedRate } from "../schedules/index.js";
import { type AtomLayout, weighAtoms } from "./atoms.js";
import { limitWeights } from "./limit-weights.js";
import { createRunView, type Measures, type Power } from "./observables.js";
import type { Setup } from "./setup.js";

export interface ScheduledAtoms {
  /** Numbers behind the overlaps. */
  readonly memory: number;
  /** γ as a curve reports it. */
  rate(t: number, state: Float64Array): number;
  /** The farthest distance of the state of the last call of `rate` is one of the past. */
  pass(): void;
  /** How fast the memory would come to rest by itself, max_i −∂(d memory_i/dt)/∂memory_i, at that state; 0 where nothing is forgotten. */
  forgetting(): number;
  /** Why the states asked for last by a right-hand side had no rate, where they are finite and had none. */
  refusal(): InputError | undefined;
  /** The same schedule on [·, to): at `to` itself, where a jump may sit, the rate just before. */
  until(to: number): DrivingSchedule;
}

export interface DrivingSchedule {
  readonly memory: number;
  /** λ^p of the atoms, p = 0, 1, 2, as the schedule weighs them. */
  readonly weights: readonly Float64Array[];
  /**
   * γ in the right-hand side; NaN where a state has none, for a step that is only tried may go too far: made again,
   * shorter, it comes to a state that has one, or to no end (`refusal`).
   */
  rate(t: number, state: Float64Array): number;
  /** Writes d memory/dt, at the state of the last call of `rate`, behind the derivatives of the overlaps. */
  flow(out: Float64Array): void;
  /** ‖E − E_0‖² of a state. */
  distance(state: Float64Array): number;
  /** The same schedule on overlaps in the place of a state. */
  onOverlaps(measures: Measures): ScheduleOnOverlaps;
}

export interface ScheduleOnOverlaps {
  /** Overlaps and distance are of a state that the ODE has come to. */
  begin(): void;
  /** γ at what `measures` say now. */
  rate(t: number, memory: Float64Array): number;
  /** Writes d memory/dt, at the same, from out[at] on. */
  flow(memory: Float64Array, out: Float64Array, at: number): void;
}

export function scheduledAtoms(
  { problem, schedule }: Pick<Setup, "problem" | "schedule">,
  layout: AtomLayout,
  teacher: Float64Array,
  exponent: number,
): ScheduledAtoms {
  const { outputs, teacherOutputs } = problem.model;
  const m = outputs + teacherOutputs;
  const columns = outputs + layout.still;
  const { memory: begun, fromStart, ofTime } = schedule;
  const powers = [() => 1, (lambda: number) => lambda, (lambda: number) => lambda * lambda];
  const weights = powers.map((q) => limitWeights(q, problem.spectrum, exponent));
  const overlaps = weights.map(() => new Float64Array(m * m));
  const all = new Float64Array(fromStart ? columns * columns : 0);
  const memory = new Float64Array(begun.length);
  const flow = new Float64Array(begun.length);
  let current: Float64Array = teacher;
  /** The first refusal since the last rate. */
  let refused: InputError | undefined;

  /** ‖E − E_0‖², E_0 in the last ℓ columns. */
  const distance = (): number => {
    weighAtoms(layout, weights[0], current, teacher, all);
    let sum = 0;
    for (let i = 0; i < outputs; i++) {
      const begin = columns - outputs + i;
      sum += all[i * columns + i] - 2 * all[i * columns + begin] + all[begin * columns + begin];
    }
    return Math.max(0, sum);
  };
  const view = createRunView(problem, {
    overlaps(power: Power) {
      weighAtoms(layout, weights[power], current, teacher, overlaps[power]);
      return overlaps[power];
    },
    fromStart: distance,
  });
  const look = (state: Float64Array): void => {
    current = state;
    view.refresh();
    for (let i = 0; i < memory.length; i++) memory[i] = state[layout.size + i];
  };

  return {
    memory: memory.length,
    rate(t, state) {
      if (ofTime) return reportedRate(schedule, t);
      look(state);
      return reportedRate(schedule, t, memory, view);
    },
    pass() {
      if (fromStart) view.past = view.farthest;
    },
    forgetting() {
      let fastest = 0;
      for (let i = 0; i < memory.length; i++) {
        const held = memory[i];
        schedule.flow(memory, view, flow);
        const here = flow[i];
        memory[i] = 2 * held;
        schedule.flow(memory, view, flow);
        memory[i] = held;
        fastest = Math.max(fastest, (here - flow[i]) / held);
      }
      return fastest;
    },
    refusal: () => refused,
    until(to) {
      const before = to * (1 - 2 ** -52);
      const inside = (t: number): number => (t >= to ? before : t);
      return {
        memory: memory.length,
        weights,
        rate(t, state) {
          if (ofTime) return checkedRate(schedule, inside(t));
          look(state);
          try {
            const rate = checkedRate(schedule, inside(t), memory, view);
            refused = undefined;
            return rate;
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
            if (state.every(Number.isFinite)) refused ??= error;
            return Number.NaN;
          }
        },
        flow(out) {
          schedule.flow(memory, view, flow);
          out.set(flow, layout.size);
        },
        distance(state) {
          current = state;
          return distance();
        },
        onOverlaps(measures) {
          const seen = createRunView(problem, measures);
          return {
            begin() {
              // At its farthest the distance takes the maximum with it.
              if (fromStart) seen.past = measures.fromStart() < view.past ? view.past : 0;
            },
            rate(t, remembered) {
              seen.refresh();
              return schedule.rate(inside(t), remembered, seen);
            },
            flow(remembered, out, at) {
              schedule.flow(remembered, seen, flow);
              out.set(flow, at);
            },
          };
        },
      };
    },
  };
}
