/**
 * Clipped directions g·min(1, c/‖g‖) (clip.ts) whose expectations have no form of their own: G and I of the clipped g are
 * integrated (quadrature.ts), while h and its gradient H stay the model's. The sheets are those of g itself; where ‖g‖
 * passes c it has a kink besides, on a surface that the quadrature does not know, and its error is reported.
 */
import type { Model } from "./model.js";
import { directionForms, type QuadratureSource } from "./quadrature.js";

/**
 * The model with its direction clipped at c.
 *
 * @param options how g is to be integrated; the normals it draws are the model's
 */
export function clipByQuadrature(
  model: Model,
  c: number,
  options: Pick<QuadratureSource, "sheets" | "guesses" | "accuracy"> = {},
): Model {
  const direction = clipped(c, model.direction);
  const { gradient, directionSecondMoment, quadratureError } = directionForms({
    ...options,
    outputs: model.outputs,
    teacherOutputs: model.teacherOutputs,
    normals: model.sampleNoise.normals,
    direction,
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
