/**
 * A user's own loss as a text formula in x, y and noise, or x1 … xℓ, y1 … yℓ*, noise1 … (their numbers are read off the
 * names), label noise ε ~ N(0, σ²):
 *
 *   f as written         g = ∂f/∂x, derived symbolically, or as written         h, G, I by quadrature (quadrature.ts)
 *
 * Both are rewritten so that exponentials do not overflow (sde/formula/stabilise.ts), and compiled. Where they
 * have kinks or jumps on flat sheets, as abs(x − y) has, the quadrature is told.
 *
 * The formula parser must have been loaded (`loadFormulas`) before the model is created; its data can be had without.
 */

import { InputError } from "../../estimators/index.js";
import { isList, keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { type Formula, readFormulaSync } from "../../sde/index.js";
import { BLOCK } from "../gaussian/index.js";
import { type Clippable, clipOf } from "./clip.js";
import { readNames } from "./expression-names.js";
import type { Model } from "./model.js";
import { ownLossModel, sheetOf } from "./own-loss.js";

export interface LossExpressionData extends Clippable {
  readonly kind: "expression";
  /** f */
  readonly loss: string;
  /** g, one formula for each output; ∂f/∂x when left out. */
  readonly direction?: string | readonly string[] | undefined;
  /** σ ≥ 0, standard deviation of the label noise; 0 when left out. */
  readonly noiseStd?: number | undefined;
}

export const lossExpressionKeys = keysOf<Omit<LossExpressionData, "kind">>({
  loss: true,
  direction: true,
  noiseStd: true,
  clip: true,
});

/**
 * A loss of your own, given by a formula, as data.
 *
 * @param options `loss` f as a formula in x, y and noise (several outputs: x1, x2, …; several teachers: y1, y2, …; several
 * noises: noise1, noise2, …); `direction` g, one formula, or a list of one for each output (default: ∂f/∂x); `noiseStd` the
 * standard deviation σ of the label noise (default 0); `clip` the largest ‖g‖ (default: none)
 * @throws InputError where an option is missing or out of range; what the formulas say is checked when the model is created
 * @example
 * ```ts
 * import { createModel, loadFormulas, lossExpression } from "homogenized-sgd";
 * await loadFormulas();
 * const model = createModel(lossExpression({ loss: "log(1 + exp(x)) - x/(1 + exp(-y))" }));
 * model.risk(new Float64Array([0, 0, 0, 1])); // => 0.69314718
 * ```
 */
export function lossExpression(options: Omit<LossExpressionData, "kind">): LossExpressionData {
  requireKeys("lossExpression", options, lossExpressionKeys);
  const data: LossExpressionData = { kind: "expression", ...options };
  resolveLossExpression(data);
  return data;
}

interface ResolvedLossExpression {
  readonly kind: "expression";
  readonly loss: string;
  readonly direction?: string | string[];
  readonly noiseStd: number;
  readonly clip?: number;
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

/** The same data with its default filled in; throws InputError where a value is out of range. */
export function resolveLossExpression(data: LossExpressionData): ResolvedLossExpression {
  const { loss, direction, noiseStd = 0 } = data;
  if (!isText(loss)) {
    throw new InputError(
      `expression got loss = ${show(loss)}, but a loss is a formula in x, y and noise; write one, as "0.5*(x - y - noise)^2".`,
    );
  }
  const texts = isList(direction) ? Array.from(direction) : [direction];
  if (direction !== undefined && !(texts.length > 0 && texts.every(isText))) {
    throw new InputError(
      `expression got direction = ${show(direction)}, but a direction is a formula, or a list of one for each output; write it, as "x - y - noise", or leave it out for the derivative of the loss.`,
    );
  }
  if (!(Number.isFinite(noiseStd) && noiseStd >= 0)) {
    throw new InputError(
      `expression got noiseStd = ${show(noiseStd)}, but a standard deviation is a finite number, 0 or more; use 0 for labels without noise.`,
    );
  }
  return {
    kind: "expression",
    loss,
    ...(direction !== undefined && { direction: isText(direction) ? direction : (texts as string[]) }),
    noiseStd,
    ...clipOf("expression", data),
  };
}

/** The model of the formulas; throws InputError where they cannot be read or do not fit together. */
export function lossExpressionModel(data: LossExpressionData): Model {
  const { loss, direction, noiseStd, clip } = resolveLossExpression(data);
  const given = direction === undefined ? [] : typeof direction === "string" ? [direction] : direction;
  const { student, teacher, noise } = readNames(loss, given);
  if (student.length === 0) {
    // What cannot be read at all is told first.
    readFormulaSync(loss, [...teacher, ...noise], "problem.model.loss");
    throw new InputError(
      `problem.model.loss is "${loss}", which does not depend on x, the student's output; write a formula in x, or in x1, x2, … for several outputs.`,
    );
  }
  const names = [...student, ...teacher, ...noise];
  if (given.length > 0 && given.length !== student.length) {
    throw new InputError(
      `problem.model.direction has ${given.length} ${given.length === 1 ? "formula" : "formulas"}, but there must be one for each of ${student.join(", ")}; write them, or leave direction out for the derivative of the loss.`,
    );
  }
  const read = (text: string, key: string): Formula => readFormulaSync(text, names, `problem.model.${key}`);
  const f = read(loss, "loss");
  const g =
    given.length > 0
      ? given.map((text, i) => read(text, typeof direction === "string" ? "direction" : `direction[${i}]`))
      : student.map((name) => f.derivative(name));
  const noises = noiseStd > 0 ? noise.length : 0;
  if (noises > 0 && ![f, ...g].some((formula) => formula.names.some((name) => noise.includes(name)))) {
    throw new InputError(
      `problem.model.noiseStd is ${noiseStd}, but no formula has ${noise.join(" or ")}; write the noise where it enters, as in "0.5*(x - y - noise)^2", or leave noiseStd out.`,
    );
  }
  const quiet = Object.fromEntries(noises > 0 ? [] : noise.map((name) => [name, 0]));
  const [own, ...slopes] = [f, ...g].map((formula) => formula.at(quiet));
  const lossOver = own.evaluateMany;
  const slopesAt = slopes.map(({ evaluate }) => evaluate);
  const slopesOver = slopes.map(({ evaluateMany }) => evaluateMany);
  const m = student.length + teacher.length;
  return ownLossModel({
    kind: "expression",
    outputs: student.length,
    teacherOutputs: teacher.length,
    noises,
    noiseStd,
    clip,
    loss: own.evaluate,
    direction(values, out) {
      for (let i = 0; i < slopesAt.length; i++) out[i] = slopesAt[i](values);
    },
    lossOver: (values, count, out) => lossOver(values, BLOCK, count, out, 0),
    directionOver(values, count, out) {
      for (let i = 0; i < slopesOver.length; i++) slopesOver[i](values, BLOCK, count, out, i * BLOCK);
    },
    sheets: [own, ...slopes]
      .flatMap((formula) => formula.kinks())
      .map(({ weights, constant }) =>
        sheetOf([...weights.slice(0, m + noises), -constant], m, noises, noiseStd),
      ),
  });
}
