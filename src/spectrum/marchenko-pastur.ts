/**
 * The Marchenko–Pastur law: eigenvalues of FᵀF/n, F an n×d matrix of independent entries of variance 1, as d, n → ∞ at
 * r = d/n. With q = min(√r, 1/√r), ρ = max(r, 1) and an angle θ from 0 to π,
 *
 *   λ = ρ (1 + q² − 2q cos θ),      dμ/dλ = √((λ₊ − λ)(λ − λ₋)) / (2πrλ),      λ± = (1 ± √r)²,
 *   F(θ) = (θ + sin θ / q − ψ (1 − q²) / q²) / π,      ψ the angle of the vector (1 − q cos θ, q sin θ)
 *
 * F the distribution of the eigenvalues above 0, which are all for r ≤ 1; for r > 1 the fraction 1 − 1/r is 0.
 * Mean 1, second moment 1 + r.
 *
 * | symbol | here    |
 * |--------|---------|
 * | r      | `ratio` |
 */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { cos, sin } from "../../sde/kernels/index.js";
import { normalizing } from "./assemble.js";
import { increasingRoot } from "./increasing-root.js";
import { quantileSpectrum, type SpectralDensity } from "./spectral-density.js";
import type { Normalize, Spectrum } from "./spectrum.js";

export interface MarchenkoPasturCovariance {
  readonly kind: "marchenko-pastur";
  /** r = d/n, features over samples, above 0. */
  readonly ratio: number;
  /** Quadrature nodes at infinity. */
  readonly nodes?: number | undefined;
  readonly normalize?: Normalize | undefined;
}

/**
 * The spectrum of an empirical covariance of n = d/ratio samples, as an experiment file writes it: at finite dimension
 * the quantiles at (i − ½)/d, increasing; at infinity `nodes` of them. Above ratio 1 the fraction 1 − 1/ratio of the
 * eigenvalues is 0.
 *
 * @example
 * ```ts
 * import { createSpectrum, marchenkoPastur } from "homogenized-sgd";
 * Array.from(createSpectrum(marchenkoPastur({ ratio: 2 }), 4).eigenvalues); // => [0, 0, 0.79651, 2.97184]
 * createSpectrum(marchenkoPastur({ ratio: 2 }), Infinity).squaredTraceOverDimension; // => 3
 * ```
 */
export function marchenkoPastur(options: Omit<MarchenkoPasturCovariance, "kind">): MarchenkoPasturCovariance {
  requireKeys("marchenkoPastur", options, ["ratio", "nodes", ...normalizing]);
  requireRatio(options.ratio);
  return { kind: "marchenko-pastur", ...options };
}

export function marchenkoPasturDensity({ ratio }: MarchenkoPasturCovariance): SpectralDensity {
  requireRatio(ratio);
  const root = Math.sqrt(ratio);
  return {
    min: (1 - root) * (1 - root),
    max: (1 + root) * (1 + root),
    at: (lambda, low, high) => Math.sqrt(low * high) / (2 * Math.PI * ratio * lambda),
    edge: root === 1 ? 0.5 : undefined,
    atZero: ratio > 1 ? 1 - 1 / ratio : undefined,
  };
}

export function marchenkoPasturSpectrum(covariance: MarchenkoPasturCovariance, dimension: number): Spectrum {
  const { ratio } = covariance;
  requireRatio(ratio);
  const q = ratio > 1 ? 1 / Math.sqrt(ratio) : Math.sqrt(ratio);
  const atZero = ratio > 1 ? 1 - 1 / ratio : 0;
  let theta = 0;
  return quantileSpectrum(covariance, dimension, (p) => {
    const above = (p - atZero) / (1 - atZero);
    if (!(above > 0)) return 0;
    theta = increasingRoot(
      (at) => distribution(q, at) - above,
      (at) => slope(q, at),
      theta,
      Math.PI,
    );
    return Math.max(ratio, 1) * squaredDistance(q, theta);
  });
}

/** F at θ. */
function distribution(q: number, theta: number): number {
  const s = sin(theta);
  const psi = angleOf(1 - q * cos(theta), q * s);
  return (theta + s / q - (psi * (1 - q * q)) / (q * q)) / Math.PI;
}

function slope(q: number, theta: number): number {
  const s = sin(theta);
  return (2 * s * s) / (Math.PI * squaredDistance(q, theta));
}

/** 1 + q² − 2q cos θ, without its cancellation. */
function squaredDistance(q: number, theta: number): number {
  const half = sin(theta / 2);
  return (1 - q) * (1 - q) + 4 * q * half * half;
}

/** The angle in [0, π/2] of the vector (x, y), x and y not negative: e = sin(angle − guess) corrects to its fifth power. */
export function angleOf(x: number, y: number): number {
  const length = Math.sqrt(x * x + y * y);
  if (!(length > 0)) return 0;
  let angle = y < x ? y / length : Math.PI / 2 - x / length;
  for (let step = 0; step < 2; step++) {
    const e = (y * cos(angle) - x * sin(angle)) / length;
    angle += e + (e * e * e) / 6;
  }
  return angle;
}

function requireRatio(ratio: number): void {
  if (!(Number.isFinite(ratio) && ratio > 0)) {
    throw new InputError(
      `covariance.ratio is ${show(ratio)}, but it is features over samples, d/n, a finite number above 0: change it.`,
    );
  }
}
