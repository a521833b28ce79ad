/**
 * Absolute error, also called least absolute deviations (THEORY §13), one output, label noise ε ~ N(0, σ²),
 * r = x − y − ε:
 *
 *   f = |r|                 g = sgn r,  sgn 0 = 0
 *   h = S√(2/π)             G = [1; −1] √(2/π)/S          I = 1
 *
 * S² = a − 2b + c + σ² is the variance of the residual; the best risk is h at S = σ. G, twice the density of r at the
 * jump, grows beyond all bounds as S → 0 while G S stays. At S = 0 itself, where r = 0 for every sample, g is 0: there
 * G = 0 and I = 0, and a start at X = X* without noise does not move.
 */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { type Clippable, type ClippedForms, clipModel, clipOf } from "./clip.js";
import type { Model } from "./model.js";
import { type ResidualForms, residualModel } from "./residual.js";

export interface AbsoluteErrorData extends Clippable {
  readonly kind: "absolute-error";
  /** σ ≥ 0, standard deviation of the label noise; 0 when left out. */
  readonly noiseStd?: number | undefined;
}

export const absoluteErrorKeys = keysOf<Omit<AbsoluteErrorData, "kind">>({ noiseStd: true, clip: true });

/**
 * The absolute error |x − y − ε| as data.
 *
 * @param options `noiseStd` the standard deviation σ of the label noise (default 0); `clip` the largest |g| (default:
 * none)
 * @throws InputError where an option is out of range
 * @example
 * ```ts
 * import { absoluteError } from "homogenized-sgd";
 * absoluteError({ noiseStd: 0.5 }); // => {"kind":"absolute-error","noiseStd":0.5}
 * ```
 */
export function absoluteError(options: Omit<AbsoluteErrorData, "kind"> = {}): AbsoluteErrorData {
  requireKeys("absoluteError", options, absoluteErrorKeys);
  const data: AbsoluteErrorData = { kind: "absolute-error", ...options };
  resolveAbsoluteError(data);
  return data;
}

/** The same data with its default filled in; throws InputError where a value is out of range. */
export function resolveAbsoluteError(data: AbsoluteErrorData): {
  kind: "absolute-error";
  noiseStd: number;
  clip?: number;
} {
  const { noiseStd = 0 } = data;
  if (!(Number.isFinite(noiseStd) && noiseStd >= 0)) {
    throw new InputError(
      `absolute-error got noiseStd = ${show(noiseStd)}, but a standard deviation is a finite number, 0 or more; use 0 for labels without noise.`,
    );
  }
  return { kind: "absolute-error", noiseStd, ...clipOf("absolute-error", data) };
}

/** The model of the absolute error of THEORY §2: f, g, h, G and I. */
export function absoluteErrorModel(data: AbsoluteErrorData): Model {
  const { noiseStd, clip } = resolveAbsoluteError(data);
  const model = residualModel("absolute-error", noiseStd, forms);
  return clip === undefined ? model : clipModel(model, clip, scaledForms(model.centred!, Math.min(1, clip)));
}

/** g times a factor: a direction of length 1 clipped is a shorter one. */
function scaledForms(unclipped: ClippedForms, factor: number): ClippedForms {
  return {
    gradient(C, out) {
      unclipped.gradient(C, out);
      out[0] *= factor;
    },
    directionSecondMoment(C, out) {
      unclipped.directionSecondMoment(C, out);
      out[0] *= factor * factor;
    },
  };
}

/** √(2/π) = E |z|, z ~ N(0, 1) */
const MEAN_MAGNITUDE = 0.7978845608028654;

const forms: ResidualForms = {
  loss: Math.abs,
  direction: Math.sign,
  risk: (S) => MEAN_MAGNITUDE * S,
  /** √(σ² + D) − σ = D/(√(σ² + D) + σ) */
  excessRisk: (D, sigma) => (D === 0 ? 0 : (MEAN_MAGNITUDE * D) / (Math.sqrt(sigma * sigma + D) + sigma)),
  slope: (S) => (S === 0 ? 0 : MEAN_MAGNITUDE / S),
  secondMoment: (S) => (S > 0 ? 1 : S),
};
