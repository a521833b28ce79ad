/**
 * Least squares, ℓ outputs, label noise ε_i ~ N(0, σ²) on each (THEORY §4; HD §1).
 *
 *   f = ½ Σ_i (x_i − y_i − ε_i)²                       g_i = x_i − y_i − ε_i
 *   h = ½ Σ_i (B_ii − 2B_i,i* + B_i*i* + σ²)            G = [1; −1]
 *   I_ik = B_ik − B_i,k* − B_i*,k + B_i*k* + σ² δ_ik
 *
 * | symbol | here        | meaning                                        |
 * |--------|-------------|------------------------------------------------|
 * | ℓ      | `outputs`   | student and teacher outputs alike               |
 * | σ      | `noiseStd`  | standard deviation of the label noise          |
 * | i*     | `outputs`+i | the teacher field beside student field i       |
 */
import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { type Clippable, clipModel, clipOf } from "./clip.js";
import { clipResiduals } from "./clip-residuals.js";
import { clippedResidualForms } from "./huber-moments.js";
import type { CentredForms, Model } from "./model.js";

export interface LeastSquaresData extends Clippable {
  readonly kind: "least-squares";
  /** ℓ, a positive integer; 1 when left out. */
  readonly outputs?: number | undefined;
  /** σ ≥ 0, standard deviation of the label noise; 0 when left out. */
  readonly noiseStd?: number | undefined;
}

export const leastSquaresKeys = keysOf<Omit<LeastSquaresData, "kind">>({
  outputs: true,
  noiseStd: true,
  clip: true,
});

/**
 * Least squares ½‖x − y − ε‖² as data.
 *
 * @param options `outputs` ℓ (default 1); `noiseStd` the standard deviation σ of the label noise (default 0);
 * `clip` the largest ‖g‖ (default: none)
 * @throws InputError where an option is out of range
 * @example
 * ```ts
 * import { leastSquares } from "homogenized-sgd";
 * leastSquares({ noiseStd: 0.5 }); // => {"kind":"least-squares","noiseStd":0.5}
 * ```
 */
export function leastSquares(options: Omit<LeastSquaresData, "kind"> = {}): LeastSquaresData {
  requireKeys("leastSquares", options, leastSquaresKeys);
  const data: LeastSquaresData = { kind: "least-squares", ...options };
  resolveLeastSquares(data);
  return data;
}

/** The same data with its defaults filled in; throws InputError where a value is out of range. */
export function resolveLeastSquares(data: LeastSquaresData): {
  kind: "least-squares";
  outputs: number;
  noiseStd: number;
  clip?: number;
} {
  const { outputs = 1, noiseStd = 0 } = data;
  if (!(Number.isInteger(outputs) && outputs >= 1)) {
    throw new InputError(
      `least-squares got outputs = ${show(outputs)}, but the number of outputs is a whole number, 1 or more; leave it out for 1.`,
    );
  }
  if (!(Number.isFinite(noiseStd) && noiseStd >= 0)) {
    throw new InputError(
      `least-squares got noiseStd = ${show(noiseStd)}, but a standard deviation is a finite number, 0 or more; use 0 for labels without noise.`,
    );
  }
  return { kind: "least-squares", outputs, noiseStd, ...clipOf("least-squares", data) };
}

/** The least-squares model of THEORY §2: f, g, h, G and I. */
export function leastSquaresModel(data: LeastSquaresData): Model {
  const { outputs, noiseStd, clip } = resolveLeastSquares(data);
  const best = 0.5 * outputs * noiseStd * noiseStd;
  const model: Model = {
    kind: "least-squares",
    outputs,
    teacherOutputs: outputs,
    sampleNoise: { normals: outputs, uniforms: 0 },
    loss: (fields, noise) => loss(outputs, noiseStd, fields, noise),
    direction: (fields, noise, out) => residuals(outputs, noiseStd, fields, noise, out),
    risk: (B) => risk(outputs, noiseStd, B),
    gradient: (_B, out) => gradient(outputs, out),
    directionSecondMoment: (B, out) => secondMoment(outputs, noiseStd, B, out),
    bestRisk: () => best,
    centred: centredForms(outputs, noiseStd),
  };
  if (clip === undefined) return model;
  return outputs === 1
    ? clipModel(model, clip, clippedResidualForms(clip, noiseStd))
    : clipResiduals(model, clip);
}

/** In e = x − y: g = e − ε, excess ½ tr C_ee, G′ = [1; 0], I = C_ee + σ². */
function centredForms(outputs: number, noiseStd: number): CentredForms {
  const m = 2 * outputs;
  const variance = noiseStd * noiseStd;
  const excess = (C: Float64Array): number => {
    let trace = 0;
    for (let i = 0; i < outputs; i++) trace += C[i * m + i];
    return 0.5 * trace;
  };
  return {
    residual: true,
    direction(fields, noise, out) {
      for (let i = 0; i < outputs; i++) out[i] = fields[i] - noiseStd * noise[i];
    },
    risk: (C) => excess(C) + 0.5 * outputs * variance,
    excessRisk: excess,
    gradient(_C, out) {
      out.fill(0);
      for (let i = 0; i < outputs; i++) out[i * outputs + i] = 1;
    },
    directionSecondMoment(C, out) {
      for (let i = 0; i < outputs; i++)
        for (let k = 0; k < outputs; k++) out[i * outputs + k] = C[i * m + k] + (i === k ? variance : 0);
    },
  };
}

function loss(outputs: number, noiseStd: number, fields: Float64Array, noise: Float64Array): number {
  let total = 0;
  for (let i = 0; i < outputs; i++) {
    const residual = fields[i] - fields[outputs + i] - noiseStd * noise[i];
    total += residual * residual;
  }
  return 0.5 * total;
}

function residuals(
  outputs: number,
  noiseStd: number,
  fields: Float64Array,
  noise: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < outputs; i++) out[i] = fields[i] - fields[outputs + i] - noiseStd * noise[i];
}

/** Covariance of x_i − y_i with x_k − y_k; a variance that rounding has taken below zero is zero. */
function residualCovariance(outputs: number, B: Float64Array, i: number, k: number): number {
  const m = 2 * outputs;
  const student = B[i * m + k] - B[i * m + outputs + k];
  const teacher = B[(outputs + i) * m + outputs + k] - B[(outputs + i) * m + k];
  return i === k ? Math.max(0, student + teacher) : student + teacher;
}

function risk(outputs: number, noiseStd: number, B: Float64Array): number {
  let total = 0;
  for (let i = 0; i < outputs; i++) total += residualCovariance(outputs, B, i, i) + noiseStd * noiseStd;
  return 0.5 * total;
}

function gradient(outputs: number, out: Float64Array): void {
  for (let p = 0; p < 2 * outputs; p++) {
    for (let i = 0; i < outputs; i++) {
      out[p * outputs + i] = p === i ? 1 : p === outputs + i ? -1 : 0;
    }
  }
}

function secondMoment(outputs: number, noiseStd: number, B: Float64Array, out: Float64Array): void {
  for (let i = 0; i < outputs; i++) {
    for (let k = 0; k <= i; k++) {
      const value = residualCovariance(outputs, B, i, k) + (i === k ? noiseStd * noiseStd : 0);
      out[i * outputs + k] = value;
      out[k * outputs + i] = value;
    }
  }
}
