/*
 * Formulas of exponentials rewritten so that nothing overflows on the way to a value that does not, s the sigmoid:
 *
 *   log(1 + eᵘ), log1p(eᵘ)       softplus(u)
 *   log(eᵘ + eᵛ + …)             u + softplus(v − u), from the left
 *   c/(1 + eᵘ)                   c s(−u)
 *   c eᵘ/(1 + eᵘ)                c s(u),     and with two exponentials below the bar, 1 standing for e⁰, alike
 *   1 − s(u)                     s(−u)
 *   log(s(u))                    −softplus(−u)
 *
 * Where u is in the hundreds the left sides are infinite, or the quotient of two infinities; the right sides are what they
 * mean, and so are their derivatives.
 */
import { add, call, divide, multiply, negate, one, subtract, zero } from "./build.js";
import type { Condition, Expression } from "./expression.js";

/** The formula rewritten, from the inside out. */
export function stabilise(expression: Expression): Expression {
  switch (expression.kind) {
    case "number":
    case "name":
      return expression;
    case "negate":
      return negate(stabilise(expression.of));
    case "call":
      return stableCall(expression.name, expression.args.map(stabilise));
    case "choose":
      return {
        kind: "choose",
        when: stableCondition(expression.when),
        first: stabilise(expression.first),
        second: stabilise(expression.second),
      };
    case "operate": {
      const [left, right] = [stabilise(expression.left), stabilise(expression.right)];
      if (expression.operator === "/") return stableQuotient(left, right);
      if (expression.operator === "-" && isNumber(left, 1) && isCall(right, "sigmoid"))
        return call("sigmoid", negate(right.args[0]));
      return { ...expression, left, right };
    }
  }
}

function stableCondition(condition: Condition): Condition {
  switch (condition.kind) {
    case "compare":
      return { ...condition, left: stabilise(condition.left), right: stabilise(condition.right) };
    case "not":
      return { kind: "not", of: stableCondition(condition.of) };
    default:
      return {
        ...condition,
        left: stableCondition(condition.left),
        right: stableCondition(condition.right),
      };
  }
}

function stableCall(name: string, args: readonly Expression[]): Expression {
  const [u] = args;
  if (name === "log1p" && isCall(u, "exp")) return call("softplus", u.args[0]);
  if (name !== "log") return call(name, ...args);
  if (isCall(u, "sigmoid")) return negate(call("softplus", negate(u.args[0])));
  const exponents = exponentsOf(u);
  if (exponents === null || exponents.length < 2) return call(name, ...args);
  return exponents.reduce((sum, v) => add(sum, call("softplus", subtract(v, sum))));
}

/** c/(eᵘ + eᵛ) = c e^(−u) s(u − v), where c is c′eᵘ, or 1 and u = 0; c e^(−v) s(v − u) the same with both exchanged. */
function stableQuotient(above: Expression, below: Expression): Expression {
  const exponents = exponentsOf(below);
  if (exponents?.length === 2) {
    const [u, v] = exponents;
    for (const [own, other] of [
      [u, v],
      [v, u],
    ]) {
      const factor = isNumber(own, 0) ? above : withoutExponential(above, own);
      if (factor !== null) return multiply(factor, call("sigmoid", subtract(own, other)));
    }
  }
  return divide(above, below);
}

/** c where the expression is c eᵘ, eᵘ c or eᵘ; null for anything else. */
function withoutExponential(expression: Expression, u: Expression): Expression | null {
  if (isCall(expression, "exp")) return isSame(expression.args[0], u) ? one : null;
  if (expression.kind === "negate") {
    const inner = withoutExponential(expression.of, u);
    return inner && negate(inner);
  }
  if (expression.kind !== "operate" || expression.operator !== "*") return null;
  const { left, right } = expression;
  const inLeft = withoutExponential(left, u);
  if (inLeft !== null) return multiply(inLeft, right);
  const inRight = withoutExponential(right, u);
  return inRight && multiply(left, inRight);
}

/** u, v, … where the expression is eᵘ + eᵛ + …, 0 for a summand 1; null for anything else. */
function exponentsOf(expression: Expression): Expression[] | null {
  if (isNumber(expression, 1)) return [zero];
  if (isCall(expression, "exp")) return [expression.args[0]];
  if (expression.kind !== "operate" || expression.operator !== "+") return null;
  const [left, right] = [exponentsOf(expression.left), exponentsOf(expression.right)];
  return left && right && [...left, ...right];
}

const isNumber = (expression: Expression, value: number): boolean =>
  expression.kind === "number" && expression.value === value;

const isCall = (expression: Expression, name: string): expression is Extract<Expression, { kind: "call" }> =>
  expression.kind === "call" && expression.name === name;

/** Whether two formulas are written alike. */
const isSame = (a: Expression, b: Expression): boolean => JSON.stringify(a) === JSON.stringify(b);
