/**
 * A spectral density given as a function (library only), known up to a factor: dμ/dλ = of(λ) / ∫ of on [min, max].
 * Its distribution is summed over equal panels in u of the graded substitution (graded.ts), eight Gauss nodes each, and
 * a quantile is the root of that sum inside its panel.
 */

import { InputError } from "../../estimators/index.js";
import { requireFunction, requireKeys, show } from "../../estimators/input/index.js";
import { log } from "../../sde/kernels/index.js";
import { normalizing } from "./assemble.js";
import { gaussLegendre } from "./gauss-legendre.js";
import { gradedFraction, gradedSlope } from "./graded.js";
import { increasingRoot } from "./increasing-root.js";
import { quantileSpectrum, type SpectralDensity } from "./spectral-density.js";
import type { Normalize, Spectrum } from "./spectrum.js";
import { requireInterval } from "./uniform.js";

const PANELS = 1024;
const panelRule = gaussLegendre(8);

/** Where the density is looked at for its power of λ next to 0, as fractions of max. */
const NEAR_ZERO = [1e-60, 1e-30] as const;

/** A covariance by the density of its eigenvalues (library only). */
export interface DensityCovariance {
  readonly kind: "density";
  /** dμ/dλ up to a factor: finite and not negative inside (min, max), and integrable. */
  readonly of: (lambda: number) => number;
  /** Lower edge, 0 or more. */
  readonly min: number;
  /** Upper edge, above `min`. */
  readonly max: number;
  /** Quadrature nodes at infinity. */
  readonly nodes?: number | undefined;
  readonly normalize?: Normalize | undefined;
}

/**
 * A covariance by the density of its eigenvalues (library only), which need not integrate to 1: at finite dimension the
 * quantiles at (i − ½)/d, increasing; at infinity `nodes` of them. Powers of λ next to 0 and square roots at the edges
 * are integrated to full precision; jumps inside (min, max) are not.
 *
 * @throws InputError when `of` is no function or the edges are out of order. Its values are checked where the spectrum
 * is built (`createSpectrum`, `problem`).
 *
 * @example
 * ```ts
 * import { createSpectrum, density } from "homogenized-sgd";
 * const triangle = density({ of: (lambda) => lambda, min: 0, max: 1 });
 * Array.from(createSpectrum(triangle, 2).eigenvalues); // => [0.5, 0.86603]
 * createSpectrum(triangle, Infinity).traceOverDimension; // => 0.66667
 * ```
 */
export function density(options: Omit<DensityCovariance, "kind">): DensityCovariance {
  requireKeys("density", options, ["of", "min", "max", "nodes", ...normalizing]);
  requireDensity(options);
  return { kind: "density", ...options };
}

/** The density as a probability. */
export function densityOf(covariance: DensityCovariance): SpectralDensity {
  requireDensity(covariance);
  const { min, max } = covariance;
  const { masses } = distributionOf(covariance);
  const total = masses[PANELS];
  return { min, max, at: (lambda) => valueAt(covariance, lambda) / total, edge: edgeOf(covariance) };
}

export function densitySpectrum(covariance: DensityCovariance, dimension: number): Spectrum {
  requireDensity(covariance);
  const { min, max } = covariance;
  const { masses, within } = distributionOf(covariance);
  let panel = 0;
  return quantileSpectrum(covariance, dimension, (p) => {
    const mass = p * masses[PANELS];
    while (panel < PANELS - 1 && masses[panel + 1] < mass) panel++;
    const from = panel / PANELS;
    const u = increasingRoot(
      (at) => masses[panel] + within(from, at) - mass,
      (at) => integrand(covariance, at),
      from,
      (panel + 1) / PANELS,
    );
    return min + (max - min) * gradedFraction(u);
  });
}

interface Distribution {
  /** ∫ of up to the end of each panel, from 0 on; the last is the whole. */
  readonly masses: Float64Array;
  /** ∫ of between two points of one panel, in u. */
  within(from: number, to: number): number;
}

function distributionOf(covariance: DensityCovariance): Distribution {
  const { nodes, weights } = panelRule;
  const within = (from: number, to: number): number => {
    let mass = 0;
    for (let k = 0; k < nodes.length; k++)
      mass += weights[k] * integrand(covariance, from + (to - from) * nodes[k]);
    return mass * (to - from);
  };
  const masses = new Float64Array(PANELS + 1);
  for (let k = 0; k < PANELS; k++) masses[k + 1] = masses[k] + within(k / PANELS, (k + 1) / PANELS);
  if (!(masses[PANELS] > 0 && masses[PANELS] < Number.POSITIVE_INFINITY)) {
    throw new InputError(
      `covariance.of integrates to ${masses[PANELS]} over [${covariance.min}, ${covariance.max}], but a density has a finite integral above 0: change it.`,
    );
  }
  return { masses, within };
}

/** of(λ) dλ/du */
function integrand(covariance: DensityCovariance, u: number): number {
  const { min, max } = covariance;
  const width = max - min;
  return width * gradedSlope(u) * valueAt(covariance, min + width * gradedFraction(u));
}

/** of(λ), never asked for at the edges themselves, where rounding may put λ and the density may be infinite. */
function valueAt({ of, min, max }: DensityCovariance, lambda: number): number {
  const inside = Math.min(Math.max(lambda, min * (1 + Number.EPSILON)), max * (1 - Number.EPSILON));
  const value = of(inside);
  if (!(typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new InputError(
      `covariance.of(${inside}) is ${show(value)}, but a density is a finite number, zero or positive, inside (${min}, ${max}): change it.`,
    );
  }
  return value;
}

/** b of of(λ) ~ λ^(−b) next to 0, read off two points. */
function edgeOf(covariance: DensityCovariance): number | undefined {
  const { min, max } = covariance;
  if (min > 0) return undefined;
  const [nearest, near] = NEAR_ZERO.map((fraction) => valueAt(covariance, fraction * max));
  if (!(nearest > 0 && near > 0)) return undefined;
  const edge = log(nearest / near) / log(NEAR_ZERO[1] / NEAR_ZERO[0]);
  if (!(edge < 1)) {
    throw new InputError(
      `covariance.of grows like λ^(−${edge.toPrecision(3)}) next to 0, which has no finite integral: keep the power above −1.`,
    );
  }
  return edge;
}

function requireDensity(covariance: Pick<DensityCovariance, "of" | "min" | "max">): void {
  requireFunction("covariance.of", covariance.of, "of an eigenvalue, its density");
  requireInterval(covariance);
}
