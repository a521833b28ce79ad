import { createQuantileSketch, type QuantileSketch, quantiles } from "../../estimators/index.js";
import type { Accumulator, Reducer } from "./reducer.js";

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
