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
  atoms: Atoms,
  normalize?: string,
  eigenvectors?: Float64Array,
): Spectrum {
  if (normalize !== undefined && normalize !== "trace") {
    throw new InputError(
      `covariance.normalize is ${show(normalize)}, but only "trace" is known: write trace or leave it out.`,
    );
  }
  const dimension = atoms.atomOf.length;
  const count = atoms.atomSizes.length;
  const sizes = Float64Array.from(atoms.atomSizes);
  const atomEigenvalues = Float64Array.from(atoms.atomEigenvalues);
  if (normalize === "trace") {
    const trace = dot(count, sizes, 0, atomEigenvalues, 0) / dimension;
    // Zero and overflow are left as they are and refused below.
    if (trace > 0 && trace < Number.POSITIVE_INFINITY) {
      for (let j = 0; j < count; j++) atomEigenvalues[j] /= trace;
    }
  }
  const traceOverDimension = dot(count, sizes, 0, atomEigenvalues, 0) / dimension;
  const squaredTraceOverDimension =
    weightedDot(count, sizes, 0, atomEigenvalues, 0, atomEigenvalues, 0) / dimension;
  let largest = 0;
  let smallestPositive = Number.POSITIVE_INFINITY;
  let rank = 0;
  for (let j = 0; j < count; j++) {
    const value = atomEigenvalues[j];
    if (!(value > 0)) continue;
    if (value > largest) largest = value;
    if (value < smallestPositive) smallestPositive = value;
    rank += atoms.atomSizes[j];
  }
  if (rank === 0) {
    throw new InputError(
      `covariance ${kind} has no eigenvalue above zero, so nothing could be learnt: give at least one positive eigenvalue.`,
    );
  }
  if (!(squaredTraceOverDimension < Number.POSITIVE_INFINITY)) {
    throw new InputError(
      `covariance ${kind} has eigenvalues up to ${largest}, too large for double precision: scale it down.`,
    );
  }
  const eigenvalues = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) eigenvalues[i] = atomEigenvalues[atoms.atomOf[i]];
  return {
    kind,
    dimension,
    eigenvalues,
    atomOf: atoms.atomOf,
    atomEigenvalues,
    atomSizes: atoms.atomSizes,
    traceOverDimension,
    squaredTraceOverDimension,
    largest,
    smallestPositive,
    rank,
    ...(eigenvectors === undefined ? {} : { eigenvectors }),
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
