/**
 * The power density (THEORY §6, §8)
 *
 *   dμ/dλ = (1 − β) λ^(−β) on (0, 1),      F(λ) = λ^(1−β),      λ at probability p = p^(1/(1−β))
 *
 * | symbol | here   |
 * |--------|--------|
 * | β      | `beta` |
 */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { pow } from "../../sde/kernels/index.js";
import { normalizing } from "./assemble.js";
import { quantileSpectrum, type SpectralDensity } from "./spectral-density.js";
import type { Normalize, Spectrum } from "./spectrum.js";

export interface PowerDensityCovariance {
  readonly kind: "power-density";
  /** β in (1 − β) λ^(−β), 0 ≤ β < 1. */
  readonly beta: number;
  /** Quadrature nodes at infinity. */
  readonly nodes?: number | undefined;
  readonly normalize?: Normalize | undefined;
}

/**
 * Eigenvalues of density (1 − beta) λ^(−beta) on (0, 1), as an experiment file writes it: at finite dimension the
 * quantiles at (i − ½)/d, increasing; at infinity `nodes` of them.
 *
 * @example
 * ```ts
 * import { createSpectrum, powerDensity } from "homogenized-sgd";
 * Array.from(createSpectrum(powerDensity({ beta: 0.5 }), 2).eigenvalues); // => [0.0625, 0.5625]
 * createSpectrum(powerDensity({ beta: 0.5 }), Infinity).traceOverDimension; // => 0.33333
 * ```
 */
export function powerDensity(options: Omit<PowerDensityCovariance, "kind">): PowerDensityCovariance {
  requireKeys("powerDensity", options, ["beta", "nodes", ...normalizing]);
  requireBeta(options.beta);
  return { kind: "power-density", ...options };
}

export function powerDensityOf({ beta }: PowerDensityCovariance): SpectralDensity {
  requireBeta(beta);
  return { min: 0, max: 1, at: (lambda) => (1 - beta) * pow(lambda, -beta), edge: beta };
}

export function powerDensitySpectrum(covariance: PowerDensityCovariance, dimension: number): Spectrum {
  const { beta } = covariance;
  requireBeta(beta);
  return quantileSpectrum(covariance, dimension, (p) => pow(p, 1 / (1 - beta)));
}

function requireBeta(beta: number): void {
  if (!(typeof beta === "number" && beta >= 0 && beta < 1)) {
    throw new InputError(
      `covariance.beta is ${show(beta)}, but the density (1 − beta) λ^(−beta) needs a number from 0 to below 1: change it.`,
    );
  }
}
