import { derivative as mathjsDerivative } from "mathjs";
import { beforeAll, describe, expect, it } from "vitest";
import { rules } from "../../../sde/formula/derive.js";
import { UNARY } from "../../../sde/formula/functions.js";
import {
  compileExpression,
  derive,
  loadFormulas,
  namesIn,
  parseFormula,
} from "../../../sde/formula/index.js";

beforeAll(loadFormulas);

const names = ["x", "y"];
const derived = (text: string, by = "x") => derive(parseFormula(text, names), by);
const at = (text: string, by: string, x: number, y: number) =>
  compileExpression(derived(text, by), names)(Float64Array.of(x, y));
const value = (text: string, x: number, y: number) =>
  compileExpression(parseFormula(text, names), names)(Float64Array.of(x, y));

const points: [number, number][] = [
  [0.3, 1.7],
  [1.4, 0.6],
  [2.5, 3.1],
];

describe("what mathjs derives too", () => {
  it.each([
    "7",
    "x",
    "y",
    "-x",
    "x + y - 3",
    "x * y * x",
    "x / y",
    "(x + 1) / (x * y)",
    "y / x",
    "x^2",
    "x^3 - 2*x",
    "x^-2",
    "x^0.5",
    "x^y",
    "2^x",
    "x^x",
    "y^(2*x)",
    "exp(x*y)",
    "log(x^2 + y)",
    "sqrt(x + y^2)",
    "sin(x)*cos(y)",
    "cos(x^2)",
    "tanh(x - y)",
    "exp(-x^2/2) / sqrt(2*pi)",
    "sqrt(x)*(1 - x/y)^2",
  ])("%s", (text) => {
    for (const by of names) {
      const theirs = mathjsDerivative(text, by, { simplify: false });
      for (const [x, y] of points) {
        const expected = theirs.evaluate({ x, y });
        expect(Math.abs(at(text, by, x, y) - expected)).toBeLessThan(1e-13 * (1 + Math.abs(expected)));
      }
    }
  });
});

describe("what it does not: as the difference quotient", () => {
  it.each([
    "abs(x - y)",
    "erf(x*y)",
    "expm1(x/y)",
    "log1p(x*y)",
    "pow(x, 2.5)",
    "pow(y, x)",
    "max(x, y)",
    "min(x, y^2, 2*x)",
    "max(x^2, x*y, 1)",
    "x > y ? x^2 : sin(x)",
    "x > 0 and not (y < 0) ? x*y : 0",
    "floor(x)*x + sign(y)*y",
    "sqrt(max(x - 1, 0))*x",
  ])("%s", (text) => {
    const h = 1e-5;
    for (const [x, y] of points) {
      const quotients = [
        (value(text, x + h, y) - value(text, x - h, y)) / (2 * h),
        (value(text, x, y + h) - value(text, x, y - h)) / (2 * h),
      ];
      names.forEach((by, i) => {
        // ε²g‴/6 + rounding, with room for third derivatives of some hundreds.
        expect(Math.abs(at(text, by, x, y) - quotients[i])).toBeLessThan(1e-8 * (1 + Math.abs(quotients[i])));
      });
    }
  });

  it("every function of one number has a rule", () => {
    expect([...rules.keys()].sort()).toEqual([...UNARY.keys()].sort());
  });

  it("a rule with its sign turned would be seen (negative control)", () => {
    const wrong = -at("cos(x)", "x", 1.4, 0);
    expect(
      Math.abs(wrong - (value("cos(x)", 1.4 + 1e-5, 0) - value("cos(x)", 1.4 - 1e-5, 0)) / 2e-5),
    ).toBeGreaterThan(1);
  });
});

describe("at kinks and edges", () => {
  it.each<[string, number, number]>([
    ["abs(x)", 0, 0],
    ["abs(x)", -2, -1],
    ["max(x, 0)", 0, 0],
    ["max(0, x)", 0, 0],
    ["min(x, 0)", 0, 0],
    ["max(x, 2*x)", 0, 2],
    ["x > 0 ? x : 2*x", 0, 2],
    ["sqrt(max(x, 0))", -1, 0],
    ["sqrt(max(0, x))", 0, 0],
    ["sqrt(max(x, 0)/4)", -1, 0],
    ["sqrt(-min(x, 0))", 1, 0],
    ["(x > 0 ? x : 0)^0.5", -3, 0],
    ["sqrt(x > 1 ? x : x > 0 ? 1 : 0)", 0.5, 0],
    ["sqrt(x)", 0, Number.POSITIVE_INFINITY],
    ["x^1.5", 0, 0],
    ["x^2", 0, 0],
    ["sign(x)", 0, 0],
    ["floor(x)", 1, 0],
  ])("%s at %d: %d", (text, x, expected) => {
    expect(at(text, "x", x, 0)).toBe(expected);
  });
});

describe("it is kept short", () => {
  it.each<[string, string, object]>([
    ["theta does not matter", "y^2 + sin(y)", { kind: "number", value: 0 }],
    ["a linear formula", "3*x + y", { kind: "number", value: 3 }],
    ["a factor", "y*x", { kind: "name", name: "y" }],
    [
      "a quotient",
      "x/2",
      {
        kind: "operate",
        operator: "/",
        left: { kind: "number", value: 1 },
        right: { kind: "number", value: 2 },
      },
    ],
    ["a difference", "1 - x", { kind: "number", value: -1 }],
  ])("%s: %s", (_what, text, expected) => {
    expect(derived(text)).toEqual(expected);
  });

  it("no name is left of what was linear", () => {
    expect(namesIn(derived("2*(y - x)"))).toEqual(new Set());
  });
});
