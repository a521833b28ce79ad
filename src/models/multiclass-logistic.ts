/**
 * Multiclass logistic regression on a teacher of the same kind, ℓ = ℓ* = n classes (THEORY §4, §13; HD §1). p = softmax(x),
 * q = softmax(y), e_c the unit vector of class c.
 *
 *   f = −⟨label, x⟩ + log Σ_c e^(x_c)          g = p − label
 *   label = q (soft)   or   e_c, class c with probability q_c (hard)
 *   h = L(B_xx) − Σ_ck (B_x*)_ck J_ck(B_**)     since E q_c x_c = Σ_k (B_x*)_ck E ∂q_c/∂y_k (Stein); for both labels
 *   G = [J(B_xx); −J(B_**)]
 *   I = D(B)  (soft)      and  + J(B_**)  (hard: the covariance of the label)
 *
 * J, L and D are the expectations of multiclass-moments.ts. The best risk is h at X = X*. Neither f nor g sees what is
 * common to all classes, (1, …, 1) in x or y: that part of X stays where it starts.
 */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { type Clippable, clipOf } from "./clip.js";
import { LABELS, type Labels } from "./logistic.js";
import type { Model } from "./model.js";
import { clipMulticlass } from "./multiclass-clip.js";
import { createMulticlassMoments } from "./multiclass-moments.js";
import { softmax } from "./softmax.js";

export interface MulticlassLogisticData extends Clippable {
  readonly kind: "multiclass-logistic";
  /** n, 2 or more. */
  readonly classes: number;
  /** `soft` (the probabilities q; the default) or `hard` (one class, drawn with them). */
  readonly labels?: Labels | undefined;
}

export const multiclassLogisticKeys = keysOf<Omit<MulticlassLogisticData, "kind">>({
  classes: true,
  labels: true,
  clip: true,
});

/**
 * Multiclass logistic regression as data.
 *
 * @param options `classes` n, the number of outputs of student and teacher alike; `labels`: "soft" (default) shows the
 * student the probabilities softmax(y), "hard" a class drawn with them; `clip` the largest ‖g‖ (default: none)
 * @throws InputError where `classes` is not a whole number of at least 2, or `labels` is unknown
 * @example
 * ```ts
 * import { createModel, multiclassLogistic } from "homogenized-sgd";
 * multiclassLogistic({ classes: 3 }); // => {"kind":"multiclass-logistic","classes":3}
 * createModel(multiclassLogistic({ classes: 3 })).risk(new Float64Array(36)); // => 1.0986123
 * ```
 */
export function multiclassLogistic(options: Omit<MulticlassLogisticData, "kind">): MulticlassLogisticData {
  requireKeys("multiclassLogistic", options, multiclassLogisticKeys);
  const data: MulticlassLogisticData = { kind: "multiclass-logistic", ...options };
  resolveMulticlassLogistic(data);
  return data;
}

/** The same data with its default filled in; throws InputError where a value is out of range. */
export function resolveMulticlassLogistic(data: MulticlassLogisticData): {
  kind: "multiclass-logistic";
  classes: number;
  labels: Labels;
  clip?: number;
} {
  const { classes, labels = "soft" } = data;
  if (!(Number.isSafeInteger(classes) && classes >= 2)) {
    throw new InputError(
      `multiclass-logistic got classes = ${show(classes)}, but the number of classes is a whole number, 2 or more; change it.`,
    );
  }
  if (!LABELS.includes(labels)) {
    throw new InputError(
      `multiclass-logistic got labels = ${show(labels)}, but labels are ${LABELS.join(" or ")}; choose one of them.`,
    );
  }
  return { kind: "multiclass-logistic", classes, labels, ...clipOf("multiclass-logistic", data) };
}

/** The multiclass logistic model of THEORY §2: f, g, h, G and I. */
export function multiclassLogisticModel(data: MulticlassLogisticData): Model {
  const { classes: n, labels, clip } = resolveMulticlassLogistic(data);
  const hard = labels === "hard";
  const m = 2 * n;
  const moments = createMulticlassMoments(n);
  const { quadratureError } = moments;
  const p = new Float64Array(n);
  const q = new Float64Array(n);
  const teacherSlopes = teacherMemory(n, moments.slopes);

  /** Σ_ck C_ck J_ck(B_**), C the block of B whose rows start at `from` and whose columns are the teacher's. */
  const explained = (B: Float64Array, from: number): number => {
    const J = teacherSlopes(B);
    let total = 0;
    for (let c = 0; c < n; c++) for (let k = 0; k < n; k++) total += B[(from + c) * m + n + k] * J[c * n + k];
    return total;
  };

  const model: Model = {
    kind: "multiclass-logistic",
    outputs: n,
    teacherOutputs: n,
    sampleNoise: { normals: 0, uniforms: hard ? 1 : 0 },
    loss(fields, noise) {
      const logSum = softmax(n, fields, 0, p);
      softmax(n, fields, n, q);
      if (hard) return logSum - fields[drawn(n, q, noise[0])];
      let total = 0;
      for (let c = 0; c < n; c++) total += q[c] * (logSum - fields[c]);
      return total;
    },
    direction(fields, noise, out) {
      softmax(n, fields, 0, p);
      softmax(n, fields, n, q);
      if (!hard) {
        for (let c = 0; c < n; c++) out[c] = p[c] - q[c];
        return;
      }
      const label = drawn(n, q, noise[0]);
      // 1 − p of the label as the sum of the others, which keeps its digits as p → 1.
      let others = 0;
      for (let c = 0; c < n; c++) {
        out[c] = p[c];
        if (c !== label) others += p[c];
      }
      out[label] = -others;
    },
    risk: (B) => moments.logSum(B, 0) - explained(B, 0),
    gradient(B, out) {
      moments.slopes(B, 0, out);
      const J = teacherSlopes(B);
      for (let at = 0; at < n * n; at++) out[n * n + at] = -J[at];
    },
    directionSecondMoment(B, out) {
      moments.squaredDifference(B, out);
      if (!hard) return;
      const J = teacherSlopes(B);
      for (let at = 0; at < n * n; at++) out[at] += J[at];
    },
    bestRisk: (B) => moments.logSum(B, n) - explained(B, n),
    ...(quadratureError && { quadratureError }),
  };
  // ‖g‖ < √2 as it is.
  return clip === undefined || clip >= Math.SQRT2 ? model : clipMulticlass(model, clip, labels);
}

/** The first class whose probability, with those before it, exceeds the uniform. */
function drawn(n: number, q: Float64Array, uniform: number): number {
  let total = 0;
  for (let c = 0; c < n - 1; c++) {
    total += q[c];
    if (uniform < total) return c;
  }
  return n - 1;
}

/** J(B_**), integrated anew only where the teacher's block is another than the last time: a run has but one. */
function teacherMemory(
  n: number,
  slopes: (B: Float64Array, from: number, out: Float64Array) => void,
): (B: Float64Array) => Float64Array {
  const m = 2 * n;
  const block = new Float64Array(n * n).fill(Number.NaN);
  const J = new Float64Array(n * n);
  return (B) => {
    let same = true;
    for (let c = 0; c < n; c++)
      for (let k = 0; k < n; k++) {
        const entry = B[(n + c) * m + n + k];
        if (block[c * n + k] === entry) continue;
        block[c * n + k] = entry;
        same = false;
      }
    if (!same) slopes(B, n, J);
    return J;
  };
}
