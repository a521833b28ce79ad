/**
 * Logistic regression on a logistic teacher, one output each (THEORY §4, §13; HD §1). s is the sigmoid.
 *
 *   f = −x·label + log(1 + eˣ)          g = s(x) − label
 *   label = s(y) (soft)   or   1 with probability s(y), else 0 (hard)
 *   h = E softplus(x) − b E s'(y)       since E x s(y) = b E s'(y) (Stein); the same for both labels
 *   G = [E s'(x); −E s'(y)]
 *   I = E (s(x) − s(y))²  (soft)        and  + E s'(y)  (hard: the variance s(y)(1 − s(y)) = s'(y) of the label)
 *
 * B = [[a, b], [b, c]]. The best risk is h at X = X*, that is a = b = c.
 */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { sigmoid, softplus } from "../../sde/kernels/index.js";
import { type Clippable, clipModel, clipOf } from "./clip.js";
import { logisticCentredForms } from "./logistic-centred.js";
import { clippedLogisticForms } from "./logistic-clip.js";
import { meanSlope, meanSoftplus, meanSquaredDifference } from "./logistic-moments.js";
import type { Model } from "./model.js";
import { sigmoidDifference } from "./sigmoid.js";

/** What the student is shown: the probability itself, or an outcome drawn with it. */
export const LABELS = ["soft", "hard"] as const;
export type Labels = (typeof LABELS)[number];

export interface LogisticData extends Clippable {
  readonly kind: "logistic";
  /** `soft` (the probability s(y); the default) or `hard` (0 or 1, drawn with that probability). */
  readonly labels?: Labels | undefined;
}

export const logisticKeys = keysOf<Omit<LogisticData, "kind">>({ labels: true, clip: true });

/**
 * Logistic regression as data.
 *
 * @param options `labels`: "soft" (default) shows the student s(y), "hard" a 0 or 1 drawn with probability s(y);
 * `clip` the largest |g| (default: none)
 * @throws InputError where `labels` is neither, or `clip` out of range
 * @example
 * ```ts
 * import { logistic } from "homogenized-sgd";
 * logistic({ labels: "hard" }); // => {"kind":"logistic","labels":"hard"}
 * ```
 */
export function logistic(options: Omit<LogisticData, "kind"> = {}): LogisticData {
  requireKeys("logistic", options, logisticKeys);
  const data: LogisticData = { kind: "logistic", ...options };
  resolveLogistic(data);
  return data;
}

/** The same data with its default filled in; throws InputError where a value is not accepted. */
export function resolveLogistic(data: LogisticData): {
  kind: "logistic";
  labels: Labels;
  clip?: number;
} {
  const { labels = "soft" } = data;
  if (!LABELS.includes(labels)) {
    throw new InputError(
      `logistic got labels = ${show(labels)}, but labels are ${LABELS.join(" or ")}; choose one of them.`,
    );
  }
  return { kind: "logistic", labels, ...clipOf("logistic", data) };
}

/** The logistic model of THEORY §2: f, g, h, G and I. */
export function logisticModel(data: LogisticData): Model {
  const { labels, clip } = resolveLogistic(data);
  const hard = labels === "hard";
  const model: Model = {
    kind: "logistic",
    outputs: 1,
    teacherOutputs: 1,
    sampleNoise: { normals: 0, uniforms: hard ? 1 : 0 },
    loss: hard ? hardLoss : softLoss,
    direction: hard ? hardDirection : softDirection,
    risk: (B) => risk(B[0], B[1], B[3]),
    gradient,
    directionSecondMoment: hard ? hardSecondMoment : softSecondMoment,
    bestRisk: (B) => risk(B[3], B[3], B[3]),
    centred: logisticCentredForms(hard),
  };
  // |g| < 1 as it is.
  if (clip === undefined || clip >= 1) return model;
  return clipModel(model, clip, clippedLogisticForms(model.centred!, clip, hard));
}

/** −x s(y) + softplus(x) = softplus(−|x|) + |x| s(∓y), a sum of two positive terms. */
function softLoss(fields: Float64Array): number {
  const x = fields[0];
  return x > 0 ? softplus(-x) + x * sigmoid(-fields[1]) : softplus(x) - x * sigmoid(fields[1]);
}

function hardLoss(fields: Float64Array, noise: Float64Array): number {
  return noise[0] < sigmoid(fields[1]) ? softplus(-fields[0]) : softplus(fields[0]);
}

function softDirection(fields: Float64Array, _noise: Float64Array, out: Float64Array): void {
  out[0] = sigmoidDifference(fields[0], fields[1]);
}

function hardDirection(fields: Float64Array, noise: Float64Array, out: Float64Array): void {
  out[0] = noise[0] < sigmoid(fields[1]) ? -sigmoid(-fields[0]) : sigmoid(fields[0]);
}

function risk(a: number, b: number, c: number): number {
  return meanSoftplus(a) - b * meanSlope(c);
}

function gradient(B: Float64Array, out: Float64Array): void {
  out[0] = meanSlope(B[0]);
  out[1] = -meanSlope(B[3]);
}

function softSecondMoment(B: Float64Array, out: Float64Array): void {
  out[0] = meanSquaredDifference(B[0], B[1], B[3]);
}

function hardSecondMoment(B: Float64Array, out: Float64Array): void {
  out[0] = meanSquaredDifference(B[0], B[1], B[3]) + meanSlope(B[3]);
}
