/*
 * An `Expression` as nested closures over one array of values: for pages whose policy allows no code made at run time,
 * and the plain twin of what `generate.ts` makes, bit for bit.
 */

import { pow } from "../kernels/index.js";
import type { Condition, Expression } from "./expression.js";
import { BINARY, UNARY } from "./functions.js";

/** A compiled formula; `values[i]` is the i-th name's. */
export type Evaluate = (values: Float64Array) => number;
type Test = (values: Float64Array) => boolean;

/** `expression` as closures; its names are looked up in `names`. Parts without names are worked out at once. */
export function compileClosures(expression: Expression, names: readonly string[]): Evaluate {
  const evaluate = compileWhole(expression, names);
  if (expression.kind === "number" || !isConstant(expression)) return evaluate;
  const value = evaluate(new Float64Array(0));
  return () => value;
}

export function isConstant(expression: Expression | Condition): boolean {
  switch (expression.kind) {
    case "number":
      return true;
    case "name":
      return false;
    case "negate":
    case "not":
      return isConstant(expression.of);
    case "call":
      return expression.args.every(isConstant);
    case "choose":
      return isConstant(expression.when) && isConstant(expression.first) && isConstant(expression.second);
    default:
      return isConstant(expression.left) && isConstant(expression.right);
  }
}

function compileWhole(expression: Expression, names: readonly string[]): Evaluate {
  switch (expression.kind) {
    case "number": {
      const { value } = expression;
      return () => value;
    }
    case "name": {
      const index = names.indexOf(expression.name);
      return (values) => values[index];
    }
    case "negate": {
      const of = compileClosures(expression.of, names);
      return (values) => -of(values);
    }
    case "operate": {
      if (expression.operator === "^") return compilePower(expression.left, expression.right, names);
      const left = compileClosures(expression.left, names);
      const right = compileClosures(expression.right, names);
      switch (expression.operator) {
        case "+":
          return (values) => left(values) + right(values);
        case "-":
          return (values) => left(values) - right(values);
        case "*":
          return (values) => left(values) * right(values);
        default:
          return (values) => left(values) / right(values);
      }
    }
    case "call":
      return compileCall(expression.name, expression.args, names);
    case "choose": {
      const when = compileCondition(expression.when, names);
      const first = compileClosures(expression.first, names);
      const second = compileClosures(expression.second, names);
      return (values) => (when(values) ? first(values) : second(values));
    }
  }
}

/** Powers −1, 1, 2, 3, 4 by division and multiplication: x² is then the rounded square and nothing else. */
function compilePower(base: Expression, exponent: Expression, names: readonly string[]): Evaluate {
  const of = compileClosures(base, names);
  const by = compileClosures(exponent, names);
  switch (constant(exponent)) {
    case -1:
      return (values) => 1 / of(values);
    case 1:
      return of;
    case 2:
      return (values) => {
        const x = of(values);
        return x * x;
      };
    case 3:
      return (values) => {
        const x = of(values);
        return x * x * x;
      };
    case 4:
      return (values) => {
        const x = of(values);
        const square = x * x;
        return square * square;
      };
    default:
      return (values) => pow(of(values), by(values));
  }
}

/** The number that an exponent is, if it is written as one. */
export function constant(expression: Expression): number | null {
  if (expression.kind === "number") return expression.value;
  if (expression.kind !== "negate") return null;
  const of = constant(expression.of);
  return of === null ? null : -of;
}

function compileCall(name: string, args: readonly Expression[], names: readonly string[]): Evaluate {
  const compiled = args.map((argument) => compileClosures(argument, names));
  const unary = UNARY.get(name);
  if (unary !== undefined) {
    const of = compiled[0];
    return (values) => unary(of(values));
  }
  const binary = BINARY.get(name) as (x: number, y: number) => number;
  return compiled.reduce((left, right) => (values) => binary(left(values), right(values)));
}

function compileCondition(condition: Condition, names: readonly string[]): Test {
  if (condition.kind === "not") {
    const of = compileCondition(condition.of, names);
    return (values) => !of(values);
  }
  if (condition.kind === "compare") {
    const left = compileClosures(condition.left, names);
    const right = compileClosures(condition.right, names);
    switch (condition.comparator) {
      case "<":
        return (values) => left(values) < right(values);
      case "<=":
        return (values) => left(values) <= right(values);
      case ">":
        return (values) => left(values) > right(values);
      case ">=":
        return (values) => left(values) >= right(values);
      case "==":
        return (values) => left(values) === right(values);
      default:
        return (values) => left(values) !== right(values);
    }
  }
  const left = compileCondition(condition.left, names);
  const right = compileCondition(condition.right, names);
  return condition.kind === "both"
    ? (values) => left(values) && right(values)
    : (values) => left(values) || right(values);
}
