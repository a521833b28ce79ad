/**
 * From atoms to a `Spectrum` (THEORY §1): τ = tr K / d = Σ_j λ_j d_j / d and τ₂ = tr K² / d = Σ_j λ_j² d_j / d, d_j the
 * number of coordinates of atom j.
 *
 * | symbol | here                  |
 * |--------|-----------------------|
 * | λ_j    | `atomEigenvalues[j]`  |
 * | d_j    | `atomSizes[j]`        |
 */

import { InputError } from "../../estimators/index.js";
import { isList, show } from "../../estimators/input/index.js";
import { dot, weightedDot } from "../../sde/kernels/index.js";
import type { Spectrum } from "./spectrum.js";

/** The option that every kind of numbers takes. */
export const normalizing = ["normalize"] as const;

export interface Atoms {
  readonly atomEigenvalues: Float64Array;
  readonly atomSizes: Int32Array;
  readonly atomOf: Int32Array;
}

/** One atom per distinct eigenvalue, in the order of first appearance; the coordinates keep theirs. */
export function groupEqual(eigenvalues: Float64Array): Atoms {
  const dimension = eigenvalues.length;
  const atomOf = new Int32Array(dimension);
  const index = new Map<number, number>();
  const values: number[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < dimension; i++) {
    let atom = index.get(eigenvalues[i]);
    if (atom === undefined) {
      atom = values.length;
      index.set(eigenvalues[i], atom);
      values.push(eigenvalues[i]);
      sizes.push(0);
    }
    atomOf[i] = atom;
    sizes[atom]++;
  }
  return { atomEigenvalues: Float64Array.from(values), atomSizes: Int32Array.from(sizes), atomOf };
}

/** Atoms as listed: the coordinates follow atom after atom. */
export function atomAfterAtom(atomEigenvalues: Float64Array, atomSizes: Int32Array): Atoms {
  const dimension = atomSizes.reduce((total, size) => total + size, 0);
  const atomOf = new Int32Array(dimension);
  let start = 0;
  for (let j = 0; j < atomSizes.length; j++) {
    atomOf.fill(j, start, start + atomSizes[j]);
    start += atomSizes[j];
  }
  return { atomEigenvalues, atomSizes, atomOf };
}

/**
 * The spectrum of these atoms; `normalize: "trace"` scales it to tr K / d = 1.
 *
 * @throws InputError when every eigenvalue is zero, the numbers overflow, or `normalize` is something else.
 */
export function assembleSpectrum(
  kind: string,
  { atomEigenvalues: given, atomSizes, atomOf }: Atoms,
  normalize?: string,
  eigenvectors?: Float64Array,
): Spectrum {
  const dimension = atomOf.length;
  const measured = measure(kind, given, Float64Array.from(atomSizes), dimension, normalize);
  const { atomEigenvalues } = measured;
  const eigenvalues = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) eigenvalues[i] = atomEigenvalues[atomOf[i]];
  let rank = 0;
  for (let j = 0; j < atomSizes.length; j++) if (atomEigenvalues[j] > 0) rank += atomSizes[j];
  return {
    kind,
    dimension,
    eigenvalues,
    atomOf,
    atomSizes,
    ...measured,
    rank,
    ...(eigenvectors === undefined ? {} : { eigenvectors }),
  };
}

/** Atoms at d = ∞, or the nodes of a quadrature. */
export interface LimitAtoms {
  readonly eigenvalues: Float64Array;
  /** w_j */
  readonly weights: Float64Array;
  readonly edge?: number | undefined;
  readonly missed?: number | undefined;
}

/** The spectrum of these atoms at d = ∞; otherwise as `assembleSpectrum`. */
export function assembleLimit(
  kind: string,
  { eigenvalues, weights, edge, missed }: LimitAtoms,
  normalize?: string,
): Spectrum {
  return {
    kind,
    dimension: Number.POSITIVE_INFINITY,
    eigenvalues: new Float64Array(0),
    atomOf: new Int32Array(0),
    atomSizes: new Int32Array(0),
    ...measure(kind, eigenvalues, weights, 1, normalize),
    rank: Number.POSITIVE_INFINITY,
    edge,
    missed,
  };
}

/** What eigenvalues and their masses, summing to `total`, say: weights, traces, extremes. */
function measure(
  kind: string,
  eigenvalues: Float64Array,
  masses: Float64Array,
  total: number,
  normalize: string | undefined,
) {
  if (normalize !== undefined && normalize !== "trace") {
    throw new InputError(
      `covariance.normalize is ${show(normalize)}, but only "trace" is known: write trace or leave it out.`,
    );
  }
  const count = eigenvalues.length;
  const atomEigenvalues = Float64Array.from(eigenvalues);
  if (normalize === "trace") {
    const trace = dot(count, masses, 0, atomEigenvalues, 0) / total;
    // Zero and overflow are left as they are and refused below.
    if (trace > 0 && trace < Number.POSITIVE_INFINITY) {
      for (let j = 0; j < count; j++) atomEigenvalues[j] /= trace;
    }
  }
  const traceOverDimension = dot(count, masses, 0, atomEigenvalues, 0) / total;
  const squaredTraceOverDimension =
    weightedDot(count, masses, 0, atomEigenvalues, 0, atomEigenvalues, 0) / total;
  let largest = 0;
  let smallestPositive = Number.POSITIVE_INFINITY;
  for (let j = 0; j < count; j++) {
    const value = atomEigenvalues[j];
    if (!(value > 0)) continue;
    if (value > largest) largest = value;
    if (value < smallestPositive) smallestPositive = value;
  }
  if (largest === 0) {
    throw new InputError(
      `covariance ${kind} has no eigenvalue above zero, so nothing could be learnt: give at least one positive eigenvalue.`,
    );
  }
  if (!(squaredTraceOverDimension < Number.POSITIVE_INFINITY)) {
    throw new InputError(
      `covariance ${kind} has eigenvalues up to ${largest}, too large for double precision: scale it down.`,
    );
  }
  return {
    atomEigenvalues,
    atomWeights: masses.map((mass) => mass / total),
    atomTraces: atomEigenvalues.map((value, j) => (value * masses[j]) / total),
    traceOverDimension,
    squaredTraceOverDimension,
    largest,
    smallestPositive,
  };
}

/**
 * Eigenvalues as a Float64Array, −0 as 0.
 *
 * @throws InputError naming the first entry (as `key[i]`) that is not a finite number of zero or above.
 */
export function checkedEigenvalues(values: ArrayLike<number>, key: string): Float64Array {
  if (!isList(values) || values.length === 0) {
    throw new InputError(`${key} must be a list of at least one number, zero or positive.`);
  }
  const checked = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!(typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new InputError(
        `${key}[${i}] is ${show(value)}, but an eigenvalue of a covariance is a finite number, zero or positive: correct that entry.`,
      );
    }
    checked[i] = value + 0;
  }
  return checked;
}
