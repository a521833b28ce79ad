/**
 * λ_i = i^(−α), i = 1 … d. With `normalize: trace` and α ≥ 1 the first direction keeps a fixed share of the trace at
 * every d, and the theory does not hold (THEORY §1, "When the theory holds").
 *
 * | symbol | here       |
 * |--------|------------|
 * | α      | `exponent` |
 */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { pow } from "../../sde/kernels/index.js";
import { assembleSpectrum, groupEqual, normalizing } from "./assemble.js";
import type { Normalize, Spectrum } from "./spectrum.js";

export interface PowerLawCovariance {
  readonly kind: "power-law";
  /** α ≥ 0 in λ_i = i^(−α). */
  readonly exponent: number;
  readonly normalize?: Normalize | undefined;
}

/**
 * Eigenvalues λ_i = i^(−exponent), as an experiment file writes it.
 *
 * @example
 * ```ts
 * import { createSpectrum, powerLaw } from "homogenized-sgd";
 * Array.from(createSpectrum(powerLaw({ exponent: 0.5 }), 4).eigenvalues); // => [1, 0.70711, 0.57735, 0.5]
 * ```
 */
export function powerLaw(options: { exponent: number; normalize?: Normalize }): PowerLawCovariance {
  requireKeys("powerLaw", options, ["exponent", ...normalizing]);
  requireExponent(options.exponent);
  return { kind: "power-law", ...options };
}

export function powerLawSpectrum(covariance: PowerLawCovariance, dimension: number): Spectrum {
  const { exponent } = covariance;
  requireExponent(exponent);
  const values = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) values[i] = pow(i + 1, -exponent);
  return assembleSpectrum("power-law", groupEqual(values), covariance.normalize);
}

function requireExponent(exponent: number): void {
  if (!(Number.isFinite(exponent) && exponent >= 0)) {
    throw new InputError(
      `covariance.exponent is ${show(exponent)}, but λ_i = i^(−exponent) takes a finite number, zero or positive: write it without the minus sign.`,
    );
  }
}
