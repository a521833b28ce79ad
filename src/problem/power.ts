/**
 * Components that follow a power of the eigenvalue: X_ik² = c λ_i^(−s), signs drawn, magnitudes exact (the source
 * condition of THEORY §6, §8). c is scale/d, or what makes the Frobenius norm of the whole matrix equal `norm`.
 *
 * | symbol | here           |
 * |--------|----------------|
 * | s      | `exponent`     |
 * | λ_i    | `eigenvalues`  |
 */
import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import type { Stream } from "../../sde/index.js";
import { pow, sum } from "../../sde/kernels/index.js";
import { hasMoment, type Spectrum } from "../spectrum/index.js";
import { checkedNorm } from "./gaussian.js";

export interface PowerData {
  readonly kind: "power";
  /** s: squared components are proportional to λ^(−s). */
  readonly exponent: number;
  /** Frobenius norm of the whole matrix; 1 when neither this nor `scale` is given. */
  readonly norm?: number | undefined;
  /** Squared component = scale · λ^(−s)/d; instead of `norm`. */
  readonly scale?: number | undefined;
}

export const powerKeys = keysOf<Omit<PowerData, "kind">>({ exponent: true, norm: true, scale: true });

/**
 * A target or start whose squared components follow λ^(−exponent), as data.
 *
 * @param options `exponent` s, and either `norm` (of the whole matrix, default 1) or `scale` (squared component =
 * scale·λ^(−s)/d)
 * @throws InputError where a number is out of range or both `norm` and `scale` are given
 * @example
 * ```ts
 * import { power } from "homogenized-sgd";
 * power({ exponent: 0.5, scale: 1 }); // => {"kind":"power","exponent":0.5,"scale":1}
 * ```
 */
export function power(options: Omit<PowerData, "kind">): PowerData {
  requireKeys("power", options, powerKeys);
  const data: PowerData = { kind: "power", ...options };
  checkPower(data);
  return data;
}

function checkPower({ exponent, norm, scale }: PowerData): void {
  if (!Number.isFinite(exponent)) {
    throw new InputError(
      `power got exponent = ${show(exponent)}, but an exponent is a finite number; change it.`,
    );
  }
  if (norm !== undefined && scale !== undefined) {
    throw new InputError(
      `power got both norm = ${show(norm)} and scale = ${show(scale)}, but each alone fixes the magnitude; leave one out.`,
    );
  }
  checkedNorm("power", norm);
  if (scale !== undefined && !(Number.isFinite(scale) && scale >= 0)) {
    throw new InputError(
      `power got scale = ${show(scale)}, but a scale is a finite number, 0 or more; change it.`,
    );
  }
}

/** Draws the d×columns matrix, column after column; `role` names it in messages. */
export function drawPower(
  role: string,
  data: PowerData,
  spectrum: Spectrum,
  columns: number,
  stream: Stream,
): Float64Array {
  checkPower(data);
  const { dimension, eigenvalues } = spectrum;
  const { exponent } = data;
  const magnitudes = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) {
    if (exponent > 0 && !(eigenvalues[i] > 0)) {
      throw new InputError(
        `${role}: power with exponent ${exponent} is infinite where the covariance has eigenvalue 0 (rank ${spectrum.rank} of ${dimension}); use exponent 0 or less, or kind gaussian.`,
      );
    }
    magnitudes[i] = exponent === 0 ? 1 : pow(eigenvalues[i], -exponent);
  }
  const total = columns * sum(dimension, magnitudes, 0);
  if (!(total > 0 && total < Infinity)) throw beyondDoubles(role, exponent, total);
  const { norm = 1 } = data;
  const factor = data.scale === undefined ? (norm * norm) / total : data.scale / dimension;
  const matrix = new Float64Array(dimension * columns);
  for (let k = 0; k < columns; k++) {
    for (let i = 0; i < dimension; i++) {
      const magnitude = Math.sqrt(factor * magnitudes[i]);
      matrix[k * dimension + i] = stream.uniform() < 0.5 ? -magnitude : magnitude;
    }
  }
  return matrix;
}

/**
 * The limit as d → ∞ of a column's squared components on each atom: c w_j λ_j^(−s), c the scale or what makes the norm of
 * all columns together `norm`. With a scale that norm may be infinite, the risk not.
 */
export function powerShares(
  role: string,
  data: PowerData,
  spectrum: Spectrum,
  columns: number,
): Float64Array {
  checkPower(data);
  const { atomEigenvalues, atomWeights, edge = 0 } = spectrum;
  const { exponent, norm = 1, scale } = data;
  if (exponent > 0 && atomEigenvalues.includes(0)) {
    throw new InputError(
      `${role}: power with exponent ${exponent} is infinite where the covariance has eigenvalue 0; use exponent 0 or less, or kind gaussian.`,
    );
  }
  if (!hasMoment(spectrum, 1 - exponent)) {
    throw new InputError(
      `${role}: power with exponent ${exponent} gives an infinite risk, the density of eigenvalues being like λ^${short(-edge)} next to 0; use an exponent below ${short(2 - edge)}.`,
    );
  }
  if (scale === undefined && !hasMoment(spectrum, -exponent)) {
    throw new InputError(
      `${role}: power with exponent ${exponent} has an infinite norm, the density of eigenvalues being like λ^${short(-edge)} next to 0; give scale in the place of norm, or an exponent below ${short(1 - edge)}.`,
    );
  }
  const shares = atomWeights.map((weight, j) => weight * pow(atomEigenvalues[j], -exponent));
  const total = columns * sum(shares.length, shares, 0);
  if (!(total > 0 && total < Infinity)) throw beyondDoubles(role, exponent, total);
  const factor = scale ?? (norm * norm) / total;
  return shares.map((share) => factor * share);
}

const short = (value: number): number => Number(value.toPrecision(3));

function beyondDoubles(role: string, exponent: number, total: number): InputError {
  return new InputError(
    `${role}: power with exponent ${exponent} gives the squared norm ${total} before scaling; use an exponent nearer to 0.`,
  );
}
