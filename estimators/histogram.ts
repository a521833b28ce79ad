/**
 * Running histogram of vectors, the same bins for every entry:
 *
 *     bin k holds x with  e_k ≤ x < e_{k+1},   e_k = from + k (to − from)/bins,   the last one x = to as well
 *
 * What lies outside is counted below and above; what is not finite (a run that has diverged) is left out. Counts are
 * whole numbers, so that merging is exact in any order.
 */
import { requireWhole } from "./checks.js";
import { keysOf, requireKeys, show } from "./input/index.js";
import { InputError } from "./input-error.js";

export interface Bins {
  readonly from: number;
  readonly to: number;
  readonly bins: number;
}

export interface Histogram {
  /** Counts one vector in. */
  push(values: Float64Array): void;
  /** Counts in everything that another one, with the same bins, has seen. */
  merge(other: Histogram): void;
  /** e_0 … e_bins. */
  edges(): Float64Array;
  /** size × bins, row by row. */
  counts(): Float64Array;
  /** How many values of each entry lay below `from`, and above `to`. */
  below(): Float64Array;
  above(): Float64Array;
  /** size × bins: counts divided by all finite values of the entry and the bin's width; NaN where there was none. */
  density(): Float64Array;
  /** How many finite values each entry has seen. */
  alive(): Float64Array;
  readonly state: {
    readonly bins: Bins;
    readonly counts: Float64Array;
    readonly below: Float64Array;
    readonly above: Float64Array;
  };
}

/**
 * Running histogram of vectors of one length, in memory that does not grow; two can be merged.
 *
 * @param size length of every vector.
 * @param bins `from`, `to` and the number of `bins` between them, of equal width.
 * @throws InputError when `size` or `bins` is not a whole number (of at least 0 and 1), `from` < `to` fails, or on a vector
 *   of another length or a merge with other bins.
 * @example
 * ```ts
 * import { createHistogram } from "homogenized-sgd/estimators";
 * const running = createHistogram(1, { from: 0, to: 1, bins: 2 });
 * for (const x of [-1, 0, 0.2, 0.5, 1, 7]) running.push(Float64Array.of(x));
 * running.counts(); // => [2, 2]
 * [running.below()[0], running.above()[0]]; // => [1, 1]
 * ```
 */
export function createHistogram(size: number, bins: Bins): Histogram {
  requireWhole("createHistogram", "size", size, 0);
  requireBins(bins);
  const { from, to } = bins;
  const edges = Float64Array.from({ length: bins.bins + 1 }, (_, k) =>
    k === bins.bins ? to : from + (k * (to - from)) / bins.bins,
  );
  const counts = new Float64Array(size * bins.bins);
  const below = new Float64Array(size);
  const above = new Float64Array(size);
  const alive = (): Float64Array =>
    below.map((count, i) => {
      let all = count + above[i];
      for (let k = 0; k < bins.bins; k++) all += counts[i * bins.bins + k];
      return all;
    });
  return {
    state: { bins, counts, below, above },
    push(values) {
      if (values.length !== size)
        throw new InputError(
          `A histogram of ${size} entries got ${values.length}; give vectors of one length throughout.`,
        );
      for (let i = 0; i < size; i++) {
        const x = values[i];
        if (!Number.isFinite(x)) continue;
        if (x < from) below[i]++;
        else if (x > to) above[i]++;
        else counts[i * bins.bins + binOf(edges, x)]++;
      }
    },
    merge({ state: other }) {
      const same = other.bins.from === from && other.bins.to === to && other.bins.bins === bins.bins;
      if (!(same && other.below.length === size))
        throw new InputError(
          `A histogram of ${size} entries in ${bins.bins} bins from ${from} to ${to} got one of ${other.below.length} in ${other.bins.bins} from ${other.bins.from} to ${other.bins.to} to merge with; give another one of the same form.`,
        );
      for (let i = 0; i < counts.length; i++) counts[i] += other.counts[i];
      for (let i = 0; i < size; i++) {
        below[i] += other.below[i];
        above[i] += other.above[i];
      }
    },
    edges: () => edges.slice(),
    counts: () => counts.slice(),
    below: () => below.slice(),
    above: () => above.slice(),
    density() {
      const all = alive();
      return counts.map((count, i) => {
        const k = i % bins.bins;
        return count / all[(i - k) / bins.bins] / (edges[k + 1] - edges[k]);
      });
    },
    alive,
  };
}

const binKeys = keysOf<Bins>({ from: true, to: true, bins: true });

function requireBins(given: Bins): void {
  requireKeys("createHistogram", given, binKeys);
  const { from, to, bins } = given;
  requireWhole("createHistogram", "bins", bins, 1);
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to))
    throw new InputError(
      `createHistogram got bins from ${show(from)} to ${show(to)}; give finite ends, from < to.`,
    );
}

/** The bin of an x between the first and the last edge: guessed, then settled by the edges themselves. */
function binOf(edges: Float64Array, x: number): number {
  const bins = edges.length - 1;
  const first = edges[0];
  let k = Math.min(bins - 1, Math.floor(((x - first) / (edges[bins] - first)) * bins));
  while (k > 0 && x < edges[k]) k--;
  while (k < bins - 1 && x >= edges[k + 1]) k++;
  return k;
}
