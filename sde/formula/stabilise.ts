/*
 * Formulas of exponentials rewritten so that nothing overflows on the way to a value that does not, s the sigmoid, c and n
 * numbers with c > 0:
 *
 *   log(1 + eᵘ), log1p(eᵘ)       softplus(u)
 *   log(eᵘ + eᵛ + …)             u + softplus(v − u) for two, a half of them and the other half alike for more; a summand c
 *                                is e^(log c), one c eᵘ is e^(u + log c)
 *   log of a product, a quotient or a power n of these                          sums, differences and multiples
 *   f eᵘ/(eᵘ + eᵛ)               f s(u − v),     also where one of the exponentials is written 1
 *   f eᵘ/E                       f e^(u − log E),     E what has a logarithm by the lines above
 *   1 − s(u), eᵘ s(−u)           s(−u), s(u)
 *   log(c (1 ± erf u))           log c + log erfc(∓u),     log(c (1 ± tanh u)) alike: log 2c − softplus(∓2u)
 *   log(s(u))                    −softplus(−u)
 *
 * Where u is in the hundreds the left sides are infinite, the quotient of two infinities or the logarithm of nothing; the
 * right sides are what they mean, and so are their derivatives.
 */
import { log } from "../kernels/index.js";
import { add, call, divide, multiply, negate, number, one, subtract, zero } from "./build.js";
import type { Condition, Expression } from "./expression.js";
import { logarithmOfTail } from "./tails.js";

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
      if (expression.operator === "*") return stableProduct(left, right);
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
  const ofTail = name === "log" || name === "log1p" ? logarithmOfTail(name === "log" ? 0 : 1, u) : null;
  if (ofTail !== null) return ofTail;
  const logarithm = name === "log" || (name === "log1p" && has(u, ["exp"])) ? logarithmOf(u) : null;
  if (logarithm === null || !has(u, ["exp", "sigmoid"])) return call(name, ...args);
  return name === "log" ? logarithm : call("softplus", logarithm);
}

/** f eᵘ s(−u) = f s(u) */
function stableProduct(left: Expression, right: Expression): Expression {
  for (const [own, other] of [
    [left, right],
    [right, left],
  ]) {
    if (!isCall(own, "sigmoid") || !has(other, ["exp"])) continue;
    const { factor, exponent } = splitOf(other);
    if (isSame(own.args[0], negate(exponent))) return multiply(factor, call("sigmoid", exponent));
  }
  return { kind: "operate", operator: "*", left, right };
}

/** f eᵘ/E, where E is a sum of two exponentials and eᵘ one of them as a sigmoid. */
function stableQuotient(above: Expression, below: Expression): Expression {
  const logarithm = has(below, ["exp"]) ? logarithmOf(below) : null;
  if (logarithm === null) return divide(above, below);
  if (above.kind === "operate" && (above.operator === "+" || above.operator === "-")) {
    if (has(above, ["exp"])) {
      const [left, right] = [stableQuotient(above.left, below), stableQuotient(above.right, below)];
      return above.operator === "+" ? add(left, right) : subtract(left, right);
    }
  }
  const { factor, exponent } = splitOf(above);
  const exponents = exponentsOf(below);
  if (exponents?.length === 2) {
    const [u, v] = exponents;
    if (isSame(v, exponent)) return multiply(factor, call("sigmoid", subtract(v, u)));
    if (isSame(u, exponent)) return multiply(factor, call("sigmoid", subtract(u, v)));
  }
  return multiply(factor, call("exp", subtract(exponent, logarithm)));
}

/** f and u where the expression is f eᵘ; u = 0 where no factor is an exponential. */
function splitOf(expression: Expression): { factor: Expression; exponent: Expression } {
  if (isCall(expression, "exp")) return { factor: one, exponent: expression.args[0] };
  if (expression.kind === "negate") {
    const { factor, exponent } = splitOf(expression.of);
    return { factor: negate(factor), exponent };
  }
  if (expression.kind === "operate" && expression.operator === "*") {
    const [left, right] = [splitOf(expression.left), splitOf(expression.right)];
    return {
      factor: multiply(left.factor, right.factor),
      exponent: add(left.exponent, right.exponent),
    };
  }
  if (expression.kind === "operate" && expression.operator === "/") {
    const { factor, exponent } = splitOf(expression.left);
    return { factor: divide(factor, expression.right), exponent };
  }
  return { factor: expression, exponent: zero };
}

/** The logarithm of what is made of exponentials, sigmoids and positive numbers; null for anything else. */
function logarithmOf(expression: Expression): Expression | null {
  if (expression.kind === "number") return expression.value > 0 ? number(log(expression.value)) : null;
  if (expression.kind === "call") {
    const [u] = expression.args;
    if (expression.name === "exp") return u;
    return expression.name === "sigmoid" ? negate(call("softplus", negate(u))) : null;
  }
  if (expression.kind !== "operate") return null;
  const { operator, left, right } = expression;
  if (operator === "+") {
    const exponents = exponentsOf(expression);
    return exponents && logarithmOfSum(exponents);
  }
  if (operator === "-") return null;
  const own = logarithmOf(left);
  if (operator === "^") return own && right.kind === "number" ? multiply(right, own) : null;
  const other = logarithmOf(right);
  return own && other && (operator === "*" ? add(own, other) : subtract(own, other));
}

/** u, v, … where the expression is eᵘ + eᵛ + …, numbers first; null for anything else. */
function exponentsOf(expression: Expression): Expression[] | null {
  if (!(expression.kind === "operate" && expression.operator === "+")) {
    const logarithm =
      expression.kind === "number" || has(expression, ["exp"]) ? logarithmOf(expression) : null;
    return logarithm && [logarithm];
  }
  const [left, right] = [exponentsOf(expression.left), exponentsOf(expression.right)];
  if (left === null || right === null) return null;
  const all = [...left, ...right];
  const isConstant = ({ kind }: Expression): boolean => kind === "number";
  // With eᵘ first 1 would be lost beside it.
  return [...all.filter(isConstant), ...all.filter((exponent) => !isConstant(exponent))];
}

/** Halves, so that the formula does not double with every summand. */
function logarithmOfSum(exponents: readonly Expression[]): Expression {
  if (exponents.length === 1) return exponents[0];
  const half = Math.ceil(exponents.length / 2);
  const [u, v] = [exponents.slice(0, half), exponents.slice(half)].map(logarithmOfSum);
  return add(u, call("softplus", subtract(v, u)));
}

/** Whether one of these functions is called outside other functions' arguments. */
function has(expression: Expression, called: readonly string[]): boolean {
  switch (expression.kind) {
    case "call":
      return called.includes(expression.name);
    case "negate":
      return has(expression.of, called);
    case "operate":
      return has(expression.left, called) || has(expression.right, called);
    default:
      return false;
  }
}

const isNumber = (expression: Expression, value: number): boolean =>
  expression.kind === "number" && expression.value === value;

const isCall = (expression: Expression, name: string): expression is Extract<Expression, { kind: "call" }> =>
  expression.kind === "call" && expression.name === name;

/** Whether two formulas are written alike. */
const isSame = (a: Expression, b: Expression): boolean => JSON.stringify(a) === JSON.stringify(b);
