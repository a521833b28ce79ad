/*
 * A formula as something that can be evaluated, differentiated and asked where it is not smooth.
 */
import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import type { Evaluate } from "./closures.js";
import { compileExpression, compileMany, type EvaluateMany } from "./compile.js";
import { derive } from "./derive.js";
import type { Expression } from "./expression.js";
import { parseFormula } from "./formula.js";
import { kinksOf, type LinearForm } from "./kinks.js";
import { namesIn, substitute } from "./names.js";
import { stabilise } from "./stabilise.js";

/** A text formula that was read; `values[i]` is that of the i-th name it was read with. */
export interface Formula {
  /** The names it uses, in the order in which they may be used. */
  readonly names: readonly string[];
  readonly evaluate: Evaluate;
  /** The same over many sets of values. */
  readonly evaluateMany: EvaluateMany;
  /** Its derivative by a name. */
  derivative(name: string): Formula;
  /** The formula with numbers for some of its names. */
  at(values: Readonly<Record<string, number>>): Formula;
  /** Flat places where it has kinks or jumps, as far as that is seen in it. */
  kinks(): LinearForm[];
}

/**
 * Reads a text formula, rewritten so that exponentials do not overflow on the way to a finite value, as in
 * log(1 + exp(x)); the parser must have been loaded.
 *
 * @param text the formula.
 * @param names those it may use.
 * @param place the key that holds it, for error messages.
 * @throws InputError as `compileFormulaSync`.
 *
 * @example
 * ```ts
 * import { loadFormulas, readFormulaSync } from "homogenized-sgd/sde";
 * await loadFormulas();
 * const loss = readFormulaSync("log(1 + exp(x)) - x*y", ["x", "y"]);
 * loss.evaluate(new Float64Array([800, 1])); // => 0
 * loss.derivative("x").evaluate(new Float64Array([0, 1])); // => -0.5
 * readFormulaSync("abs(x - y)", ["x", "y"]).kinks(); // => [{"weights":[1,-1],"constant":0}]
 * ```
 */
export function readFormulaSync(text: string, names: readonly string[], place?: string): Formula {
  return formulaOf(stabilise(parseFormula(text, names, place === undefined ? {} : { place })), names);
}

function formulaOf(expression: Expression, names: readonly string[]): Formula {
  const used = namesIn(expression);
  // Compiled when asked for: a formula may be only what another is derived from.
  let evaluate: Evaluate | undefined;
  let evaluateMany: EvaluateMany | undefined;
  return {
    names: names.filter((name) => used.has(name)),
    get evaluate() {
      evaluate ??= compileExpression(expression, names);
      return evaluate;
    },
    get evaluateMany() {
      evaluateMany ??= compileMany(expression, names);
      return evaluateMany;
    },
    derivative(name) {
      if (!names.includes(name))
        throw new InputError(
          `The formula is to be differentiated by ${show(name)}, but its names are ${names.join(", ")}; choose one of them.`,
        );
      return formulaOf(derive(expression, name), names);
    },
    at(values) {
      requireKeys("at", values, names);
      return formulaOf(substitute(expression, new Map(Object.entries(values))), names);
    },
    kinks: () => kinksOf(expression, names),
  };
}
