/**
 * Running covariance matrix of vectors, every pair of entries (i, j) over the vectors in which both are finite:
 *
 *     push   C ← C + (x_i − m_i before)(x_j − m_j after),      m ← m + (x − m before)/n
 *     merge  C ← C + C' + g_i g_j n n'/(n + n'),               g = m' − m
 *
 * n → `count`, m_i, m_j → `first`, `second`, C → `product` (sum of products of deviations), primes: the other one.
 * Sources: Welford, Technometrics 4 (1962); Chan, Golub & LeVeque, Updating formulae (1979); Pébay, Sandia report
 * SAND2008-6212 (2008), for products.
 *
 * The diagonal is the variance of `createMoments`. Where entries drop out (a run that has diverged), pairs are over
 * different vectors and the matrix need not be positive semidefinite.
 */
import { requireWhole } from "./checks.js";
import { InputError } from "./input-error.js";

export interface Covariance {
  /** Counts one vector in. */
  push(values: Float64Array): void;
  /** Counts in everything that another one has seen. */
  merge(other: Covariance): void;
  /** size × size, row by row, divided by n − 1; NaN for fewer than two. */
  covariance(): Float64Array;
  /** size × size; NaN where a variance is 0. */
  correlation(): Float64Array;
  /** NaN where nothing was counted. */
  mean(): Float64Array;
  /** size × size: in how many vectors both entries were finite. */
  alive(): Float64Array;
  readonly state: CovarianceState;
}

/** One entry per pair i ≤ j, row by row. */
interface CovarianceState {
  readonly size: number;
  readonly count: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly product: Float64Array;
}

/**
 * Running covariance matrix of vectors of one length, in memory that does not grow; two can be merged.
 *
 * @param size length of every vector.
 * @throws InputError when `size` is not a whole number of at least 0, or on a vector or a merge of another length.
 * @see Welford (1962); Pébay (2008).
 * @example
 * ```ts
 * import { createCovariance } from "homogenized-sgd/estimators";
 * const running = createCovariance(2);
 * for (const [x, y] of [[1, 2], [2, 6], [3, 4]]) running.push(Float64Array.of(x, y));
 * running.covariance(); // => [1, 1, 1, 4]
 * running.correlation(); // => [1, 0.5, 0.5, 1]
 * ```
 */
export function createCovariance(size: number): Covariance {
  requireWhole("createCovariance", "size", size, 0);
  const pairs = (size * (size + 1)) / 2;
  const state: CovarianceState = {
    size,
    count: new Float64Array(pairs),
    first: new Float64Array(pairs),
    second: new Float64Array(pairs),
    product: new Float64Array(pairs),
  };
  const { count, product, first } = state;
  const full = (entry: (pair: number, i: number, j: number) => number): Float64Array => {
    const matrix = new Float64Array(size * size);
    for (let i = 0, pair = 0; i < size; i++)
      for (let j = i; j < size; j++, pair++) matrix[i * size + j] = matrix[j * size + i] = entry(pair, i, j);
    return matrix;
  };
  const diagonal = (i: number): number => i * size - (i * (i - 1)) / 2;
  const covariance = (): Float64Array =>
    full((pair) => (count[pair] > 1 ? product[pair] / (count[pair] - 1) : Number.NaN));
  return {
    state,
    push(values) {
      requireSize(size, values.length);
      push(state, values);
    },
    merge(other) {
      requireSize(size, other.state.size);
      merge(state, other.state);
    },
    covariance,
    correlation() {
      const matrix = covariance();
      const deviation = Float64Array.from({ length: size }, (_, i) => Math.sqrt(matrix[i * size + i]));
      return full((_pair, i, j) =>
        deviation[i] > 0 && deviation[j] > 0
          ? matrix[i * size + j] / (deviation[i] * deviation[j])
          : Number.NaN,
      );
    },
    mean: () =>
      Float64Array.from({ length: size }, (_, i) =>
        count[diagonal(i)] > 0 ? first[diagonal(i)] : Number.NaN,
      ),
    alive: () => full((pair) => count[pair]),
  };
}

function push({ size, count, first, second, product }: CovarianceState, values: Float64Array): void {
  for (let i = 0, pair = 0; i < size; i++) {
    const x = values[i];
    if (!Number.isFinite(x)) {
      pair += size - i;
      continue;
    }
    for (let j = i; j < size; j++, pair++) {
      const y = values[j];
      if (!Number.isFinite(y)) continue;
      const n = ++count[pair];
      const before = x - first[pair];
      first[pair] += before / n;
      second[pair] += (y - second[pair]) / n;
      product[pair] += before * (y - second[pair]);
    }
  }
}

function merge(state: CovarianceState, other: CovarianceState): void {
  const { count, first, second, product } = state;
  for (let pair = 0; pair < count.length; pair++) {
    const added = other.count[pair];
    if (added === 0) continue;
    if (count[pair] === 0) {
      // The formula below would round g n'/n'.
      count[pair] = added;
      first[pair] = other.first[pair];
      second[pair] = other.second[pair];
      product[pair] = other.product[pair];
      continue;
    }
    const n = count[pair] + added;
    const firstGap = other.first[pair] - first[pair];
    const secondGap = other.second[pair] - second[pair];
    first[pair] += (firstGap * added) / n;
    second[pair] += (secondGap * added) / n;
    product[pair] += other.product[pair] + firstGap * secondGap * ((count[pair] * added) / n);
    count[pair] = n;
  }
}

function requireSize(size: number, got: number): void {
  if (got !== size)
    throw new InputError(
      `A covariance of ${size} entries got ${got}; give vectors of one length throughout.`,
    );
}
