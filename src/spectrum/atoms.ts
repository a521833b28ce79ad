/** A few distinct eigenvalues λ_j, each with a fraction w_j of the coordinates: Σ w_j = 1 (THEORY §3). */

import { InputError } from "../../estimators/index.js";
import { isList, requireKeys, requireList } from "../../estimators/input/index.js";
import { assembleSpectrum, atomAfterAtom, checkedEigenvalues, normalizing } from "./assemble.js";
import { atomSizes } from "./atom-sizes.js";
import type { Normalize, Spectrum } from "./spectrum.js";

export interface AtomsCovariance {
  readonly kind: "atoms";
  /** λ_j ≥ 0 */
  readonly eigenvalues: readonly number[];
  /** w_j > 0, summing to 1; w_j × dimension is a whole number. */
  readonly weights: readonly number[];
  readonly normalize?: Normalize | undefined;
}

/**
 * A covariance of a few eigenvalues with their fractions of the coordinates, as an experiment file writes it.
 * The atoms stay as listed, and the coordinates follow atom after atom.
 *
 * @example
 * ```ts
 * import { atoms, createSpectrum } from "homogenized-sgd";
 * const spectrum = createSpectrum(atoms([1.6, 0.4], [0.25, 0.75]), 8);
 * Array.from(spectrum.atomSizes); // => [2, 6]
 * spectrum.traceOverDimension; // => 0.7
 * ```
 */
export function atoms(
  eigenvalues: ArrayLike<number>,
  weights: ArrayLike<number>,
  options: { normalize?: Normalize } = {},
): AtomsCovariance {
  requireList("eigenvalues", eigenvalues, "one for each atom");
  requireList("weights", weights, "one for each atom");
  requireKeys("atoms", options, normalizing);
  return { kind: "atoms", eigenvalues: Array.from(eigenvalues), weights: Array.from(weights), ...options };
}

export function atomsSpectrum(covariance: AtomsCovariance, dimension: number): Spectrum {
  const eigenvalues = checkedAtoms(covariance);
  const sizes = atomSizes(covariance.weights, dimension);
  return assembleSpectrum("atoms", atomAfterAtom(eigenvalues, sizes), covariance.normalize);
}

/** The eigenvalues, as many as there are weights. */
export function checkedAtoms(covariance: AtomsCovariance): Float64Array {
  const eigenvalues = checkedEigenvalues(covariance.eigenvalues, "covariance.eigenvalues");
  const count = isList(covariance.weights) ? covariance.weights.length : 0;
  if (count !== eigenvalues.length) {
    throw new InputError(
      `covariance.weights has ${count} entries and covariance.eigenvalues has ${eigenvalues.length}: give one weight for each eigenvalue.`,
    );
  }
  return eigenvalues;
}
