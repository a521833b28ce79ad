/** γ(t) given by a formula in t, as "0.7/(1+t)". */

import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import { compileFormulaSync } from "../../sde/index.js";
import type { Schedule } from "./schedule.js";

export interface ExpressionData {
  readonly kind: "expression";
  /** The formula; t is the only name besides pi and the functions of sde/formula. */
  readonly value: string;
}

/**
 * A learning rate given by a formula in t, as data. The formula is read when the schedule is prepared, for which
 * the parser must have been loaded (`loadFormulas` of homogenized-sgd/sde; `compare` does it by itself).
 *
 * @param value the formula, γ before the 1/d
 * @throws InputError where it is not a text or an empty one
 * @example
 * ```ts
 * import { expression, prepareSchedule } from "homogenized-sgd";
 * import { loadFormulas } from "homogenized-sgd/sde";
 * await loadFormulas();
 * prepareSchedule(expression("0.7/(1+t)"), 5).rate(1); // => 0.35
 * ```
 */
export function expression(value: string): ExpressionData {
  const data: ExpressionData = { kind: "expression", value };
  checkExpression(data);
  return data;
}

export function checkExpression({ value }: ExpressionData): void {
  if (typeof value !== "string" || value.trim() === "") {
    throw new InputError(
      `The expression schedule's value is ${show(value)}, but it must be a formula in t; write one, as "0.7/(1+t)".`,
    );
  }
}

export function prepareExpression({ value }: ExpressionData): Schedule {
  const evaluate = compileFormulaSync(value, ["t"], "schedule.value");
  return { kind: "expression", rate: (t) => evaluate(t), breakpoints: [] };
}
