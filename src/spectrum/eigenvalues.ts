/** Every eigenvalue λ_1 … λ_d written out, one per coordinate and in the coordinates' order. */

import { InputError } from "../../estimators/index.js";
import { requireKeys, requireList } from "../../estimators/input/index.js";
import { assembleSpectrum, checkedEigenvalues, groupEqual, normalizing } from "./assemble.js";
import type { Normalize, Spectrum } from "./spectrum.js";

export interface EigenvaluesCovariance {
  readonly kind: "eigenvalues";
  /** λ_i ≥ 0, one per coordinate. */
  readonly values: readonly number[];
  readonly normalize?: Normalize | undefined;
}

/**
 * A covariance by all its eigenvalues, as an experiment file writes it. Equal values share an atom; the order of the
 * coordinates stays.
 *
 * @example
 * ```ts
 * import { createSpectrum, eigenvalues } from "homogenized-sgd";
 * const spectrum = createSpectrum(eigenvalues([3, 1, 3, 1], { normalize: "trace" }), 4);
 * Array.from(spectrum.eigenvalues); // => [1.5, 0.5, 1.5, 0.5]
 * Array.from(spectrum.atomOf); // => [0, 1, 0, 1]
 * ```
 */
export function eigenvalues(
  values: ArrayLike<number>,
  options: { normalize?: Normalize } = {},
): EigenvaluesCovariance {
  requireList("values", values, "one eigenvalue for each coordinate");
  requireKeys("eigenvalues", options, normalizing);
  return { kind: "eigenvalues", values: Array.from(values), ...options };
}

export function eigenvaluesSpectrum(covariance: EigenvaluesCovariance, dimension: number): Spectrum {
  const values = checkedEigenvalues(covariance.values, "covariance.values");
  if (values.length !== dimension) {
    throw new InputError(
      `covariance.values has ${values.length} eigenvalues for dimension ${dimension}: give one per coordinate, or set dimension to ${values.length}.`,
    );
  }
  return assembleSpectrum("eigenvalues", groupEqual(values), covariance.normalize);
}
