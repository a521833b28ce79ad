/** Eigenvalues spread evenly: dμ/dλ = 1/(max − min) on [min, max]. */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { normalizing } from "./assemble.js";
import { quantileSpectrum, type SpectralDensity } from "./spectral-density.js";
import type { Normalize, Spectrum } from "./spectrum.js";

export interface UniformCovariance {
  readonly kind: "uniform";
  /** Lower edge, 0 or more. */
  readonly min: number;
  /** Upper edge, above `min`. */
  readonly max: number;
  /** Quadrature nodes at infinity. */
  readonly nodes?: number | undefined;
  readonly normalize?: Normalize | undefined;
}

/**
 * Eigenvalues spread evenly over [min, max], as an experiment file writes it: at finite dimension the quantiles at
 * (i − ½)/d, increasing; at infinity `nodes` of them.
 *
 * @example
 * ```ts
 * import { createSpectrum, uniform } from "homogenized-sgd";
 * Array.from(createSpectrum(uniform({ min: 0, max: 2 }), 4).eigenvalues); // => [0.25, 0.75, 1.25, 1.75]
 * ```
 */
export function uniform(options: Omit<UniformCovariance, "kind">): UniformCovariance {
  requireKeys("uniform", options, ["min", "max", "nodes", ...normalizing]);
  requireInterval(options);
  return { kind: "uniform", ...options };
}

export function uniformDensity(covariance: UniformCovariance): SpectralDensity {
  requireInterval(covariance);
  const { min, max } = covariance;
  return { min, max, at: () => 1 / (max - min), edge: min > 0 ? undefined : 0 };
}

export function uniformSpectrum(covariance: UniformCovariance, dimension: number): Spectrum {
  requireInterval(covariance);
  const { min, max } = covariance;
  return quantileSpectrum(covariance, dimension, (p) => min + (max - min) * p);
}

/** Both edges are finite, none is negative, and there is something between them. */
export function requireInterval({ min, max }: { readonly min: number; readonly max: number }): void {
  if (!(Number.isFinite(min) && min >= 0)) {
    throw new InputError(
      `covariance.min is ${show(min)}, but an eigenvalue of a covariance is a finite number, zero or positive: change it.`,
    );
  }
  if (!(Number.isFinite(max) && max > min)) {
    throw new InputError(
      `covariance.max is ${show(max)}, but it must be a finite number above covariance.min, which is ${min}: change one of them.`,
    );
  }
}
