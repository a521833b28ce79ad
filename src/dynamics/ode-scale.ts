/**
 * What the ODE's errors are measured by. Risk and distance are differences of overlaps (a − 2b + c), so an error
 * small beside the overlaps can be large beside the risk once it has decayed. Where student and teacher match,
 * the scale of every entry of atom j is therefore the atom's own share of ‖X − X*‖² and of the noise it feels,
 *
 *     D_j + w_j Σ_k λ_k D_k / τ,      D_j = Σ_i (v_ii − 2v_ii* + v_i*i*)
 *
 * but never less than 10⁻⁵ of the entries themselves, below which lies their rounding.
 */
import type { Problem } from "../problem/index.js";
import { type AtomLayout, teacherStart } from "./atoms.js";

const roundingFloor = 1e-5;

export function errorScale(
  { spectrum, dimension, model }: Problem,
  layout: AtomLayout,
  teacher: Float64Array,
): (t: number, v: Float64Array, out: Float64Array) => void {
  const { outputs, teacherOutputs } = model;
  const { atoms } = layout;
  const matched = outputs === teacherOutputs;
  const lambda = spectrum.atomEigenvalues;
  const share = Float64Array.from(
    spectrum.atomSizes,
    (size) => size / dimension / spectrum.traceOverDimension,
  );
  const entries = layout.size / atoms;

  return (_t, v, out) => {
    // `out` doubles as scratch: D_j in its first J places, the size of the atom's entries behind the last use.
    let signal = 0;
    for (let j = 0; j < atoms; j++) {
      let distance = 0;
      let size = 0;
      for (let i = 0; i < outputs; i++) {
        const student = v[layout.start(i, i) + j];
        size += student;
        if (matched) {
          const own = teacher[teacherStart(layout, outputs + i, outputs + i) + j];
          distance += student - 2 * v[layout.start(i, outputs + i) + j] + own;
          size += own;
        }
      }
      signal += lambda[j] * Math.abs(distance);
      out[j] = matched ? Math.max(Math.abs(distance), roundingFloor * size) : size;
    }
    for (let j = 0; j < atoms; j++) {
      const scale = out[j] + share[j] * signal;
      for (let entry = 0; entry < entries; entry++) out[entry * atoms + j] = scale;
    }
  };
}
