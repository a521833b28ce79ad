/**
 * Where the ODE starts: at finite d from the overlaps of the vectors drawn, at infinity from their limits (src/problem/
 * limit.ts), there centred entry by entry, e = x − y:
 *
 *   v_ee(i, k) = v_xx(i, k) − v_xy(i, k) − v_yx(i, k) + v_yy(i, k),      v_ey(i, n) = v_xy(i, n) − v_yy(i, n)
 */
import { axpy } from "../../sde/kernels/index.js";
import { centredModel } from "../models/index.js";
import { type LimitState, limitState, type Problem } from "../problem/index.js";
import { type AtomLayout, atomLayout, atomOverlaps, teacherStart } from "./atoms.js";
import type { Setup } from "./setup.js";

export interface AtomStart {
  readonly layout: AtomLayout;
  /** The moving entries, as atoms.ts lays them out, and behind them the schedule's memory. */
  readonly start: Float64Array;
  /** The entries of the columns that stand still. */
  readonly teacher: Float64Array;
  /** s where v_j/w_j grows like λ_j^(−s) as λ_j → 0. */
  readonly exponent: number;
}

interface Overlaps {
  readonly v: Float64Array;
  readonly teacher: Float64Array;
  readonly exponent: number;
}

/** The start of a setup; with a copy of E₀ among the columns that stand still where the schedule goes by the distance from it. */
export function atomStart(setup: Setup, outputs: number, teacherOutputs: number): AtomStart {
  const { problem, state, schedule } = setup;
  const { spectrum, description, model } = problem;
  const plain = atomLayout(spectrum.atomEigenvalues.length, outputs, teacherOutputs);
  const overlaps: Overlaps =
    problem.dimension < Number.POSITIVE_INFINITY
      ? { ...atomOverlaps(plain, spectrum, state), exponent: 0 }
      : centredLimit(plain, problem, limitState(description, spectrum, model));
  const layout = schedule.fromStart ? atomLayout(plain.atoms, outputs, teacherOutputs + outputs) : plain;
  const { v, teacher } = schedule.fromStart ? besideStart(plain, overlaps, layout) : overlaps;
  const start = new Float64Array(layout.size + schedule.memory.length);
  start.set(v);
  start.set(schedule.memory, layout.size);
  return { layout, start, teacher, exponent: overlaps.exponent };
}

/** The same overlaps with the columns E₀ behind the teacher's. */
function besideStart(
  plain: AtomLayout,
  { v: own, teacher: others }: Pick<Overlaps, "v" | "teacher">,
  layout: AtomLayout,
): Pick<Overlaps, "v" | "teacher"> {
  const { atoms, outputs } = plain;
  const m = outputs + plain.still;
  /** Entry (p, q) of the plain layout, where a column from m on is the student's of that number. */
  const entry = (p: number, q: number): Float64Array => {
    const [a, b] = [p < m ? p : p - m, q < m ? q : q - m];
    const moving = a < outputs || b < outputs;
    const from = moving ? plain.start(a, b) : teacherStart(plain, a, b);
    return (moving ? own : others).subarray(from, from + atoms);
  };
  const v = new Float64Array(layout.size);
  const teacher = new Float64Array(layout.still * layout.still * atoms);
  for (let p = 0; p < m + outputs; p++)
    for (let q = p; q < m + outputs; q++)
      if (p < outputs) v.set(entry(p, q), layout.start(p, q));
      else {
        teacher.set(entry(p, q), teacherStart(layout, p, q));
        teacher.set(entry(p, q), teacherStart(layout, q, p));
      }
  return { v, teacher };
}

function centredLimit(layout: AtomLayout, { model }: Problem, { overlaps, exponent }: LimitState): Overlaps {
  const { atoms, outputs, still } = layout;
  const m = outputs + still;
  const v = new Float64Array(layout.size);
  const teacher = new Float64Array(still * still * atoms);
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
