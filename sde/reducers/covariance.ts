import { type Covariance, createCovariance } from "../../estimators/index.js";
import type { Accumulator, Reducer } from "./reducer.js";

/** Over the n = times × width saved numbers, row by row; matrices are n × n. */
export interface CovarianceResult {
  readonly mean: Float64Array;
  /** Every pair over the paths in which neither had diverged, divided by their number − 1. */
  readonly covariance: Float64Array;
  readonly correlation: Float64Array;
  /** How many paths each pair is over. */
  readonly alive: Float64Array;
}

/**
 * Reducer: means, and the covariances of all saved numbers with each other, across times and columns.
 *
 * @returns a reducer for `ensemble`, in memory of the square of the saved numbers.
 * @see Pébay, Sandia report SAND2008-6212 (2008).
 * @example
 * ```ts
 * import { covariance } from "homogenized-sgd/sde";
 * const state = covariance().create(2);
 * for (const [x, y] of [[1, 2], [2, 6], [3, 4]]) state.push(Float64Array.of(x, y));
 * state.result().covariance; // => [1, 1, 1, 4]
 * ```
 */
export function covariance(): Reducer<CovarianceResult> {
  return { create: (size) => accumulate(createCovariance(size)) };
}

interface CovarianceAccumulator extends Accumulator<CovarianceResult> {
  readonly state: Covariance;
}

function accumulate(state: Covariance): CovarianceAccumulator {
  return {
    state,
    push: (values) => state.push(values),
    merge: (other) => state.merge((other as CovarianceAccumulator).state),
    result: () => ({
      mean: state.mean(),
      covariance: state.covariance(),
      correlation: state.correlation(),
      alive: state.alive(),
    }),
  };
}
