/**
 * Where the ODE starts: at finite d from the overlaps of the vectors drawn, at infinity from their limits (src/problem/
 * limit.ts), there centred entry by entry, e = x − y:
 *
 *   v_ee(i, k) = v_xx(i, k) − v_xy(i, k) − v_yx(i, k) + v_yy(i, k),      v_ey(i, n) = v_xy(i, n) − v_yy(i, n)
 */
import { axpy } from "../../sde/kernels/index.js";
import { centredModel } from "../models/index.js";
import { type LimitState, limitState, type Problem } from "../problem/index.js";
import { type AtomLayout, atomOverlaps, teacherStart } from "./atoms.js";
import type { Setup } from "./setup.js";

export interface AtomStart {
  /** The moving entries, as atoms.ts lays them out. */
  readonly v: Float64Array;
  /** The teacher's own. */
  readonly teacher: Float64Array;
  /** s where v_j/w_j grows like λ_j^(−s) as λ_j → 0. */
  readonly exponent: number;
}

export function atomStart(layout: AtomLayout, { problem, state }: Setup): AtomStart {
  const { spectrum, description, model } = problem;
  if (problem.dimension < Number.POSITIVE_INFINITY)
    return { ...atomOverlaps(layout, spectrum, state), exponent: 0 };
  return centredLimit(layout, problem, limitState(description, spectrum, model));
}

function centredLimit(layout: AtomLayout, { model }: Problem, { overlaps, exponent }: LimitState): AtomStart {
  const { atoms, outputs, teacherOutputs } = layout;
  const m = outputs + teacherOutputs;
  const v = new Float64Array(layout.size);
  const teacher = new Float64Array(teacherOutputs * teacherOutputs * atoms);
  const add = (factor: number, p: number, q: number, out: Float64Array, at: number): void =>
    axpy(atoms, factor, overlaps, (p * m + q) * atoms, out, at);
  for (let p = outputs; p < m; p++)
    for (let q = outputs; q < m; q++) add(1, p, q, teacher, teacherStart(layout, p, q));
  const { matched } = centredModel(model);
  for (let i = 0; i < outputs; i++) {
    for (let k = i; k < outputs; k++) {
      const at = layout.start(i, k);
      add(1, i, k, v, at);
      if (!matched) continue;
      add(-1, i, outputs + k, v, at);
      add(-1, outputs + i, k, v, at);
      add(1, outputs + i, outputs + k, v, at);
    }
    for (let n = outputs; n < m; n++) {
      add(1, i, n, v, layout.start(i, n));
      if (matched) add(-1, outputs + i, n, v, layout.start(i, n));
    }
  }
  return { v, teacher, exponent };
}
