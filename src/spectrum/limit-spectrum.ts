/**
 * Spectra at d = ∞ (THEORY §8): Σ_i f(λ_i)/d becomes ∫ f dμ ≈ Σ_j w_j f(λ_j), one atom per quadrature node. The same
 * nodes serve a target or start beside the density, whose share of node j is w_j s(λ_j).
 *
 * Identity and atoms stay as they are; a density is integrated by the graded rule (graded.ts), an atom at 0 beside it.
 */

import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import { sum } from "../../sde/kernels/index.js";
import { assembleLimit } from "./assemble.js";
import { checkedWeights } from "./atom-sizes.js";
import { checkedAtoms } from "./atoms.js";
import { type ContinuousCovariance, type Covariance, densityKinds, limitKinds } from "./covariance.js";
import { densityOf } from "./density.js";
import { DEFAULT_NODES, gradedRule, MOST_NODES } from "./graded.js";
import { marchenkoPasturDensity } from "./marchenko-pastur.js";
import { powerDensityOf } from "./power-density.js";
import type { SpectralDensity } from "./spectral-density.js";
import type { Spectrum } from "./spectrum.js";
import { uniformDensity } from "./uniform.js";

/** The spectrum of a covariance at d = ∞. */
export function limitSpectrum(covariance: Covariance): Spectrum {
  switch (covariance.kind) {
    case "identity":
      return assembleLimit(
        "identity",
        { eigenvalues: Float64Array.of(1), weights: Float64Array.of(1) },
        covariance.normalize,
      );
    case "atoms": {
      const eigenvalues = checkedAtoms(covariance);
      return assembleLimit(
        "atoms",
        { eigenvalues, weights: checkedWeights(covariance.weights) },
        covariance.normalize,
      );
    }
    case "power-density":
      return quadratureSpectrum(covariance, powerDensityOf(covariance));
    case "marchenko-pastur":
      return quadratureSpectrum(covariance, marchenkoPasturDensity(covariance));
    case "uniform":
      return quadratureSpectrum(covariance, uniformDensity(covariance));
    case "density":
      return quadratureSpectrum(covariance, densityOf(covariance));
    default:
      throw new InputError(
        `covariance is of kind ${covariance.kind}, which has no limit as the dimension grows to infinity: use one of ${limitKinds.join(", ")}, or a finite dimension.`,
      );
  }
}

function quadratureSpectrum(covariance: ContinuousCovariance, density: SpectralDensity): Spectrum {
  const count = checkedNodes(covariance.nodes);
  const { min, max, edge, atZero = 0 } = density;
  const width = max - min;
  const { low, high, weights } = gradedRule(count);
  const eigenvalues = low.map((x) => min + width * x);
  const masses = weights.map(
    (weight, j) => weight * width * density.at(eigenvalues[j], width * low[j], width * high[j]),
  );
  const missed = Math.abs(1 - atZero - sum(count, masses, 0));
  const atoms = {
    eigenvalues: atZero > 0 ? Float64Array.of(0, ...eigenvalues) : eigenvalues,
    weights: atZero > 0 ? Float64Array.of(atZero, ...masses) : masses,
  };
  return assembleLimit(covariance.kind, { ...atoms, edge, missed }, covariance.normalize);
}

function checkedNodes(nodes = DEFAULT_NODES): number {
  if (Number.isInteger(nodes) && nodes >= 1 && nodes <= MOST_NODES) return nodes;
  throw new InputError(
    `covariance.nodes is ${show(nodes)}, but a quadrature takes a whole number of nodes from 1 to ${MOST_NODES}: change it.`,
  );
}

/** A covariance at d = ∞ with its number of nodes filled in. */
export function withNodes<Kind extends { readonly kind: string }>(covariance: Kind): Kind {
  if (!densityKinds.some((kind) => kind === covariance.kind)) return covariance;
  return { ...covariance, nodes: (covariance as { readonly nodes?: number }).nodes ?? DEFAULT_NODES };
}

/** Whether ∫ λ^power dμ is finite, power possibly negative: of a density down to λ = 0 not every one is. */
export function hasMoment({ edge }: Pick<Spectrum, "edge">, power: number): boolean {
  return edge === undefined || power - edge > -1;
}
