import { type Bins, createHistogram, type Histogram } from "../../estimators/index.js";
import type { Accumulator, Reducer } from "./reducer.js";

/** Counts of paths, one row of bins per saved number; paths that had diverged are left out, and `alive` counts the rest. */
export interface HistogramResult {
  /** bins + 1 of them. */
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** Below the first edge and above the last, one number per saved number. */
  readonly below: Float64Array;
  readonly above: Float64Array;
  /** Counts as a probability density: divided by all that are alive and the bins' width. */
  readonly density: Float64Array;
  readonly alive: Float64Array;
}

/**
 * Reducer: a histogram of every saved number.
 *
 * @param bins `from`, `to` and how many `bins` of equal width lie between; a bin holds its left edge, the last one both.
 * @returns a reducer for `ensemble`, in memory of saved numbers × bins.
 * @throws InputError when `bins` is not a whole number of at least 1, or `from` < `to` fails.
 * @example
 * ```ts
 * import { histogram } from "homogenized-sgd/sde";
 * const state = histogram({ from: 0, to: 1, bins: 4 }).create(1);
 * for (const x of [0.1, 0.2, 0.9, 3]) state.push(Float64Array.of(x));
 * state.result().counts; // => [2, 0, 0, 1]
 * state.result().above; // => [1]
 * ```
 */
export function histogram(bins: Bins): Reducer<HistogramResult> {
  // Refused here, not after the first path.
  createHistogram(0, bins);
  return { create: (size) => accumulate(createHistogram(size, bins)) };
}

interface HistogramAccumulator extends Accumulator<HistogramResult> {
  readonly state: Histogram;
}

function accumulate(state: Histogram): HistogramAccumulator {
  return {
    state,
    push: (values) => state.push(values),
    merge: (other) => state.merge((other as HistogramAccumulator).state),
    result: () => ({
      edges: state.edges(),
      counts: state.counts(),
      below: state.below(),
      above: state.above(),
      density: state.density(),
      alive: state.alive(),
    }),
  };
}
