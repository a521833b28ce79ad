/** One door to every kind of covariance. */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { normalizing } from "./assemble.js";
import { type AtomsCovariance, atomsSpectrum } from "./atoms.js";
import { type DataCovariance, dataKeys, readCovarianceData } from "./data.js";
import { type DenseCovariance, denseSpectrum } from "./dense.js";
import { type EigenvaluesCovariance, eigenvaluesSpectrum } from "./eigenvalues.js";
import { type IdentityCovariance, identitySpectrum } from "./identity.js";
import { type PowerLawCovariance, powerLawSpectrum } from "./power-law.js";
import type { Spectrum } from "./spectrum.js";

/** A covariance as plain data: the kinds of an experiment file, a matrix, or a data set in memory. */
export type Covariance =
  | IdentityCovariance
  | AtomsCovariance
  | EigenvaluesCovariance
  | PowerLawCovariance
  | DataCovariance
  | DenseCovariance;

/** Every kind there is; `dense` is for the library only. */
export const covarianceKinds: readonly Covariance["kind"][] = [
  "identity",
  "atoms",
  "eigenvalues",
  "power-law",
  "data",
  "dense",
];

const keysOfKind: Readonly<Record<Covariance["kind"], readonly string[]>> = {
  identity: normalizing,
  atoms: ["eigenvalues", "weights", ...normalizing],
  eigenvalues: ["values", ...normalizing],
  "power-law": ["exponent", ...normalizing],
  data: dataKeys,
  dense: ["matrix", ...normalizing],
};

const LARGEST_DIMENSION = 2 ** 31 - 1;

/**
 * The spectrum of a covariance in dimension d. A matrix brings its own dimension, which may be left out; so does a data
 * set (`readCovarianceData` gives its optimum, noise and rows besides).
 *
 * @throws InputError for an unknown kind, a dimension that is not a whole number above zero or does not fit, and
 * whatever the kind refuses.
 *
 * @example
 * ```ts
 * import { atoms, createSpectrum } from "homogenized-sgd";
 * const spectrum = createSpectrum(atoms([1.6, 0.4], [0.5, 0.5]), 2000);
 * Array.from(spectrum.atomSizes); // => [1000, 1000]
 * spectrum.traceOverDimension; // => 1
 * spectrum.squaredTraceOverDimension; // => 1.36
 * ```
 */
export function createSpectrum(covariance: Covariance, dimension?: number): Spectrum {
  if (covariance === undefined)
    throw new InputError(`covariance is missing: give one of kind ${covarianceKinds.join(", ")}.`);
  if (covarianceKinds.includes(covariance?.kind))
    requireKeys(
      `covariance of kind ${covariance.kind}`,
      covariance,
      ["kind", ...keysOfKind[covariance.kind]],
      "covariance",
    );
  switch (covariance?.kind) {
    case "identity":
      return identitySpectrum(covariance, checkedDimension(dimension));
    case "atoms":
      return atomsSpectrum(covariance, checkedDimension(dimension));
    case "eigenvalues":
      return eigenvaluesSpectrum(covariance, checkedDimension(dimension));
    case "power-law":
      return powerLawSpectrum(covariance, checkedDimension(dimension));
    case "dense":
      return denseSpectrum(covariance, dimension);
    case "data": {
      const { spectrum } = readCovarianceData(covariance);
      if (dimension !== undefined && dimension !== spectrum.dimension) {
        throw new InputError(
          `The data have ${spectrum.dimension} features but dimension is ${show(dimension)}: leave dimension out.`,
        );
      }
      return spectrum;
    }
    default:
      throw new InputError(
        `covariance is of kind ${show((covariance as { kind?: unknown } | null)?.kind ?? covariance)}, but the kinds are ${covarianceKinds.join(", ")}: choose one of them.`,
      );
  }
}

function checkedDimension(dimension: number | undefined): number {
  if (
    typeof dimension === "number" &&
    Number.isInteger(dimension) &&
    dimension >= 1 &&
    dimension <= LARGEST_DIMENSION
  ) {
    return dimension;
  }
  throw new InputError(
    `dimension is ${show(dimension)}, but it must be a whole number from 1 to ${LARGEST_DIMENSION}: change it.`,
  );
}
