/** A formula that was read: its value, its derivatives, numbers in the place of names, and what is refused. */
import { beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { type Formula, loadFormulas, readFormulaSync } from "../../../sde/formula/index.js";

beforeAll(loadFormulas);

const names = ["x", "y", "noise"];
const at = (formula: Formula, ...values: number[]) => formula.evaluate(Float64Array.from(values));

describe("derivatives", () => {
  const points = [
    [0.3, -0.8, 0.2],
    [-1.7, 1.1, -0.6],
    [2.4, 0.9, 1.3],
  ];
  it.each([
    "log(1 + exp(x)) - x/(1 + exp(-y))",
    "log((exp(x - y) + exp(y - x))/2)",
    "0.5*(erf(x/sqrt(2)) - tanh(y) - noise)^2",
    "abs(x - y - noise) < 0.8 ? 0.5*(x - y - noise)^2 : 0.8*abs(x - y - noise) - 0.32",
    "max(0.9*(y + noise - x), 0.1*(x - y - noise))",
    "log(exp(x) + exp(y) + exp(noise)) - (x*exp(y) + noise)/(exp(x) + exp(y) + exp(noise))",
    "x^3*y/(1 + noise^2) + sin(x)*cos(y) + 2^x",
  ])("of %s are its slopes, the mixed second ones alike in either order", (text) => {
    const formula = readFormulaSync(text, names);
    const h = 1e-5;
    for (const point of points) {
      names.forEach((name, i) => {
        const derivative = formula.derivative(name);
        const moved = [h, -h].map((step) => at(formula, ...point.with(i, point[i] + step)));
        const slope = (moved[0] - moved[1]) / (2 * h);
        expect(Math.abs(at(derivative, ...point) - slope)).toBeLessThan(1e-8 * (1 + Math.abs(slope)));
        for (const other of names) {
          const [one, two] = [derivative.derivative(other), formula.derivative(other).derivative(name)];
          expect(at(one, ...point)).toBeCloseTo(at(two, ...point), 11);
        }
      });
    }
  });
  it("by a name that it does not use is 0, by one it cannot use refused", () => {
    const formula = readFormulaSync("x^2", names);
    expect(at(formula.derivative("y"), 3, 4, 5)).toBe(0);
    expect(formula.derivative("y").names).toEqual([]);
    expect(() => formula.derivative("z")).toThrow(
      'The formula is to be differentiated by "z", but its names are x, y, noise; choose one of them.',
    );
  });
});

describe("names", () => {
  it("are those it uses, in the order in which they may be used", () => {
    expect(readFormulaSync("noise*x", names).names).toEqual(["x", "noise"]);
    expect(readFormulaSync("2*pi", names).names).toEqual([]);
    expect(readFormulaSync("y > 0 ? 1 : -1", names).names).toEqual(["y"]);
  });
  it("are the places in the list of values, whether used or not", () => {
    expect(at(readFormulaSync("noise - x", names), 1, 100, 3)).toBe(2);
  });
  it("of a derivative may be fewer", () => {
    expect(readFormulaSync("x*y + noise^2", names).derivative("x").names).toEqual(["y"]);
  });
});

describe("numbers in the place of names", () => {
  it("give the same values, and fewer names", () => {
    const formula = readFormulaSync("log(1 + exp(x*y)) + noise*x", names);
    const rest = formula.at({ noise: 0.5, y: -2 });
    expect(rest.names).toEqual(["x"]);
    for (const x of [-1, 0, 400]) expect(at(rest, x, 7, 7)).toBe(at(formula, x, -2, 0.5));
    // Derivatives before or after.
    for (const x of [-1, 0.3])
      expect(at(rest.derivative("x"), x, 7, 7)).toBeCloseTo(at(formula.derivative("x"), x, -2, 0.5), 15);
    expect(formula.at({}).names).toEqual(formula.names);
  });
  it("of unknown names are refused", () => {
    const formula = readFormulaSync("x", names);
    expect(() => formula.at({ nois: 1 })).toThrow(
      "nois is not a known key, the nearest being noise; at takes x, y, noise",
    );
  });
});

describe("what cannot be read, in one sentence with the place", () => {
  it.each<[string, string]>([
    ["log(1 + exp(x)", 'problem.model.loss, the formula "log(1 + exp(x)", cannot be read at character 15'],
    ["x +", 'problem.model.loss, the formula "x +", cannot be read at character 4'],
    ["(x - y))^2", 'problem.model.loss, the formula "(x - y))^2", cannot be read at character 8'],
    ["x - z", 'uses the unknown name "z" at character 5; known are x, y, noise, pi.'],
    ["x*ex", 'uses the unknown name "ex" at character 3;'],
    [
      "relu(x)",
      'calls the unknown function "relu" at character 1; known are abs, cos, erf, erfcx, exp, expm1,',
    ],
    ["x.y", "contains property access;"],
    ["cos", 'uses the unknown name "cos" at character 1;'],
    ["x > y", 'has the comparison "x > y" where a number is expected; write x > y ? 1 : 0.'],
    ["", "is empty; give an expression in x, y, noise, pi."],
  ])("%s", (text, sentence) => {
    let message = "";
    try {
      readFormulaSync(text, names, "problem.model.loss");
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      message = (error as InputError).message;
    }
    expect(message).toContain(sentence);
    expect(message).toMatch(/^problem\.model\.loss, the formula ".*", [^\n]*\.$/);
  });
  it.each<unknown>([1, null, undefined, ["x"]])("%j, which is no text", (text) => {
    expect(() => readFormulaSync(text as string, names, "problem.model.loss")).toThrow(
      /^problem\.model\.loss is .*; give a text, such as "x\^2"\.$/,
    );
  });
  it("nothing but arithmetic runs", () => {
    for (const text of [
      'import("fs")',
      "constructor.constructor(x)",
      'eval("1")',
      "parse(x)",
      "f(x) = x; f(2)",
      "x = 3",
      "this",
      "globalThis",
      "process.exit(1)",
      "__proto__",
      "toString(x)",
      "hasOwnProperty(x)",
      "random()",
      "x -> y",
      "`x`",
      "{x: 1}.x",
      "x[0]",
      "unit(x)",
      "typed(x)",
      "config(x)",
    ])
      expect(() => readFormulaSync(text, names), text).toThrow(InputError);
  });
});
