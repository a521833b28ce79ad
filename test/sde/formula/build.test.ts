import { describe, expect, it } from "vitest";
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
} from "../../../sde/formula/build.js";
import { type Condition, compileExpression, type Expression } from "../../../sde/formula/index.js";

const x: Expression = { kind: "name", name: "x" };
const y: Expression = { kind: "name", name: "y" };
const positive: Condition = { kind: "compare", comparator: ">", left: x, right: zero };

describe("what costs nothing to see is seen", () => {
  it.each<[string, Expression, Expression]>([
    ["0 + x", add(zero, x), x],
    ["x + 0", add(x, zero), x],
    ["2 + 3", add(number(2), number(3)), number(5)],
    ["x + −y", add(x, negate(y)), subtract(x, y)],
    ["x − 0", subtract(x, zero), x],
    ["0 − x", subtract(zero, x), negate(x)],
    ["x − −y", subtract(x, negate(y)), add(x, y)],
    ["−−x", negate(negate(x)), x],
    ["−2", negate(number(2)), number(-2)],
    ["0 x", multiply(zero, x), zero],
    ["x 0", multiply(x, zero), zero],
    ["1 x", multiply(one, x), x],
    ["x 1", multiply(x, one), x],
    ["2 · 3", multiply(number(2), number(3)), number(6)],
    ["−x y", multiply(negate(x), y), negate(multiply(x, y))],
    ["x −y", multiply(x, negate(y)), negate(multiply(x, y))],
    ["0 / x", divide(zero, x), zero],
    ["x / 1", divide(x, one), x],
    ["−x / y", divide(negate(x), y), negate(divide(x, y))],
    ["x^1", power(x, one), x],
    ["x^0", power(x, zero), one],
    ["x > 0 ? 0 : 0", choose(positive, zero, zero), zero],
  ])("%s", (_text, built, expected) => {
    expect(built).toEqual(expected);
  });

  it("zero is told", () => {
    expect([isZero(zero), isZero(number(-0)), isZero(one), isZero(x)]).toEqual([true, true, false, false]);
  });
});

describe("a factor of zero in a branch keeps the other factor out of it", () => {
  const infinite = divide(one, call("sqrt", call("max", x, zero)));
  const at = (expression: Expression, value: number) =>
    compileExpression(expression, ["x"])(Float64Array.of(value));

  it.each<[string, Expression]>([
    ["first branch", multiply(choose({ kind: "not", of: positive }, zero, one), infinite)],
    ["second branch", multiply(infinite, choose(positive, one, zero))],
    ["behind a sign", multiply(negate(choose(positive, number(-1), zero)), infinite)],
    ["as a numerator", divide(choose(positive, one, zero), call("sqrt", call("max", x, zero)))],
    [
      "nested",
      multiply(
        choose(
          positive,
          choose({ kind: "compare", comparator: ">", left: x, right: number(9) }, zero, one),
          zero,
        ),
        infinite,
      ),
    ],
  ])("%s", (_where, expression) => {
    expect(at(expression, 4)).toBe(0.5);
    expect(at(expression, -1)).toBe(0);
  });

  it("a conditional without zeros stays a factor", () => {
    const factor = choose(positive, one, number(2));
    expect(multiply(factor, x)).toEqual({ kind: "operate", operator: "*", left: factor, right: x });
  });
});
