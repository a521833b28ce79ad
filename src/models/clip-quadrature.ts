/**
 * Clipped directions g·min(1, c/‖g‖) (clip.ts) whose expectations have no form of their own: G and I of the clipped g are
 * integrated (quadrature.ts), while h and its gradient H stay the model's. Where ‖g‖ passes c the clipped g has kinks beside
 * those of g itself: flat ones are looked for (find-kinks.ts), others cost digits, and the error is reported.
 */
import { BLOCK } from "../gaussian/index.js";
import { findKinks } from "./find-kinks.js";
import type { Model } from "./model.js";
import { type BlockFunction, directionForms, type QuadratureSource } from "./quadrature.js";

/** Rounding of g, relative to 1 and its value. */
const ROUNDING = 1e-13;

/**
 * The model with its direction clipped at c.
 *
 * @param options how g is to be integrated; the normals it draws are the model's
 */
export function clipByQuadrature(
  model: Model,
  c: number,
  options: Pick<QuadratureSource, "sheets" | "accuracy" | "directionOver"> = {},
): Model {
  const direction = clipped(c, model.direction);
  const m = model.outputs + model.teacherOutputs;
  const { normals } = model.sampleNoise;
  const { sheets = [], accuracy = ROUNDING } = options;
  const found = findKinks(m + normals, model.outputs, accuracy, (values, out) =>
    direction(values.subarray(0, m), values.subarray(m), out),
  );
  const { gradient, directionSecondMoment, quadratureError } = directionForms({
    ...options,
    sheets: [...sheets, ...found.map(({ weights, value }) => ({ normal: weights, offset: value }))],
    outputs: model.outputs,
    teacherOutputs: model.teacherOutputs,
    normals,
    direction,
    directionOver: options.directionOver && clippedOver(c, model.outputs, options.directionOver),
  });
  const own = model.quadratureError;
  return {
    ...model,
    direction,
    gradient,
    riskGradient: model.gradient,
    directionSecondMoment,
    quadratureError: own ? (B) => Math.max(own(B), quadratureError(B)) : quadratureError,
  };
}

/** The same over many samples. */
function clippedOver(c: number, outputs: number, directionOver: BlockFunction): BlockFunction {
  return (values, count, out) => {
    directionOver(values, count, out);
    for (let j = 0; j < count; j++) {
      let square = 0;
      for (let i = 0; i < outputs; i++) square += out[i * BLOCK + j] * out[i * BLOCK + j];
      if (!(square > c * c)) continue;
      const factor = c / Math.sqrt(square);
      for (let i = 0; i < outputs; i++) out[i * BLOCK + j] *= factor;
    }
  };
}

/** g·min(1, c/‖g‖) */
export function clipped(c: number, direction: Model["direction"]): Model["direction"] {
  return (fields, noise, out) => {
    direction(fields, noise, out);
    let square = 0;
    for (let i = 0; i < out.length; i++) square += out[i] * out[i];
    if (!(square > c * c)) return;
    const factor = c / Math.sqrt(square);
    for (let i = 0; i < out.length; i++) out[i] *= factor;
  };
}
