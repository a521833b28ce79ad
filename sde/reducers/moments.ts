import { createMoments, type Moments } from "../../estimators/index.js";
import { type Accumulator, meanOfPair, type Reducer } from "./reducer.js";

/** Arrays over times × width, row by row; paths that had diverged are left out, and `alive` counts the rest. */
export interface MomentsResult {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly standardDeviation: Float64Array;
  /** Of the mean; of antithetic paths from the means of the pairs, those left out of which a path had diverged. */
  readonly standardError: Float64Array;
  readonly alive: Float64Array;
}

/**
 * Reducer: mean, variance (n − 1), standard deviation and standard error of the mean of every saved number.
 *
 * @returns a reducer for `ensemble`; its result holds one entry per saved number.
 * @example
 * ```ts
 * import { moments } from "homogenized-sgd/sde";
 * const state = moments().create(1);
 * state.push(Float64Array.of(1));
 * state.push(Float64Array.of(3));
 * state.result().mean[0]; // => 2
 * state.result().variance[0]; // => 2
 * ```
 */
export function moments(): Reducer<MomentsResult> {
  return {
    create: (size) => accumulate({ size, paths: createMoments(size) }),
  };
}

interface State {
  readonly size: number;
  readonly paths: Moments;
  /** Of the pairs' means, where there are pairs. */
  pairs?: Moments;
}

interface MomentsAccumulator extends Accumulator<MomentsResult> {
  readonly state: State;
}

function accumulate(state: State): MomentsAccumulator {
  const { size, paths } = state;
  const pairs = (): Moments => {
    state.pairs ??= createMoments(size);
    return state.pairs;
  };
  return {
    state,
    push: (values) => paths.push(values),
    pushPair(values, mirrored) {
      paths.push(values);
      paths.push(mirrored);
      pairs().push(meanOfPair(values, mirrored));
    },
    merge(other) {
      const from = (other as MomentsAccumulator).state;
      paths.merge(from.paths);
      if (from.pairs) pairs().merge(from.pairs);
    },
    result: () => ({
      mean: paths.mean(),
      variance: paths.variance(),
      standardDeviation: paths.standardDeviation(),
      standardError: (state.pairs ?? paths).standardError(),
      alive: paths.alive(),
    }),
  };
}
