/**
 * The state of the deterministic ODE: v_j = Σ_{i in atom j} (Wᵀω_i)(Wᵀω_i)ᵀ for every spectral atom j (THEORY §3), here
 * with W = [E | X*] (setup.ts), so that what decays is carried by itself and not as the difference of what does not.
 * Stored entry after entry, J numbers each: first the student entries (i, k), i ≤ k, row by row, then student by
 * teacher (i, n), row by row. The teacher's own entries never change and stay outside.
 */
import { dot } from "../../sde/kernels/index.js";
import type { Spectrum } from "../spectrum/index.js";

export interface AtomLayout {
  readonly atoms: number;
  readonly outputs: number;
  /** Columns that never move: the teacher's, then what the student's are measured against. */
  readonly still: number;
  /** Length of the state: atoms × moving entries. */
  readonly size: number;
  /** Where entry (i, p), any order, starts in the state; −1 for teacher entries. */
  start(i: number, p: number): number;
}

export function atomLayout(atoms: number, outputs: number, still: number): AtomLayout {
  const m = outputs + still;
  const starts = new Int32Array(m * m).fill(-1);
  let next = 0;
  for (let i = 0; i < outputs; i++)
    for (let k = i; k < outputs; k++) starts[i * m + k] = starts[k * m + i] = next++ * atoms;
  for (let i = 0; i < outputs; i++)
    for (let n = outputs; n < m; n++) starts[i * m + n] = starts[n * m + i] = next++ * atoms;
  return { atoms, outputs, still, size: next * atoms, start: (i, p) => starts[i * m + p] };
}

/** v at W (d columns of ℓ + still, column after column): the moving entries, and the others' (n, p) in `teacher`, n ≤ p mirrored. */
export function atomOverlaps(
  layout: AtomLayout,
  { atomOf, dimension: d }: Spectrum,
  W: Float64Array,
): { v: Float64Array; teacher: Float64Array } {
  const { atoms, outputs, still } = layout;
  const m = outputs + still;
  const v = new Float64Array(layout.size);
  const teacher = new Float64Array(still * still * atoms);
  for (let p = 0; p < m; p++)
    for (let q = p; q < m; q++) {
      const target = p < outputs ? v : teacher;
      const start = p < outputs ? layout.start(p, q) : teacherStart(layout, p, q);
      for (let i = 0; i < d; i++) target[start + atomOf[i]] += W[p * d + i] * W[q * d + i];
      if (p >= outputs) teacher.copyWithin(teacherStart(layout, q, p), start, start + atoms);
    }
  return { v, teacher };
}

/** Where teacher entry (p, q), both counted among all m fields, starts in `teacher`. */
export const teacherStart = ({ atoms, outputs, still }: AtomLayout, p: number, q: number): number =>
  ((p - outputs) * still + (q - outputs)) * atoms;

/** Σ_j q_j v_j of the first m columns, m×m row by row. */
export function weighAtoms(
  layout: AtomLayout,
  q: Float64Array,
  v: Float64Array,
  teacher: Float64Array,
  out: Float64Array,
): void {
  const { atoms, outputs } = layout;
  const m = Math.sqrt(out.length);
  for (let i = 0; i < m; i++)
    for (let p = i; p < m; p++) {
      const value =
        i < outputs
          ? dot(atoms, q, 0, v, layout.start(i, p))
          : dot(atoms, q, 0, teacher, teacherStart(layout, i, p));
      out[i * m + p] = out[p * m + i] = value;
    }
}
