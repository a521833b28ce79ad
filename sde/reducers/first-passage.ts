import {
  createPassageTimes,
  InputError,
  type PassageOptions,
  type PassageStatistics,
  type PassageTimes,
} from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import type { Solution } from "../solution.js";
import type { Accumulator, Reducer } from "./reducer.js";

export interface FirstPassageOptions extends PassageOptions {
  /** Which of the run's `events`, by name. */
  readonly event: string;
}

export interface FirstPassageResult extends PassageStatistics {
  /** Paths that diverged before the event; they are left out of everything else. */
  readonly lost: number;
}

/**
 * Reducer: the law of an event's time, as far as the paths are followed. A path that another event ended before never has
 * it: its time counts as +∞.
 *
 * @param options `event`: its name; `probabilities` of quantiles; `times` at which P(τ > t) is wanted.
 * @returns a reducer for `ensemble` with `events`; counts, probability, mean, quantiles and survival of the time, with errors.
 * @throws InputError when a probability is outside [0, 1] or a time not finite and, on a path, when it was not watched for
 *   the event.
 * @example
 * ```ts
 * import { defineSde, ensemble, eulerMaruyama, firstPassage } from "homogenized-sgd/sde";
 * const brownian = defineSde({ dimension: 1, calculus: "ito", noise: { kind: "additive" },
 *   drift: (t, x, out) => { out[0] = 0; }, diffusion: (t, x, out) => { out[0] = 1; } });
 * const exit = ensemble(brownian, { start: [0], to: 20, step: 0.25, scheme: eulerMaruyama, seed: 1, paths: 2000,
 *   events: { exit: { outside: [-1, 1], stop: true } }, reduce: firstPassage({ event: "exit" }) });
 * exit.probability; // => 1
 * Math.abs(exit.mean - 1) < 5 * exit.standardError; // => true
 * ```
 */
export function firstPassage(options: FirstPassageOptions): Reducer<FirstPassageResult> {
  if (typeof options?.event !== "string")
    throw new InputError(`firstPassage got ${show(options?.event)} as event; name one of the run's events`);
  const { event, ...statistics } = options;
  // Refused here, not after the first path.
  createPassageTimes(statistics);
  return { create: () => accumulate(event, { times: createPassageTimes(statistics), lost: 0 }) };
}

interface State {
  readonly times: PassageTimes;
  lost: number;
}

interface PassageAccumulator extends Accumulator<FirstPassageResult> {
  readonly state: State;
}

function accumulate(event: string, state: State): PassageAccumulator {
  const push = (paths: readonly (Solution | undefined)[]): void => {
    const times: number[] = [];
    const ends: number[] = [];
    for (const path of paths) {
      const passage = path?.events[event];
      if (path === undefined || passage === undefined)
        throw new InputError(
          `firstPassage asks for the event "${event}", and the path was watched for ${path ? namesOf(path) : "none"}; name it among events`,
        );
      if (passage === null && path.outcome !== "finished") {
        state.lost++;
        continue;
      }
      times.push(passage?.time ?? Number.POSITIVE_INFINITY);
      ends.push(path.time);
    }
    if (times.length > 0) state.times.push(times, ends);
  };
  return {
    state,
    push: (_values, path) => push([path]),
    pushPair: (_values, _mirroredValues, path, mirroredPath) => push([path, mirroredPath]),
    merge(other) {
      const from = (other as PassageAccumulator).state;
      state.times.merge(from.times);
      state.lost += from.lost;
    },
    result: () => ({ ...state.times.result(), lost: state.lost }),
  };
}

const namesOf = ({ events }: Solution): string => Object.keys(events).join(", ") || "none";
