/**
 * Running quantiles of vectors in bounded memory: one compaction sketch per entry, all on one schedule.
 *
 * Level h holds up to k values, each standing for 2^h of those pushed. A full level is sorted, every other value
 * goes up one level and the rest is dropped. Keeping the 1st, 3rd, … value counts at most 2^h too many values below
 * any point, keeping the 2nd, 4th, … at most 2^h too few; the two are taken in turn, so with f_h and s_h of them
 *
 *     −Σ_h s_h 2^h  ≤  estimated rank − rank  ≤  Σ_h f_h 2^h
 *
 * for every value at once, whatever the data. k → `capacity`, f_h → `kept.first`, s_h → `kept.second`. After N
 * pushes a level has been compacted at most N/(k 2^h) times, so the bound is at most about N log₂(N/k)/(2k), a
 * fraction of 0.5 % for a million values and k = 1024. Up to k − 1 values are kept exactly.
 *
 * Sources: Manku, Rajagopalan & Lindsay, SIGMOD (1998); Agarwal et al., Mergeable summaries, TODS 38 (2013), here
 * without randomness.
 */
import { requireProbabilities, requireWhole } from "./checks.js";
import { keysOf, requireKeys, show } from "./input/index.js";
import { InputError } from "./input-error.js";
import { between, quantilePosition } from "./quantiles.js";

export interface QuantileSketch {
  /** Counts one vector in; what is not finite counts as +∞. */
  push(values: Float64Array): void;
  /** Counts in everything that another one, of the same size and capacity, has seen. */
  merge(other: QuantileSketch): void;
  /** One array over entries per probability, by `String(p)`; NaN where every value was NaN. */
  quantiles(probabilities: readonly number[]): Record<string, Float64Array>;
  /** How many finite values each entry has seen. */
  alive(): Float64Array;
  /** How many vectors were counted in. */
  count(): number;
  /**
   * A bound in ranks, for the data seen: every order statistic a quantile is made of lies between the true ones so
   * many ranks below and above it. 0 while nothing has been dropped.
   */
  rankError(): number;
  readonly state: SketchState;
}

interface SketchState {
  readonly size: number;
  readonly capacity: number;
  count: number;
  readonly levels: Level[];
  readonly smallest: Float64Array;
  readonly largest: Float64Array;
  readonly alive: Float64Array;
  readonly defined: Float64Array;
}

interface Level {
  /** Entry i's values stand from i × stride on, unsorted. */
  readonly values: Float64Array;
  filled: number;
  /** How often the first, and the second, of every two was kept. */
  readonly kept: { first: number; second: number };
}

export interface SketchOptions {
  /** Values kept per level and entry, an even number; default 1024. */
  readonly capacity?: number;
}

const optionKeys = keysOf<SketchOptions>({ capacity: true });

/**
 * Running type-7 quantiles of vectors of one length, in memory that grows with log₂ of their number; exact while
 * fewer than `capacity` were seen, and afterwards within a rank error that it states.
 *
 * @param size length of every vector.
 * @param options `capacity`: values kept per level and entry, even, default 1024.
 * @throws InputError when `size` or `capacity` does not fit, on a vector of another length, on a merge with another
 *   size or capacity or with itself, and on quantiles before the first vector.
 * @see Manku, Rajagopalan & Lindsay (1998); Agarwal et al. (2013).
 * @example
 * ```ts
 * import { createQuantileSketch } from "homogenized-sgd/estimators";
 * const sketch = createQuantileSketch(1);
 * for (const x of [5, 1, 4, 2, 3]) sketch.push(Float64Array.of(x));
 * sketch.quantiles([0.5, 0.9]); // => { "0.5": [3], "0.9": [4.6] }
 * sketch.rankError(); // => 0
 * ```
 */
export function createQuantileSketch(size: number, options: SketchOptions = {}): QuantileSketch {
  requireKeys("createQuantileSketch", options, optionKeys);
  const { capacity = 1024 } = options;
  requireWhole("createQuantileSketch", "size", size, 0);
  if (!(Number.isSafeInteger(capacity) && capacity % 2 === 0 && capacity >= 2))
    throw new InputError(
      `createQuantileSketch got capacity ${show(capacity)}; give an even number of at least 2.`,
    );
  const state: SketchState = {
    size,
    capacity,
    count: 0,
    levels: [],
    smallest: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    largest: new Float64Array(size).fill(Number.NEGATIVE_INFINITY),
    alive: new Float64Array(size),
    defined: new Float64Array(size),
  };
  return {
    state,
    push: (values) => push(state, values),
    merge: (other) => merge(state, other.state),
    quantiles: (probabilities) => quantilesOf(state, probabilities),
    alive: () => state.alive.slice(),
    count: () => state.count,
    rankError: () => rankError(state),
  };
}

function push(state: SketchState, values: Float64Array): void {
  const { size, capacity, smallest, largest, alive, defined } = state;
  if (values.length !== size)
    throw new InputError(
      `A quantile sketch of ${size} entries got ${values.length}; give vectors of one length throughout.`,
    );
  const level = levelOf(state, 0);
  for (let i = 0; i < size; i++) {
    const finite = Number.isFinite(values[i]);
    const value = finite ? values[i] : Number.POSITIVE_INFINITY;
    level.values[i * strideOf(capacity) + level.filled] = value;
    if (value < smallest[i]) smallest[i] = value;
    if (value > largest[i]) largest[i] = value;
    if (finite) alive[i]++;
    if (!Number.isNaN(values[i])) defined[i]++;
  }
  state.count++;
  if (++level.filled >= capacity) compact(state, 0);
}

function merge(state: SketchState, other: SketchState): void {
  const { size, capacity, levels } = state;
  if (other === state || other.size !== size || other.capacity !== capacity)
    throw new InputError(
      `A quantile sketch of ${size} entries and capacity ${capacity} got one of ${other.size} and ${other.capacity} to merge with; give another one of the same form.`,
    );
  for (let h = 0; h < other.levels.length; h++) {
    const from = other.levels[h];
    const { kept } = levelOf(state, h);
    kept.first += from.kept.first;
    kept.second += from.kept.second;
    for (let j = 0; j < from.filled; j++) {
      const level = levels[h];
      for (let i = 0; i < size; i++)
        level.values[i * strideOf(capacity) + level.filled] = from.values[i * strideOf(capacity) + j];
      if (++level.filled >= capacity) compact(state, h);
    }
  }
  for (let i = 0; i < size; i++) {
    if (other.smallest[i] < state.smallest[i]) state.smallest[i] = other.smallest[i];
    if (other.largest[i] > state.largest[i]) state.largest[i] = other.largest[i];
    state.alive[i] += other.alive[i];
    state.defined[i] += other.defined[i];
  }
  state.count += other.count;
}

/** Empties a full level (but for the largest of an odd number): every other value of the sorted ones goes up. */
function compact(state: SketchState, h: number): void {
  const { size, capacity } = state;
  const level = state.levels[h];
  const above = levelOf(state, h + 1);
  const stride = strideOf(capacity);
  const pairs = Math.floor(level.filled / 2);
  const { kept } = level;
  const offset = kept.first <= kept.second ? 0 : 1;
  if (offset === 0) kept.first++;
  else kept.second++;
  for (let i = 0; i < size; i++) {
    const column = level.values.subarray(i * stride, i * stride + level.filled).sort();
    for (let j = 0; j < pairs; j++) above.values[i * stride + above.filled + j] = column[2 * j + offset];
    column[0] = column[level.filled - 1];
  }
  above.filled += pairs;
  level.filled -= 2 * pairs;
  if (above.filled >= capacity) compact(state, h + 1);
}

/** Numbers of room per entry: a level is short of full when up to half of the one below, itself at most one and a half times full, comes up. */
const strideOf = (capacity: number): number => 2 * capacity;

function levelOf({ levels, size, capacity }: SketchState, h: number): Level {
  levels[h] ??= {
    values: new Float64Array(size * strideOf(capacity)),
    filled: 0,
    kept: { first: 0, second: 0 },
  };
  return levels[h];
}

function rankError({ levels }: SketchState): number {
  let above = 0;
  let below = 0;
  let weight = 1;
  for (const { kept } of levels) {
    above += kept.first * weight;
    below += kept.second * weight;
    weight *= 2;
  }
  return Math.max(above, below);
}

function quantilesOf(state: SketchState, probabilities: readonly number[]): Record<string, Float64Array> {
  const { size, count, defined } = state;
  requireProbabilities("A quantile sketch", probabilities);
  if (count === 0) throw new InputError("A quantile sketch has seen no values; push at least one vector.");
  const lines = probabilities.map(() => new Float64Array(size));
  for (let i = 0; i < size; i++) {
    const order = orderStatistics(state, i);
    probabilities.forEach((p, k) => {
      const [lower, fraction] = quantilePosition(count, p);
      const upper = fraction === 0 ? lower : lower + 1;
      lines[k][i] = defined[i] === 0 ? Number.NaN : between(order(lower), order(upper), fraction);
    });
  }
  return Object.fromEntries(probabilities.map((p, k) => [String(p), lines[k]]));
}

/** 2^h, exactly. */
function powerOfTwo(h: number): number {
  let power = 1;
  for (let i = 0; i < h; i++) power *= 2;
  return power;
}

/** Estimated order statistics of entry i, counted from 0; the first and the last are exact. */
function orderStatistics(state: SketchState, i: number): (index: number) => number {
  const { levels, capacity, count, smallest, largest } = state;
  const weighted = levels
    .flatMap(({ values, filled }, h) =>
      Array.from(values.subarray(i * strideOf(capacity), i * strideOf(capacity) + filled), (value) => ({
        value,
        weight: powerOfTwo(h),
      })),
    )
    .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  return (index) => {
    if (index <= 0) return smallest[i];
    if (index >= count - 1) return largest[i];
    let rank = 0;
    for (const { value, weight } of weighted) {
      rank += weight;
      if (rank > index) return value;
    }
    return largest[i];
  };
}
