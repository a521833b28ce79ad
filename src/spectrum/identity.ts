/** K = 1: one atom of eigenvalue 1 (THEORY §6, where everything has a closed form). */

import { assembleSpectrum, atomAfterAtom } from "./assemble.js";
import type { Normalize, Spectrum } from "./spectrum.js";

export interface IdentityCovariance {
  readonly kind: "identity";
  readonly normalize?: Normalize | undefined;
}

/**
 * The covariance K = 1 as an experiment file writes it.
 *
 * @example
 * ```ts
 * import { createSpectrum, identity } from "homogenized-sgd";
 * identity(); // => { "kind": "identity" }
 * createSpectrum(identity(), 100).largest; // => 1
 * ```
 */
export function identity(): IdentityCovariance {
  return { kind: "identity" };
}

export function identitySpectrum(covariance: IdentityCovariance, dimension: number): Spectrum {
  const atoms = atomAfterAtom(Float64Array.of(1), Int32Array.of(dimension));
  return assembleSpectrum("identity", atoms, covariance.normalize);
}
