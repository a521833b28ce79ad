/**
 * What an ensemble keeps of its paths. A reducer sees one path's saved values (times × width, row by row; NaN
 * from a divergence on) at a time and keeps a state whose size does not grow with their number. States merge, so
 * that parts of an ensemble can be reduced apart.
 */
import {
  createMoments,
  createQuantileSketch,
  type Moments,
  type QuantileSketch,
  quantiles,
} from "../estimators/index.js";

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

/** Arrays over times × width, row by row. */
export interface QuantileBandsResult {
  /** By probability, as `String(p)`; paths that had diverged count as +∞, and what no path defines is NaN. */
  readonly quantiles: Record<string, Float64Array>;
  /** How many paths had not diverged. */
  readonly alive: Float64Array;
  /** By how many paths the rank of a quantile may be off; 0 for fewer paths than the capacity. */
  readonly rankError: number;
}

/**
 * Reducer: type-7 quantiles of every saved number, in memory that grows with the logarithm of the number of paths.
 *
 * @param probabilities numbers in [0, 1].
 * @param options `capacity`: paths kept exactly, even, default 1024; rank errors shrink in proportion to it.
 * @returns a reducer for `ensemble`; its result holds one array per probability and a bound on the rank error.
 * @throws InputError when a probability is outside [0, 1] and, on `create`, when `capacity` does not fit.
 * @see Agarwal et al., Mergeable summaries, TODS 38 (2013).
 * @example
 * ```ts
 * import { quantileBands } from "homogenized-sgd/sde";
 * const state = quantileBands([0.5, 0.9]).create(1);
 * for (const x of [1, 2, 6]) state.push(Float64Array.of(x));
 * state.result().quantiles; // => { "0.5": [2], "0.9": [5.2] }
 * ```
 */
export function quantileBands(
  probabilities: readonly number[],
  options: { readonly capacity?: number } = {},
): Reducer<QuantileBandsResult> {
  // Refused here, not after the last path.
  quantiles([0], probabilities);
  return {
    create: (size) => sketch(createQuantileSketch(size, options), probabilities),
  };
}

interface SketchAccumulator extends Accumulator<QuantileBandsResult> {
  readonly state: QuantileSketch;
}

function sketch(state: QuantileSketch, probabilities: readonly number[]): SketchAccumulator {
  return {
    state,
    push: (values) => state.push(values),
    merge: (other) => state.merge((other as SketchAccumulator).state),
    result: () => ({
      quantiles: state.quantiles(probabilities),
      alive: state.alive(),
      rankError: state.rankError(),
    }),
  };
}
