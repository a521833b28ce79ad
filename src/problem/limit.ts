/**
 * Target and start as d → ∞ (THEORY §8). No vectors are left, only what atom j carries of the overlaps of W = [X₀ | X*]:
 *
 *   v_j = lim Σ_{i in atom j} (Wᵀω_i)(Wᵀω_i)ᵀ
 *
 * Signs and directions that finite d draws average out: the columns of a matrix are alike, and no two overlap but those
 * of a correlated start with their own in the target.
 *
 * | kind       | squared components of a column on atom j          |
 * |------------|---------------------------------------------------|
 * | zero       | 0                                                 |
 * | gaussian   | norm² w_j/ℓ                                       |
 * | power      | scale · w_j λ_j^(−s), or the same scaled to `norm` |
 * | correlated | correlated.ts                                     |
 */

import { InputError } from "../../estimators/index.js";
import { axpy } from "../../sde/kernels/index.js";
import type { Model } from "../models/index.js";
import { hasMoment, type Spectrum } from "../spectrum/index.js";
import { correlatedShares } from "./correlated.js";
import { gaussianShares } from "./gaussian.js";
import { type InitialData, initialKinds, requireCorrelated } from "./initial.js";
import { limitOfOverlaps, type OverlapsData } from "./overlaps.js";
import { powerShares } from "./power.js";
import { requireMatrix, type TargetData, targetKinds } from "./target.js";

export interface LimitState {
  /** v_j, student before teacher: entry (p, q) of all J atoms from (p·m + q)·J. */
  readonly overlaps: Float64Array;
  /** s where v_j/w_j grows like λ_j^(−s) as λ_j → 0; 0 where it does not. */
  readonly exponent: number;
}

export interface LimitData {
  readonly target?: TargetData | undefined;
  readonly initial?: InitialData | undefined;
  readonly overlaps?: OverlapsData | undefined;
}

/** The state at d = ∞ of target and start, or of the overlaps given in their place. */
export function limitState(
  { target, initial, overlaps: given }: LimitData,
  spectrum: Spectrum,
  { outputs, teacherOutputs }: Model,
): LimitState {
  const m = outputs + teacherOutputs;
  if (given !== undefined) return { overlaps: limitOfOverlaps(given, spectrum, m), exponent: 0 };
  const atoms = spectrum.atomWeights.length;
  const overlaps = new Float64Array(m * m * atoms);
  const add = (p: number, q: number, shares: Float64Array): void => {
    axpy(atoms, 1, shares, 0, overlaps, (p * m + q) * atoms);
    if (p !== q) axpy(atoms, 1, shares, 0, overlaps, (q * m + p) * atoms);
  };
  // Without overlaps a problem has both.
  const [teacherData, studentData] = [target!, initial!];
  const teacher = sharesOf("target", teacherData, targetKinds, spectrum, teacherOutputs);
  for (let n = 0; n < teacherOutputs; n++) add(outputs + n, outputs + n, teacher);
  if (studentData.kind !== "correlated") {
    const student = sharesOf("initial", studentData, initialKinds, spectrum, outputs);
    for (let i = 0; i < outputs; i++) add(i, i, student);
    return { overlaps, exponent: Math.max(growth(teacherData), growth(studentData)) };
  }
  requireCorrelated(studentData, outputs, teacherOutputs);
  if (!hasMoment(spectrum, -growth(teacherData))) {
    throw new InputError(
      "initial: correlated needs a target of finite norm, and that of power with this scale is infinite; give an initial of another kind.",
    );
  }
  const { own, cross } = correlatedShares(studentData, spectrum, outputs, teacher);
  for (let i = 0; i < outputs; i++) {
    add(i, i, own);
    add(i, outputs + i, cross);
  }
  return { overlaps, exponent: growth(teacherData) };
}

function sharesOf(
  role: string,
  data: TargetData,
  kinds: readonly string[],
  spectrum: Spectrum,
  columns: number,
): Float64Array {
  requireMatrix(role, data, kinds);
  switch (data.kind) {
    case "zero":
      return new Float64Array(spectrum.atomWeights.length);
    case "gaussian":
      return gaussianShares(data, spectrum, columns);
    case "power":
      return powerShares(role, data, spectrum, columns);
    case "values":
      throw new InputError(
        `${role}: values lists the components one by one, but at infinite dimension there is no end of them; use gaussian, power or overlaps, or a finite dimension.`,
      );
  }
}

/** The power of 1/λ in the squared components, 0 where there is none. */
const growth = (data: InitialData): number =>
  data.kind === "power" && data.exponent > 0 && data.scale !== 0 ? data.exponent : 0;
