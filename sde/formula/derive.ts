/*
 * The derivative of a formula by one of its names. Where a formula has a kink its derivative is what stands on one side
 * or between: |u| has sign(u), 0 at 0; at a tie max and min have the derivative of the argument that is constant, else
 * that of the later one; a conditional has that of the branch taken. Jumps (sign, floor, conditionals) are taken for
 * what they are beside the jump: flat.
 *
 * mathjs's own `derivative` is not used: it has no rule for erf, max, min, sign, log1p, expm1 or conditionals, gives
 * NaN for |x| at 0, and works on another tree. A test compares the two where both have rules.
 */
import {
  add,
  call,
  choose,
  divide,
  isZero,
  multiply,
  negate,
  number,
  one,
  power,
  subtract,
  zero,
} from "./build.js";
import type { Condition, Expression } from "./expression.js";

/** u and u' → the derivative of a function of u. */
type Rule = (u: Expression, du: Expression) => Expression;

const two = number(2);
/** 2/√π */
const erfSlope = number(1.1283791670955126);

export const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["abs", (u, du) => multiply(call("sign", u), du)],
  ["cos", (u, du) => negate(multiply(call("sin", u), du))],
  ["erf", (u, du) => multiply(multiply(erfSlope, call("exp", negate(power(u, two)))), du)],
  ["erfcx", (u, du) => multiply(subtract(multiply(two, multiply(u, call("erfcx", u))), erfSlope), du)],
  ["exp", (u, du) => multiply(call("exp", u), du)],
  ["expm1", (u, du) => multiply(call("exp", u), du)],
  ["floor", () => zero],
  ["log", (u, du) => divide(du, u)],
  ["log1p", (u, du) => divide(du, add(one, u))],
  ["logerfc", (u, du) => negate(multiply(divide(erfSlope, call("erfcx", u)), du))],
  ["sigmoid", (u, du) => multiply(multiply(call("sigmoid", u), call("sigmoid", negate(u))), du)],
  ["sign", () => zero],
  ["sin", (u, du) => multiply(call("cos", u), du)],
  ["softplus", (u, du) => multiply(call("sigmoid", u), du)],
  ["sqrt", (u, du) => divide(du, multiply(two, call("sqrt", u)))],
  ["tanh", (u, du) => multiply(subtract(one, power(call("tanh", u), two)), du)],
]);

export function derive(expression: Expression, name: string): Expression {
  switch (expression.kind) {
    case "number":
      return zero;
    case "name":
      return expression.name === name ? one : zero;
    case "negate":
      return negate(derive(expression.of, name));
    case "choose":
      return choose(expression.when, derive(expression.first, name), derive(expression.second, name));
    case "call":
      return deriveCall(expression.name, expression.args, name);
    case "operate": {
      const { operator, left, right } = expression;
      const [dl, dr] = [derive(left, name), derive(right, name)];
      switch (operator) {
        case "+":
          return add(dl, dr);
        case "-":
          return subtract(dl, dr);
        case "*":
          return add(multiply(dl, right), multiply(left, dr));
        case "/":
          return isZero(dr)
            ? divide(dl, right)
            : divide(subtract(multiply(dl, right), multiply(left, dr)), power(right, two));
        default:
          return derivePower(left, right, dl, dr);
      }
    }
  }
}

/** (u^v)' = v u^(v−1) u' + u^v log(u) v' */
function derivePower(u: Expression, v: Expression, du: Expression, dv: Expression): Expression {
  const byBase = isZero(du) ? zero : multiply(multiply(v, power(u, subtract(v, one))), du);
  const byExponent = isZero(dv) ? zero : multiply(multiply(power(u, v), call("log", u)), dv);
  return add(byBase, byExponent);
}

function deriveCall(called: string, args: readonly Expression[], name: string): Expression {
  const derivatives = args.map((argument) => derive(argument, name));
  if (called === "pow") return derivePower(args[0], args[1], derivatives[0], derivatives[1]);
  if (called === "max" || called === "min") return deriveExtremum(called, args, derivatives);
  return (rules.get(called) as Rule)(args[0], derivatives[0]);
}

/** max(u, v, w) = max(max(u, v), w) */
function deriveExtremum(
  called: "max" | "min",
  args: readonly Expression[],
  derivatives: readonly Expression[],
): Expression {
  const comparator = called === "max" ? ">" : "<";
  let value = args[0];
  let derivative = derivatives[0];
  for (let i = 1; i < args.length; i++) {
    const [u, du, v, dv] = [value, derivative, args[i], derivatives[i]];
    const wins = (left: Expression, right: Expression): Condition => ({
      kind: "compare",
      comparator,
      left,
      right,
    });
    derivative = isZero(du) ? choose(wins(v, u), dv, du) : choose(wins(u, v), du, dv);
    value = call(called, u, v);
  }
  return derivative;
}
