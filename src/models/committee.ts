/**
 * Committees: ℓ student units against ℓ* teacher units, one noisy label (THEORY §4, §13; HD §1; Saad & Solla 1995).
 *
 *   Δ = Σ_i v_i φ(x_i) − Σ_n A_n φ(y_n) − ε = Σ_p e_p φ(r_p) − ε
 *   f = ½ Δ²          g_i = v_i φ'(x_i) Δ          h = ½ (E Δ₀² + σ²),   Δ₀ = Δ + ε
 *
 * | symbol | here         | meaning                                                     |
 * |--------|--------------|-------------------------------------------------------------|
 * | v, A   | `student`, `teacher` | output weights; their numbers are ℓ and ℓ*          |
 * | e      | `signs`      | (v, −A), one weight for each of the m = ℓ + ℓ* fields r     |
 * | φ      | `activation` | erf(u/√2), max(0, u) or u²; φ'(0) = 0 for the latter two    |
 * | σ      | `noiseStd`   | standard deviation of the label noise ε                     |
 *
 * What depends on φ stands in a file of its own: committee-erf.ts, committee-square.ts, committee-relu.ts.
 */
import { InputError } from "../../estimators/index.js";
import { isList, keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { type Clippable, clipOf } from "./clip.js";
import { clipCommittee } from "./committee-clip.js";
import { erfForms } from "./committee-erf.js";
import type { CommitteeForms, CommitteeWeights } from "./committee-forms.js";
import { reluForms } from "./committee-relu.js";
import { squareForms } from "./committee-square.js";
import type { Model } from "./model.js";

/** φ of the units. */
export const ACTIVATIONS = ["erf", "relu", "square"] as const;
export type Activation = (typeof ACTIVATIONS)[number];

export interface CommitteeData extends Clippable {
  readonly kind: "committee";
  /** φ: `erf` is erf(u/√2), `relu` max(0, u), `square` u². */
  readonly activation: Activation;
  /** v, the student's output weights: one for each of its ℓ units. */
  readonly student: readonly number[];
  /** A, the teacher's output weights: one for each of its ℓ* units. */
  readonly teacher: readonly number[];
  /** σ ≥ 0, standard deviation of the label noise; 0 when left out. */
  readonly noiseStd?: number | undefined;
}

export const committeeKeys = keysOf<Omit<CommitteeData, "kind">>({
  activation: true,
  student: true,
  teacher: true,
  noiseStd: true,
  clip: true,
});

const forms: Readonly<Record<Activation, (weights: CommitteeWeights) => CommitteeForms>> = {
  erf: erfForms,
  relu: reluForms,
  square: squareForms,
};

/**
 * A committee machine taught by another one, as data: ½(Σ v_i φ(x_i) − Σ A_n φ(y_n) − ε)².
 *
 * @param options `activation` φ: "erf", "relu" or "square"; `student` v and `teacher` A the output weights, which stay
 * as they are, one for each unit; `noiseStd` the standard deviation σ of the label noise (default 0); `clip` the largest
 * ‖g‖ (default: none)
 * @throws InputError where an option is missing or out of range
 * @example
 * ```ts
 * import { committee, createModel } from "homogenized-sgd";
 * const model = createModel(committee({ activation: "square", student: [1, 1], teacher: [2] }));
 * model.outputs; // => 2
 * model.risk(new Float64Array([0, 0, 0, 0, 0, 0, 0, 0, 1])); // => 6
 * ```
 */
export function committee(options: Omit<CommitteeData, "kind">): CommitteeData {
  requireKeys("committee", options, committeeKeys);
  const data: CommitteeData = { kind: "committee", ...options };
  resolveCommittee(data);
  return data;
}

/** The same data with its default filled in; throws InputError where a value is out of range. */
export function resolveCommittee(data: CommitteeData): CommitteeData & { readonly noiseStd: number } {
  const { activation, noiseStd = 0 } = data;
  if (!ACTIVATIONS.includes(activation)) {
    throw new InputError(
      `committee got activation = ${show(activation)}, but activations are ${ACTIVATIONS.join(", ")}; choose one of them.`,
    );
  }
  if (!(Number.isFinite(noiseStd) && noiseStd >= 0)) {
    throw new InputError(
      `committee got noiseStd = ${show(noiseStd)}, but a standard deviation is a finite number, 0 or more; use 0 for labels without noise.`,
    );
  }
  return {
    kind: "committee",
    activation,
    student: checkedWeights("student", data.student),
    teacher: checkedWeights("teacher", data.teacher),
    noiseStd,
    ...clipOf("committee", data),
  };
}

function checkedWeights(role: "student" | "teacher", given: readonly number[]): number[] {
  if (!(isList(given) && given.length > 0)) {
    throw new InputError(
      `committee got ${role} = ${show(given)}, but it is the list of the ${role}'s output weights; give one number for each unit, [1] for one.`,
    );
  }
  const weights = Array.from(given);
  const wrong = weights.findIndex((weight) => !Number.isFinite(weight));
  if (wrong !== -1) {
    throw new InputError(
      `committee got ${role}[${wrong}] = ${show(weights[wrong])}, but output weights are finite numbers; change it.`,
    );
  }
  return weights;
}

/** The committee of THEORY §2: f, g, h, G and I. */
export function committeeModel(data: CommitteeData): Model {
  const { activation, student, teacher, noiseStd, clip } = resolveCommittee(data);
  const outputs = student.length;
  const signs = Float64Array.from([...student, ...teacher.map((weight) => -weight)]);
  const variance = noiseStd * noiseStd;
  const { value, slope, errorMoment, ...moments } = forms[activation]({ outputs, signs, variance });
  const residual = (fields: Float64Array, noise: Float64Array): number => {
    let total = -noiseStd * noise[0];
    for (let p = 0; p < signs.length; p++) total += signs[p] * value(fields[p]);
    return total;
  };
  const best = realisable(activation, student, teacher) ? 0.5 * variance : null;
  const model: Model = {
    kind: "committee",
    outputs,
    teacherOutputs: teacher.length,
    sampleNoise: { normals: 1, uniforms: 0 },
    restsAtZero: activation !== "erf",
    loss(fields, noise) {
      const delta = residual(fields, noise);
      return 0.5 * delta * delta;
    },
    direction(fields, noise, out) {
      const delta = residual(fields, noise);
      for (let i = 0; i < outputs; i++) out[i] = signs[i] * slope(fields[i]) * delta;
    },
    risk: (B) => 0.5 * (errorMoment(B) + variance),
    ...moments,
    bestRisk: () => best,
  };
  return clip === undefined
    ? model
    : clipCommittee(model, clip, { value, slope, signs, noiseStd, activation });
}

/**
 * Whether the student's units can do all that the teacher's do, whatever those are: each teacher unit needs one of the
 * student's, and a unit too many rests at zero. erf is odd, so a unit can take the weight of another up to its sign;
 * relu and square are homogeneous, so up to its size.
 */
function realisable(activation: Activation, student: readonly number[], teacher: readonly number[]): boolean {
  const kind: (weight: number) => number = activation === "erf" ? Math.abs : Math.sign;
  const free = student.map(kind);
  return teacher
    .filter((weight) => weight !== 0)
    .every((weight) => {
      const unit = free.indexOf(kind(weight));
      if (unit !== -1) free.splice(unit, 1);
      return unit !== -1;
    });
}
