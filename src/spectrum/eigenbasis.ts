/**
 * Eigenvalues of a dense symmetric matrix and the change to its eigenbasis, without the eigenvectors: K = Q Λ Qᵀ with
 * Q kept as what it is made of, Householder's reflections and then the rotations of implicit QL. A vector goes through
 * them in O(n²), while writing Q out takes several times as long as all the rest.
 *
 * | symbol | here                                                       |
 * |--------|------------------------------------------------------------|
 * | K      | `matrix`, n×n                                              |
 * | λ_i    | `eigenvalues[i]`, decreasing                               |
 * | Qᵀw    | `into`, for rows w of n numbers                            |
 * | Q u    | `outOf`                                                    |
 *
 * The sign of an eigenvector is free. Here Qᵀw ≥ 0 for one vector w, which the caller names.
 */
import { qlSweeps, rotate, rotateBack, type Sweeps } from "../gaussian/index.js";
import { rescale } from "./eigen.js";
import { reduce, reflect, reflectBack } from "./householder.js";

/** The change of basis for n numbers. */
export interface Eigenbasis {
  /** λ_1 ≥ … ≥ λ_n. */
  readonly eigenvalues: Float64Array;
  /** Every row of n numbers becomes its components along the eigenvectors, in place. */
  into(vectors: Float64Array): void;
  /** Undoes `into`. */
  outOf(vectors: Float64Array): void;
}

/**
 * The eigenbasis of a symmetric matrix (n×n, flat, not changed; finite, symmetric already: the caller checks).
 *
 * @param positive the vector (n) none of whose components along the eigenvectors is negative
 */
export function eigenbasis(n: number, matrix: Float64Array, positive: Float64Array): Eigenbasis {
  const { scaled, scale } = rescale(n, matrix);
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  const halfNorms = reduce(n, scaled, diagonal, offDiagonal);
  const sweeps: Sweeps[] = [];
  qlSweeps(n, diagonal, offDiagonal, (lent) => {
    sweeps.push({
      ...lent,
      cosines: lent.cosines.slice(0, lent.rotations),
      sines: lent.sines.slice(0, lent.rotations),
      first: lent.first.slice(),
      last: lent.last.slice(),
    });
  });
  const order = Int32Array.from(
    Array.from(diagonal.keys()).sort((i, j) => diagonal[j] - diagonal[i] || i - j),
  );
  const signs = new Float64Array(n).fill(1);
  const sorted = new Float64Array(n);
  const into = (vectors: Float64Array): void => {
    reflect(n, vectors, scaled, halfNorms);
    for (const batch of sweeps) rotate(n, vectors, batch);
    for (let row = 0; row < vectors.length; row += n) {
      for (let i = 0; i < n; i++) sorted[i] = signs[i] * vectors[row + order[i]];
      vectors.set(sorted, row);
    }
  };
  const outOf = (vectors: Float64Array): void => {
    for (let row = 0; row < vectors.length; row += n) {
      for (let i = 0; i < n; i++) sorted[order[i]] = signs[i] * vectors[row + i];
      vectors.set(sorted, row);
    }
    for (const batch of sweeps.toReversed()) rotateBack(n, vectors, batch);
    reflectBack(n, vectors, scaled, halfNorms);
  };
  const components = positive.slice();
  into(components);
  for (let i = 0; i < n; i++) if (components[i] < 0) signs[i] = -1;
  return { eigenvalues: Float64Array.from(order, (i) => diagonal[i] / scale), into, outOf };
}
