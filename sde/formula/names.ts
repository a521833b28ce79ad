/*
 * The names in a formula: which there are, and numbers in their place.
 */
import type { Condition, Expression } from "./expression.js";

/** Every name that the formula uses. */
export function namesIn(expression: Expression): Set<string> {
  const found = new Set<string>();
  rename(expression, (name) => {
    found.add(name);
    return undefined;
  });
  return found;
}

/** The formula with numbers for some of its names. */
export function substitute(expression: Expression, values: ReadonlyMap<string, number>): Expression {
  return rename(expression, (name) => values.get(name));
}

/** Puts a number for every name to which `value` gives one. */
function rename(expression: Expression, value: (name: string) => number | undefined): Expression {
  const inner = (part: Expression) => rename(part, value);
  switch (expression.kind) {
    case "number":
      return expression;
    case "name": {
      const given = value(expression.name);
      return given === undefined ? expression : { kind: "number", value: given };
    }
    case "negate":
      return { kind: "negate", of: inner(expression.of) };
    case "operate":
      return { ...expression, left: inner(expression.left), right: inner(expression.right) };
    case "call":
      return { ...expression, args: expression.args.map(inner) };
    case "choose":
      return {
        kind: "choose",
        when: inCondition(expression.when, inner),
        first: inner(expression.first),
        second: inner(expression.second),
      };
  }
}

function inCondition(condition: Condition, inner: (part: Expression) => Expression): Condition {
  switch (condition.kind) {
    case "compare":
      return { ...condition, left: inner(condition.left), right: inner(condition.right) };
    case "not":
      return { kind: "not", of: inCondition(condition.of, inner) };
    default:
      return {
        ...condition,
        left: inCondition(condition.left, inner),
        right: inCondition(condition.right, inner),
      };
  }
}
