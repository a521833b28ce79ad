/**
 * Overlap matrices WᵀqW of a state W = [E | X*], in the eigenbasis: Σ_i q_i W_i W_iᵀ, m×m row by row. E and X*
 * are stored column after column; the teacher's block never changes and is summed once.
 */
import { dot, multiply, weightedDot, weightedSquare } from "../../sde/kernels/index.js";

export interface VectorOverlaps {
  /** Overwrites `out` (m×m) with the overlaps of E (d×ℓ) and the teacher. */
  measure(E: Float64Array, out: Float64Array): void;
}

/** @param weight q_i per coordinate (d), or null for q = 1. */
export function vectorOverlaps(
  dimension: number,
  outputs: number,
  teacher: Float64Array,
  weight: Float64Array | null,
): VectorOverlaps {
  const d = dimension;
  const teachers = teacher.length / d;
  const m = outputs + teachers;
  // q∘X*, so that overlaps with the teacher read two arrays rather than three.
  const weighted = teacher.slice();
  if (weight) for (let n = 0; n < teachers; n++) multiply(d, weight, 0, teacher, n * d, weighted, n * d);

  const students = (E: Float64Array, i: number, k: number): number => {
    if (!weight) return dot(d, E, i * d, E, k * d);
    return i === k ? weightedSquare(d, weight, 0, E, i * d) : weightedDot(d, weight, 0, E, i * d, E, k * d);
  };
  const teacherBlock = new Float64Array(teachers * teachers);
  for (let n = 0; n < teachers; n++)
    for (let p = 0; p < teachers; p++)
      teacherBlock[n * teachers + p] = dot(d, weighted, n * d, teacher, p * d);

  return {
    measure(E, out) {
      for (let i = 0; i < outputs; i++) {
        for (let k = i; k < outputs; k++) out[k * m + i] = out[i * m + k] = students(E, i, k);
        for (let n = 0; n < teachers; n++)
          out[(outputs + n) * m + i] = out[i * m + outputs + n] = dot(d, E, i * d, weighted, n * d);
      }
      for (let n = 0; n < teachers; n++)
        for (let p = 0; p < teachers; p++)
          out[(outputs + n) * m + outputs + p] = teacherBlock[n * teachers + p];
    },
  };
}
