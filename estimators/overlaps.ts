/**
 * Overlaps of the columns of a state W (d×m), WᵀqW = Σ_i q_i W_i W_iᵀ: with q the eigenvalues of K it is B = WᵀKW,
 * from which every other functional follows; with q = 1 it is S = WᵀW (THEORY §1).
 */
import { requireSeries } from "./checks.js";
import { show } from "./input/index.js";
import { InputError } from "./input-error.js";

/**
 * The overlap matrix of the columns of W, optionally weighted per coordinate.
 *
 * @param W d×m numbers, column after column, student columns before teacher columns.
 * @param dimension d.
 * @param weights q, d numbers; all 1 if left out.
 * @returns m×m numbers, row by row.
 * @throws InputError when W is not a whole number of columns, or the weights are not d numbers.
 * @see THEORY §1; sums over coordinates are eight interleaved partial sums.
 * @example
 * ```ts
 * import { overlaps } from "homogenized-sgd/estimators";
 * const W = Float64Array.of(1, 2, 3, 4); // X = (1, 2), X* = (3, 4)
 * Array.from(overlaps(W, 2)); // => [5, 11, 11, 25]
 * Array.from(overlaps(W, 2, Float64Array.of(1, 0.5))); // => [3, 7, 7, 17]
 * ```
 */
export function overlaps(W: Float64Array, dimension: number, weights?: Float64Array): Float64Array {
  requireSeries("overlaps", "W", W);
  if (weights !== undefined) requireSeries("overlaps", "weights", weights);
  const columns = Number.isSafeInteger(dimension) && dimension >= 1 ? W.length / dimension : Number.NaN;
  if (!Number.isSafeInteger(columns))
    throw new InputError(
      `overlaps got ${W.length} numbers for dimension ${show(dimension)}; give a whole number of columns of that length.`,
    );
  if (weights && weights.length !== dimension)
    throw new InputError(
      `overlaps got ${weights.length} weights for dimension ${dimension}; give one for each coordinate.`,
    );
  const out = new Float64Array(columns * columns);
  const partial = new Float64Array(8);
  for (let p = 0; p < columns; p++)
    for (let q = p; q < columns; q++) {
      partial.fill(0);
      for (let i = 0; i < dimension; i++) {
        const product = W[p * dimension + i] * W[q * dimension + i];
        partial[i % 8] += weights ? weights[i] * product : product;
      }
      const [s0, s1, s2, s3, s4, s5, s6, s7] = partial;
      out[p * columns + q] = out[q * columns + p] = s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7));
    }
  return out;
}
