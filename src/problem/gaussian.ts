/** A Gaussian direction with its Frobenius norm met exactly: X = norm · Z/‖Z‖, Z with independent N(0, 1) entries. */
import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import type { Stream } from "../../sde/index.js";
import { scale } from "../../sde/kernels/index.js";
import type { Spectrum } from "../spectrum/index.js";
import { frobeniusNorm } from "./frobenius.js";

export interface GaussianData {
  readonly kind: "gaussian";
  /** Frobenius norm of the whole matrix, 0 or more; 1 when left out. */
  readonly norm?: number | undefined;
}

export const gaussianKeys = keysOf<Omit<GaussianData, "kind">>({ norm: true });

/**
 * A target or start of isotropic direction and exact norm, as data.
 *
 * @param options `norm`: Frobenius norm of the whole d×ℓ matrix (default 1)
 * @throws InputError where the norm is negative or not a finite number
 * @example
 * ```ts
 * import { gaussian } from "homogenized-sgd";
 * gaussian({ norm: 2 }); // => {"kind":"gaussian","norm":2}
 * ```
 */
export function gaussian(options: Omit<GaussianData, "kind"> = {}): GaussianData {
  requireKeys("gaussian", options, gaussianKeys);
  const data: GaussianData = { kind: "gaussian", ...options };
  checkedNorm("gaussian", data.norm);
  return data;
}

/** The norm, 1 where none is given. */
export function checkedNorm(kind: string, norm = 1): number {
  if (!(Number.isFinite(norm) && norm >= 0)) {
    throw new InputError(
      `${kind} got norm = ${show(norm)}, but a norm is a finite number, 0 or more; change it.`,
    );
  }
  return norm;
}

/** Draws the matrix: `size` = d·ℓ numbers. */
export function drawGaussian(data: GaussianData, size: number, stream: Stream): Float64Array {
  const norm = checkedNorm("gaussian", data.norm);
  const matrix = new Float64Array(size);
  stream.fillNormals(matrix, 0, size);
  scale(size, norm / frobeniusNorm(matrix), matrix, 0);
  return matrix;
}

/** The limit as d → ∞ of a column's squared components on each atom: norm² w_j/ℓ. */
export function gaussianShares(data: GaussianData, { atomWeights }: Spectrum, columns: number): Float64Array {
  const norm = checkedNorm("gaussian", data.norm);
  return atomWeights.map((weight) => (norm * norm * weight) / columns);
}
