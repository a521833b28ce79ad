/**
 * What an ensemble keeps of its paths. A reducer sees one path's saved values (times × width, row by row; NaN
 * from a divergence on) at a time and keeps a state whose size does not grow with their number. States merge, so
 * that parts of an ensemble can be reduced apart.
 */
import { createMoments, type Moments } from "../estimators/index.js";

export interface Accumulator<Result> {
  push(values: Float64Array): void;
  merge(other: Accumulator<Result>): void;
  result(): Result;
}

export interface Reducer<Result> {
  /** A fresh state for paths of `size` = times × width saved numbers. */
  create(size: number): Accumulator<Result>;
}

/** Arrays over times × width, row by row; paths that had diverged are left out, and `alive` counts the rest. */
export interface MomentsResult {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly standardDeviation: Float64Array;
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
    create: (size) => accumulate(createMoments(size)),
  };
}

interface MomentsAccumulator extends Accumulator<MomentsResult> {
  readonly state: Moments;
}

function accumulate(state: Moments): MomentsAccumulator {
  return {
    state,
    push: (values) => state.push(values),
    merge: (other) => state.merge((other as MomentsAccumulator).state),
    result: () => ({
      mean: state.mean(),
      variance: state.variance(),
      standardDeviation: state.standardDeviation(),
      standardError: state.standardError(),
      alive: state.alive(),
    }),
  };
}
