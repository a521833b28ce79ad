/**
 * What the ODE's errors are measured by, so that what has decayed is right relative to itself. Every student entry of
 * atom j is measured by the atom's own share of ‖E‖² and of the noise it feels, an entry with the teacher by the
 * geometric mean of that and the teacher's:
 *
 *     s_j = D_j + w_j Σ_k λ_k D_k / τ,      √(s_j c_jn),      D_j = Σ_i v_ii,  c_jn = v_nn
 *
 * (D_j with the teacher's Σ_n c_jn added where student and teacher do not match, for then E = X may be anything beside
 * it). A model without centred forms of its own rounds at the size of the overlaps, and s_j is not less than 10⁻⁵ of
 * theirs.
 */
import type { CentredModel } from "../models/index.js";
import type { Spectrum } from "../spectrum/index.js";
import { type AtomLayout, teacherStart } from "./atoms.js";

const roundingFloor = 1e-5;

export function errorScale(
  { spectrum }: { readonly spectrum: Spectrum },
  { outputs, teacherOutputs, matched, keepsDigits }: CentredModel,
  layout: AtomLayout,
  teacher: Float64Array,
): (t: number, v: Float64Array, out: Float64Array) => void {
  const { atoms } = layout;
  const m = outputs + layout.still;
  const lambda = spectrum.atomEigenvalues;
  const share = spectrum.atomWeights.map((weight) => weight / spectrum.traceOverDimension);
  const teacherSize = new Float64Array(atoms);
  for (let n = outputs; n < outputs + teacherOutputs; n++)
    for (let j = 0; j < atoms; j++) teacherSize[j] += teacher[teacherStart(layout, n, n) + j];
  const least = matched ? (keepsDigits ? 0 : roundingFloor) : 1;
  const own = new Float64Array(atoms);

  return (_t, v, out) => {
    let signal = 0;
    for (let j = 0; j < atoms; j++) {
      let distance = 0;
      for (let i = 0; i < outputs; i++) distance += Math.abs(v[layout.start(i, i) + j]);
      own[j] = Math.max(distance, least * (distance + teacherSize[j]));
      signal += lambda[j] * own[j];
    }
    for (let j = 0; j < atoms; j++) {
      const scale = own[j] + share[j] * signal;
      for (let i = 0; i < outputs; i++) {
        for (let k = i; k < outputs; k++) out[layout.start(i, k) + j] = scale;
        for (let n = outputs; n < m; n++)
          out[layout.start(i, n) + j] = geometricMean(scale, teacher[teacherStart(layout, n, n) + j]);
      }
    }
  };
}

/** √(ab), also where the product leaves double precision: nodes next to λ = 0 may carry as little as 10⁻²⁰⁰. */
function geometricMean(a: number, b: number): number {
  const product = a * b;
  return product > 1e-300 ? Math.sqrt(product) : Math.sqrt(a) * Math.sqrt(b);
}
