/**
 * A continuous spectral density dμ/dλ on [min, max], with an atom at 0 where it has one. At finite d it gives the
 * quantiles at (i − ½)/d, at infinity the nodes of a quadrature (limit-spectrum.ts).
 */

import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import { assembleSpectrum, groupEqual } from "./assemble.js";
import type { Normalize, Spectrum } from "./spectrum.js";

export interface SpectralDensity {
  readonly min: number;
  readonly max: number;
  /** dμ/dλ at λ = min + low = max − high: near an edge the distance to it has digits that λ has not. */
  at(lambda: number, low: number, high: number): number;
  /** b where dμ/dλ ~ λ^(−b) as λ → 0; undefined where there is a gap above 0. */
  readonly edge?: number | undefined;
  /** μ({0}); none when left out. */
  readonly atZero?: number | undefined;
}

/**
 * The spectrum of a density at finite d: its eigenvalues at the probabilities (i − ½)/d.
 *
 * @throws InputError where nodes are given, which a quadrature at d = ∞ has.
 */
export function quantileSpectrum(
  { kind, nodes, normalize }: QuantileOptions,
  dimension: number,
  quantile: (probability: number) => number,
): Spectrum {
  if (nodes !== undefined) {
    throw new InputError(
      `covariance.nodes is ${show(nodes)}, but only a quadrature at infinite dimension has nodes, and the dimension is ${dimension}: leave it out.`,
    );
  }
  const values = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) values[i] = quantile((i + 0.5) / dimension);
  return assembleSpectrum(kind, groupEqual(values), normalize);
}

interface QuantileOptions {
  readonly kind: string;
  readonly nodes?: number | undefined;
  readonly normalize?: Normalize | undefined;
}
