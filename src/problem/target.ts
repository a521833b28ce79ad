/** The teacher X*: which kinds there are, and how one is drawn. */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import type { Stream } from "../../sde/index.js";
import type { Spectrum } from "../spectrum/index.js";
import { drawGaussian, type GaussianData, gaussianKeys } from "./gaussian.js";
import { drawPower, type PowerData, powerKeys } from "./power.js";
import { readValues, type ValuesData } from "./values.js";
import type { ZeroData } from "./zero.js";

/** The plain data of the experiment file's `target`. */
export type TargetData = ZeroData | GaussianData | PowerData | ValuesData;

/** The kinds a target may have. */
export const targetKinds: readonly TargetData["kind"][] = ["zero", "gaussian", "power", "values"];

const keysOfKind: Readonly<Record<TargetData["kind"], readonly string[]>> = {
  zero: [],
  gaussian: gaussianKeys,
  power: powerKeys,
  values: ["values"],
};

/**
 * Draws the target in the eigenbasis of K.
 *
 * @param columns ℓ*, the teacher's outputs
 * @param stream where the draws come from; the same state gives the same bytes
 * @returns d×ℓ*, column k starting at k·d
 * @throws InputError where the data do not fit the spectrum or are out of range
 */
export function drawTarget(
  data: TargetData,
  spectrum: Spectrum,
  columns: number,
  stream: Stream,
): Float64Array {
  return drawMatrix("target", data, targetKinds, spectrum, columns, stream);
}

/** One matrix of the kinds shared by targets and starts; `role` and `kinds` are for the messages. */
export function drawMatrix(
  role: string,
  data: TargetData,
  kinds: readonly string[],
  spectrum: Spectrum,
  columns: number,
  stream: Stream,
): Float64Array {
  requireMatrix(role, data, kinds);
  switch (data.kind) {
    case "zero":
      return new Float64Array(spectrum.dimension * columns);
    case "gaussian":
      return drawGaussian(data, spectrum.dimension * columns, stream);
    case "power":
      return drawPower(role, data, spectrum, columns, stream);
    case "values":
      return readValues(role, data, spectrum.dimension, columns);
  }
}

/** Refuses a kind nobody knows, and keys its kind has not. */
export function requireMatrix(role: string, data: TargetData, kinds: readonly string[]): void {
  if (data === null || data === undefined || !(data.kind in keysOfKind)) {
    throw new InputError(
      `The ${role} is of kind ${show((data as TargetData | undefined)?.kind ?? data)}, but the kinds known are ${kinds.join(", ")}; set ${role}.kind to one of them.`,
    );
  }
  requireKeys(`${role} of kind ${data.kind}`, data, ["kind", ...keysOfKind[data.kind]], role);
}
