/** The start X_0: a target's kinds, and one correlated with the target. */
import { InputError } from "../../estimators/index.js";
import { requireKeys } from "../../estimators/input/index.js";
import type { Stream } from "../../sde/index.js";
import type { Spectrum } from "../spectrum/index.js";
import { type CorrelatedData, correlatedKeys, drawCorrelated } from "./correlated.js";
import { drawMatrix, type TargetData, targetKinds } from "./target.js";

/** The plain data of the experiment file's `initial`. */
export type InitialData = TargetData | CorrelatedData;

/** The kinds a start may have. */
export const initialKinds: readonly InitialData["kind"][] = [...targetKinds, "correlated"];

/**
 * Draws the start in the eigenbasis of K.
 *
 * @param columns ℓ, the student's outputs
 * @param stream where the draws come from; the same state gives the same bytes
 * @param target X*, d×ℓ*, column k starting at k·d
 * @returns d×ℓ, column k starting at k·d
 * @throws InputError where the data do not fit the spectrum or the target, or are out of range
 */
export function drawInitial(
  data: InitialData,
  spectrum: Spectrum,
  columns: number,
  stream: Stream,
  target: Float64Array,
): Float64Array {
  if (data?.kind !== "correlated") {
    return drawMatrix("initial", data, initialKinds, spectrum, columns, stream);
  }
  requireCorrelated(data, columns, target.length / spectrum.dimension);
  return drawCorrelated(data, target, stream);
}

/** Refuses keys a correlated start has not, and a teacher of other outputs than the student's. */
export function requireCorrelated(data: CorrelatedData, outputs: number, teacherOutputs: number): void {
  requireKeys("initial of kind correlated", data, ["kind", ...correlatedKeys], "initial");
  if (teacherOutputs !== outputs) {
    throw new InputError(
      `initial: correlated needs as many teacher as student outputs, but there are ${teacherOutputs} and ${outputs}; use an initial of another kind or overlaps.`,
    );
  }
}
