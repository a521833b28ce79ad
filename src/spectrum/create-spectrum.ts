/** One door to every kind of covariance. */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { atomsSpectrum } from "./atoms.js";
import { type Covariance, covarianceKinds, keysOfKind } from "./covariance.js";
import { readCovarianceData } from "./data.js";
import { denseSpectrum } from "./dense.js";
import { densitySpectrum } from "./density.js";
import { eigenvaluesSpectrum } from "./eigenvalues.js";
import { identitySpectrum } from "./identity.js";
import { limitSpectrum } from "./limit-spectrum.js";
import { marchenkoPasturSpectrum } from "./marchenko-pastur.js";
import { powerDensitySpectrum } from "./power-density.js";
import { powerLawSpectrum } from "./power-law.js";
import type { Spectrum } from "./spectrum.js";
import { uniformSpectrum } from "./uniform.js";

/** d, or that there is no end to it: Infinity, or the experiment file's word for it. */
export type Dimension = number | "infinity";

const LARGEST_DIMENSION = 2 ** 31 - 1;

/**
 * The spectrum of a covariance in dimension d. A matrix brings its own dimension, which may be left out; so does a data
 * set (`readCovarianceData` gives its optimum, noise and rows besides). At dimension Infinity (or "infinity") it is that
 * of the limit, a density as the nodes and weights of a quadrature.
 *
 * @throws InputError for an unknown kind, a dimension that is neither a whole number above zero nor infinite or does not
 * fit, and whatever the kind refuses.
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
export function createSpectrum(covariance: Covariance, dimension?: Dimension): Spectrum {
  if (covariance === undefined)
    throw new InputError(`covariance is missing: give one of kind ${covarianceKinds.join(", ")}.`);
  if (covarianceKinds.includes(covariance?.kind))
    requireKeys(
      `covariance of kind ${covariance.kind}`,
      covariance,
      ["kind", ...keysOfKind[covariance.kind]],
      "covariance",
    );
  const d = asNumber(dimension);
  if (d === Number.POSITIVE_INFINITY && covarianceKinds.includes(covariance?.kind))
    return limitSpectrum(covariance);
  switch (covariance?.kind) {
    case "identity":
      return identitySpectrum(covariance, checkedDimension(d));
    case "atoms":
      return atomsSpectrum(covariance, checkedDimension(d));
    case "eigenvalues":
      return eigenvaluesSpectrum(covariance, checkedDimension(d));
    case "power-law":
      return powerLawSpectrum(covariance, checkedDimension(d));
    case "power-density":
      return powerDensitySpectrum(covariance, checkedDimension(d));
    case "marchenko-pastur":
      return marchenkoPasturSpectrum(covariance, checkedDimension(d));
    case "uniform":
      return uniformSpectrum(covariance, checkedDimension(d));
    case "density":
      return densitySpectrum(covariance, checkedDimension(d));
    case "dense":
      return denseSpectrum(covariance, d);
    case "data": {
      const { spectrum } = readCovarianceData(covariance, "least-squares", 1);
      if (d !== undefined && d !== spectrum.dimension) {
        throw new InputError(
          `The data have ${spectrum.dimension} features but dimension is ${show(d)}: leave dimension out.`,
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

const asNumber = (dimension: Dimension | undefined): number | undefined =>
  dimension === "infinity" ? Number.POSITIVE_INFINITY : dimension;

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
    `dimension is ${show(dimension)}, but it must be a whole number from 1 to ${LARGEST_DIMENSION}, or infinity: change it.`,
  );
}
