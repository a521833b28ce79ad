/*
 * Expressions put together with what costs nothing to see: 0 + u = u, 1·u = u, numbers worked out. A factor of zero
 * takes its other factor away (a derivative's 0·u is 0 also where u is infinite), in one branch of a conditional as
 * well: then the other factor stands in the other branch alone and is never evaluated where it would be infinite, as
 * the derivative of √max(x, 0) at x < 0.
 */
import type { Condition, Expression, Operator } from "./expression.js";

export const number = (value: number): Expression => ({ kind: "number", value });
export const zero = number(0);
export const one = number(1);

const is = (expression: Expression, value: number): boolean =>
  expression.kind === "number" && expression.value === value;

export const isZero = (expression: Expression): boolean => is(expression, 0);

const operate = (operator: Operator, left: Expression, right: Expression): Expression => ({
  kind: "operate",
  operator,
  left,
  right,
});

export function add(left: Expression, right: Expression): Expression {
  if (isZero(left)) return right;
  if (isZero(right)) return left;
  if (left.kind === "number" && right.kind === "number") return number(left.value + right.value);
  if (right.kind === "negate") return subtract(left, right.of);
  return operate("+", left, right);
}

export function subtract(left: Expression, right: Expression): Expression {
  if (isZero(right)) return left;
  if (isZero(left)) return negate(right);
  if (left.kind === "number" && right.kind === "number") return number(left.value - right.value);
  if (right.kind === "negate") return add(left, right.of);
  return operate("-", left, right);
}

export function negate(of: Expression): Expression {
  if (of.kind === "number") return number(-of.value);
  if (of.kind === "negate") return of.of;
  return byBranches(of, negate) ?? { kind: "negate", of };
}

export function multiply(left: Expression, right: Expression): Expression {
  if (isZero(left) || isZero(right)) return zero;
  if (is(left, 1)) return right;
  if (is(right, 1)) return left;
  if (left.kind === "number" && right.kind === "number") return number(left.value * right.value);
  if (left.kind === "negate") return negate(multiply(left.of, right));
  if (right.kind === "negate") return negate(multiply(left, right.of));
  return (
    byBranches(left, (branch) => multiply(branch, right)) ??
    byBranches(right, (branch) => multiply(left, branch)) ??
    operate("*", left, right)
  );
}

export function divide(left: Expression, right: Expression): Expression {
  if (isZero(left)) return zero;
  if (is(right, 1)) return left;
  if (left.kind === "negate") return negate(divide(left.of, right));
  return byBranches(left, (branch) => divide(branch, right)) ?? operate("/", left, right);
}

export function power(base: Expression, exponent: Expression): Expression {
  if (isZero(exponent)) return one;
  if (is(exponent, 1)) return base;
  return operate("^", base, exponent);
}

export function choose(when: Condition, first: Expression, second: Expression): Expression {
  if (isZero(first) && isZero(second)) return zero;
  return { kind: "choose", when, first, second };
}

export const call = (name: string, ...args: readonly Expression[]): Expression => ({
  kind: "call",
  name,
  args,
});

/** A conditional with a zero in some branch, every branch changed; null for anything else. */
function byBranches(expression: Expression, change: (branch: Expression) => Expression): Expression | null {
  if (!(expression.kind === "choose" && hasZeroBranch(expression))) return null;
  const { when, first, second } = expression;
  return choose(
    when,
    byBranches(first, change) ?? change(first),
    byBranches(second, change) ?? change(second),
  );
}

const hasZeroBranch = (expression: Expression): boolean =>
  expression.kind === "choose" &&
  [expression.first, expression.second].some((branch) => isZero(branch) || hasZeroBranch(branch));
