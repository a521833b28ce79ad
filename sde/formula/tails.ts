/*
 * 1 − erf u and 1 − tanh u, which for u in the tens are next to nothing beside 1, under a logarithm:
 *
 *   log(c − c erf u) = log c + log erfc u          log(c − c tanh u) = log 2c − softplus(2u)
 *
 * and with +, −u in the place of u. However the sum is written, it is recognised as a number and a multiple of one call.
 */
import { log } from "../kernels/index.js";
import { add, call, multiply, negate, number, subtract } from "./build.js";
import type { Expression } from "./expression.js";

const TAILED: readonly string[] = ["erf", "tanh"];

/** The logarithm of `more` + c ± c erf u or tanh u, which may be next to nothing beside 1; null for anything else. */
export function logarithmOfTail(more: number, expression: Expression): Expression | null {
  const found = withOneCall(expression);
  if (found === null || found.of === null) return null;
  const [c, share, { name, args }] = [found.constant + more, found.share, found.of];
  if (!(c > 0 && Math.abs(share) === c)) return null;
  const [u] = args;
  const tail = share > 0 ? negate(u) : u;
  if (name === "erf") return add(number(log(c)), call("logerfc", tail));
  return subtract(number(log(2 * c)), call("softplus", multiply(number(2), tail)));
}

/** a + b f where the expression is that, a and b numbers and f one erf or tanh; null for anything else. */
interface OneCall {
  readonly constant: number;
  readonly share: number;
  readonly of: Extract<Expression, { kind: "call" }> | null;
}

function withOneCall(expression: Expression): OneCall | null {
  if (expression.kind === "number") return { constant: expression.value, share: 0, of: null };
  if (expression.kind === "call")
    return TAILED.includes(expression.name) ? { constant: 0, share: 1, of: expression } : null;
  if (expression.kind === "negate") return scaledCall(-1, withOneCall(expression.of));
  if (expression.kind !== "operate") return null;
  const [left, right] = [withOneCall(expression.left), withOneCall(expression.right)];
  if (left === null || right === null) return null;
  const { operator } = expression;
  if (operator === "*" && (left.of === null || right.of === null))
    return left.of === null ? scaledCall(left.constant, right) : scaledCall(right.constant, left);
  if (operator === "/" && right.of === null) return scaledCall(1 / right.constant, left);
  if ((operator !== "+" && operator !== "-") || (left.of !== null && right.of !== null)) return null;
  const other = operator === "+" ? right : scaledCall(-1, right)!;
  return {
    constant: left.constant + other.constant,
    share: left.share + other.share,
    of: left.of ?? right.of,
  };
}

const scaledCall = (factor: number, one: OneCall | null): OneCall | null =>
  one && { constant: factor * one.constant, share: factor * one.share, of: one.of };
