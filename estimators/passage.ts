/**
 * Running statistics of a time τ that is seen only up to the end T of a run:
 *
 *     P(τ ≤ T),      E[τ | τ ≤ T],      E[min(τ, T)],      q(p) (+∞ where more than 1 − p are not seen),      P(τ > t)
 *
 * Runs that end at a common horizon are censored there alike, so fractions of all are unbiased for t ≤ T and no
 * correction for censoring (Kaplan & Meier, JASA 53 (1958)) is called for; where something else ends a run before, τ is
 * +∞, for it never comes. Standard errors are standard deviation / √n over independent groups of runs: single ones, or
 * antithetic pairs.
 */
import { requireProbabilities, requireSeries } from "./checks.js";
import { keysOf, requireKeys, show } from "./input/index.js";
import { InputError } from "./input-error.js";
import { createMoments, type Moments } from "./moments.js";
import { createQuantileSketch, type QuantileSketch } from "./quantile-sketch.js";

export interface PassageTimes {
  /** Counts in a group of runs, independent of all others: the time of each, Infinity where not seen, and its end. */
  push(times: readonly number[], ends: readonly number[]): void;
  /** Counts in everything that another one, with the same options, has seen. */
  merge(other: PassageTimes): void;
  result(): PassageStatistics;
  readonly state: PassageState;
}

interface PassageState {
  /** Means over a group: of [τ ≤ T], min(τ, T), and [τ > t] for every time asked for. */
  readonly groups: Moments;
  /** τ where seen, run by run. */
  readonly seen: Moments;
  readonly sketch: QuantileSketch;
}

export interface PassageStatistics {
  /** Runs counted, and those whose time was seen. */
  readonly count: number;
  readonly passed: number;
  /** Runs that ended without. */
  readonly censored: number;
  /** P(τ ≤ T). */
  readonly probability: number;
  readonly probabilityError: number;
  /** E[τ | τ ≤ T]; NaN where none was seen. Runs are taken as independent for its error. */
  readonly mean: number;
  readonly standardError: number;
  /** E[min(τ, T)]: the mean of τ itself where all are seen. */
  readonly restrictedMean: number;
  readonly restrictedError: number;
  /** By probability, as `String(p)`; +∞ where too few are seen. */
  readonly quantiles: Record<string, number>;
  /** By how many runs the rank of a quantile may be off. */
  readonly rankError: number;
  /** P(τ > t) at the times asked for, and its error. */
  readonly survival: Float64Array;
  readonly survivalError: Float64Array;
}

export interface PassageOptions {
  /** Of the quantiles; default 0.1, 0.5, 0.9. */
  readonly probabilities?: readonly number[];
  /** Where P(τ > t) is wanted: times up to the runs' common end. Default none. */
  readonly times?: ArrayLike<number>;
  /** Times kept exactly for the quantiles, even; default 1024. */
  readonly capacity?: number;
}

/**
 * Running statistics of first passage times, in memory that grows with the logarithm of their number.
 *
 * @param options `probabilities` of quantiles, `times` for P(τ > t), `capacity` of the quantile sketch.
 * @throws InputError when a probability is outside [0, 1], a time is not finite, or `capacity` does not fit.
 * @example
 * ```ts
 * import { createPassageTimes } from "homogenized-sgd/estimators";
 * const running = createPassageTimes({ probabilities: [0.5], times: [2] });
 * for (const time of [1, 2, 3, Infinity]) running.push([time], [Math.min(time, 5)]);
 * const { probability, mean, restrictedMean, quantiles, survival } = running.result();
 * [probability, mean, restrictedMean]; // => [0.75, 2, 2.75]
 * quantiles; // => { "0.5": 2.5 }
 * survival; // => [0.5]
 * ```
 */
export function createPassageTimes(options: PassageOptions = {}): PassageTimes {
  requireKeys("createPassageTimes", options, optionKeys);
  const { probabilities = [0.1, 0.5, 0.9], times: asked = [], capacity } = options;
  requireProbabilities("createPassageTimes", probabilities);
  requireSeries("createPassageTimes", "times", asked);
  const bad = Array.from(asked).findIndex((time) => !Number.isFinite(time));
  if (bad >= 0)
    throw new InputError(`createPassageTimes got the time ${show(asked[bad])}; give finite times.`);
  const times = Float64Array.from(asked);
  const state: PassageState = {
    groups: createMoments(2 + times.length),
    seen: createMoments(1),
    sketch: createQuantileSketch(1, capacity === undefined ? {} : { capacity }),
  };
  const group = new Float64Array(2 + times.length);
  const one = new Float64Array(1);
  return {
    state,
    push(runs, ends) {
      const share = 1 / runs.length;
      group.fill(0);
      for (let i = 0; i < runs.length; i++) {
        one[0] = runs[i];
        state.seen.push(one);
        state.sketch.push(one);
        if (runs[i] < Number.POSITIVE_INFINITY) group[0] += share;
        group[1] += share * Math.min(runs[i], ends[i]);
        for (let k = 0; k < times.length; k++) if (runs[i] > times[k]) group[2 + k] += share;
      }
      state.groups.push(group);
    },
    merge({ state: other }) {
      state.groups.merge(other.groups);
      state.seen.merge(other.seen);
      state.sketch.merge(other.sketch);
    },
    result: () => statisticsOf(state, probabilities),
  };
}

const optionKeys = keysOf<PassageOptions>({ probabilities: true, times: true, capacity: true });

function statisticsOf(
  { groups, seen, sketch }: PassageState,
  probabilities: readonly number[],
): PassageStatistics {
  const count = sketch.count();
  const passed = seen.alive()[0];
  const means = groups.mean();
  const errors = groups.standardError();
  const quantiles = count === 0 ? {} : sketch.quantiles(probabilities);
  return {
    count,
    passed,
    censored: count - passed,
    probability: means[0],
    probabilityError: errors[0],
    mean: seen.mean()[0],
    standardError: seen.standardError()[0],
    restrictedMean: means[1],
    restrictedError: errors[1],
    quantiles: Object.fromEntries(
      probabilities.map((p) => [String(p), quantiles[String(p)]?.[0] ?? Number.NaN]),
    ),
    rankError: sketch.rankError(),
    survival: means.slice(2),
    survivalError: errors.slice(2),
  };
}
