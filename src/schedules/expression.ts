/** γ given by a formula in t, as "0.7/(1+t)", and in what is seen of the iterate, as "0.5*risk/(1+risk)". */

import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import { compileFormulaSync, formulaNamesSync } from "../../sde/index.js";
import { type Observables, observableNames } from "./observables.js";
import { ofObservables, ofTime, type Schedule } from "./schedule.js";

export interface ExpressionData {
  readonly kind: "expression";
  /** The formula, in t and the names of `Observables`, with pi and the functions of sde/formula. */
  readonly value: string;
}

/**
 * A learning rate given by a formula in t and the observables, as data. The formula is read when the schedule is prepared, for which
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
  const names = formulaNamesSync(value, ["t", ...observableNames], "schedule.value");
  const seenNames = observableNames.filter((name) => names.includes(name));
  const evaluate = compileFormulaSync(value, ["t", ...seenNames], "schedule.value");
  if (seenNames.length === 0) return ofTime("expression", (t) => evaluate(t));
  const rate = (t: number, seen: Observables): number => {
    const values = seenNames.map((name) => seen[name]);
    // What the problem does not have must not pass in silence, as in a comparison it would.
    if (values.some(Number.isNaN) && Number.isFinite(seen.risk)) return Number.NaN;
    return evaluate(t, ...values);
  };
  return { ...ofObservables("expression", rate), reads: seenNames };
}
