/**
 * A model seen from its teacher. Near the optimum every statistic that matters is a small difference of large overlaps
 * (‖X − X*‖² = a − 2b + c), and digits are lost. With the error E = X − X* in the place of X (ℓ = ℓ*; where student and
 * teacher do not match, E = X), the fields are (e, y) = (x − y, y), the overlaps C = [E | X*]ᵀK[E | X*], and
 *
 *     ∇R = K [E | X*] G′,      G′ = [G_xx ; G_xx + G_*x]        (the lower block just G_*x where E = X)
 *
 * Statistics and dynamics are written in these terms alone. A model may bring forms of its own that keep their digits
 * as E → 0 (`Model.centred`); without them its ordinary ones are evaluated at x = e + y and B = B(C).
 */
import type { CentredForms, Model } from "./model.js";

export interface CentredModel extends CentredForms {
  readonly riskGradient: (C: Float64Array, out: Float64Array) => void;
  readonly outputs: number;
  readonly teacherOutputs: number;
  /** Whether E = X − X*, for ℓ = ℓ*. */
  readonly matched: boolean;
  /** Whether the forms are the model's own, and stay right relative to themselves as E → 0. */
  readonly keepsDigits: boolean;
  readonly sampleNoise: Model["sampleNoise"];
  /** Whether X and −X are one student (model.ts). */
  readonly even: boolean;
}

export function centredModel(model: Model): CentredModel {
  const { outputs, teacherOutputs, sampleNoise, even = false } = model;
  const matched = outputs === teacherOutputs;
  const own = matched ? model.centred : undefined;
  const forms = own ?? translated(model, matched);
  return {
    outputs,
    teacherOutputs,
    matched,
    keepsDigits: own !== undefined,
    sampleNoise,
    even,
    ...forms,
    riskGradient: forms.riskGradient ?? forms.gradient,
  };
}

/** The ordinary forms, evaluated at x = e + y. Each call of this function has scratch space of its own. */
function translated(model: Model, matched: boolean): CentredForms {
  const { outputs, teacherOutputs } = model;
  const m = outputs + teacherOutputs;
  const raw = new Float64Array(m);
  const B = new Float64Array(m * m);
  const at = (C: Float64Array): Float64Array => {
    uncentre(C, outputs, teacherOutputs, B);
    return B;
  };
  const lowerSum = (out: Float64Array): void => {
    if (matched) for (let q = 0; q < outputs * outputs; q++) out[outputs * outputs + q] += out[q];
  };
  const { riskGradient } = model;
  return {
    residual: false,
    direction(fields, noise, out) {
      raw.set(fields);
      if (matched) for (let i = 0; i < outputs; i++) raw[i] += fields[outputs + i];
      model.direction(raw, noise, out);
    },
    risk: (C) => model.risk(at(C)),
    excessRisk(C) {
      const best = model.bestRisk(at(C));
      return best === null ? null : model.risk(B) - best;
    },
    gradient(C, out) {
      model.gradient(at(C), out);
      lowerSum(out);
    },
    ...(riskGradient && {
      riskGradient(C, out) {
        riskGradient(at(C), out);
        lowerSum(out);
      },
    }),
    directionSecondMoment: (C, out) => model.directionSecondMoment(at(C), out),
  };
}

/** Overlaps of [X | X*] from those of [E | X*] (m×m, row by row): x = e + y in every pair. `out` is not C. */
export function uncentre(C: Float64Array, outputs: number, teacherOutputs: number, out: Float64Array): void {
  out.set(C);
  if (outputs !== teacherOutputs) return;
  const m = 2 * outputs;
  for (let i = 0; i < outputs; i++)
    for (let k = 0; k < outputs; k++) {
      const [ik, in_, ni] = [C[i * m + k], C[i * m + outputs + k], C[(outputs + i) * m + k]];
      const teacher = C[(outputs + i) * m + outputs + k];
      out[i * m + k] = ik + (in_ + ni) + teacher;
      out[i * m + outputs + k] = in_ + teacher;
      out[(outputs + i) * m + k] = ni + teacher;
    }
}
