import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  compileFormula,
  compileFormulaSync,
  loadFormulas,
  parseFormula,
} from "../../../sde/formula/index.js";
import { cos, erf, exp, expm1, log, log1p, pow, sin, tanh } from "../../../sde/kernels/index.js";

const NAMES = ["x", "y"];
const POINTS: [number, number][] = [
  [0.3, 1.7],
  [-2.25, 0.5],
  [4, -3],
  [0, 0],
  [1e-8, 1e8],
];

describe("compileFormula", () => {
  it.each<[string, (x: number, y: number) => number]>([
    ["1", () => 1],
    ["-x + 2*y - 3/4", (x, y) => -x + 2 * y - 3 / 4],
    ["x - y - 1", (x, y) => x - y - 1],
    ["x - (y - 1)", (x, y) => x - (y - 1)],
    ["x / 2 / y", (x, y) => x / 2 / y],
    ["-x^2", (x) => -(x * x)],
    ["(-x)^2 + +y", (x, y) => x * x + y],
    ["x^3 + x^4", (x) => x * x * x + x * x * (x * x)],
    ["x^-1 + x^1", (x) => 1 / x + x],
    ["2^y^2", (_, y) => pow(2, y * y)],
    ["x^y", (x, y) => pow(x, y)],
    ["pow(x, 2.5)", (x) => pow(x, 2.5)],
    ["exp(x) + log(y)", (x, y) => exp(x) + log(y)],
    ["log1p(x) * expm1(x)", (x) => log1p(x) * expm1(x)],
    ["sqrt(abs(x)) + sign(y) + floor(x)", (x, y) => Math.sqrt(Math.abs(x)) + Math.sign(y) + Math.floor(x)],
    ["sin(x) * cos(y) - tanh(x) + erf(y)", (x, y) => sin(x) * cos(y) - tanh(x) + erf(y)],
    ["min(x, y, 1) + max(x, y) + max(x)", (x, y) => Math.min(x, y, 1) + Math.max(x, y) + x],
    ["2 * pi * x", (x) => 2 * Math.PI * x],
    ["x < y ? x : y", (x, y) => (x < y ? x : y)],
    ["x <= 0 ? 1 : x > 1 ? 2 : x >= 0.3 ? 3 : 4", (x) => (x <= 0 ? 1 : x > 1 ? 2 : x >= 0.3 ? 3 : 4)],
    ["x == y ? 1 : 0", (x, y) => (x === y ? 1 : 0)],
    ["x != y and x > -1 ? 1 : 0", (x, y) => (x !== y && x > -1 ? 1 : 0)],
    ["x > 1 or not (y < 0) ? 1 : 0", (x, y) => (x > 1 || !(y < 0) ? 1 : 0)],
    ["0 < x < 1 ? 1 : 0", (x) => (0 < x && x < 1 ? 1 : 0)],
    ["1e-3 + 0.5E2*x", (x) => 1e-3 + 50 * x],
    ["  x\n", (x) => x],
  ])("%s has the bits of our own arithmetic", async (text, expected) => {
    const compiled = await compileFormula(text, NAMES);
    for (const [x, y] of POINTS) expect(compiled(x, y)).toBe(expected(x, y));
  });

  it("takes the names in the order given, none as well as many", async () => {
    expect((await compileFormula("2^10", []))()).toBe(1024);
    expect((await compileFormula("t", ["t"]))(3)).toBe(3);
    const names = ["x1", "x2", "y1", "noise"];
    expect((await compileFormula("x1 - 10*x2 + 100*y1 - 1000*noise", names))(1, 2, 3, 4)).toBe(-3719);
  });

  it("has no value where mathematics has none", async () => {
    const compiled = await compileFormula("sqrt(x) + log(x)", ["x"]);
    expect(compiled(-1)).toBeNaN();
    expect(compiled(0)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("keeps two formulas apart", async () => {
    const [first, second] = await Promise.all([
      compileFormula("x + 1", ["x"]),
      compileFormula("x + 2", ["x"]),
    ]);
    expect([first(1), second(5), first(2)]).toEqual([2, 7, 3]);
  });

  it("is available at once when the parser is loaded", async () => {
    await loadFormulas();
    expect(compileFormulaSync("x*y", NAMES)(3, 4)).toBe(12);
  });
});

describe("parseFormula", () => {
  it("gives plain data", async () => {
    await loadFormulas();
    expect(parseFormula("-x^2", ["x"])).toEqual({
      kind: "negate",
      of: {
        kind: "operate",
        operator: "^",
        left: { kind: "name", name: "x" },
        right: { kind: "number", value: 2 },
      },
    });
  });
});

describe("what is refused, in one sentence", () => {
  it.each<[string, string]>([
    ["x + * y", 'The formula "x + * y" cannot be read at character 5 (value expected); correct it there.'],
    ["(x", 'The formula "(x" cannot be read at character 3 (parenthesis ) expected); correct it there.'],
    ["x ** 2", "a power is written with ^, as x^2."],
    ["x + z", 'The formula "x + z" uses the unknown name "z" at character 5; known are x, y, pi.'],
    ["2*e", 'uses the unknown name "e" at character 3; known are x, y, pi (for the number e write exp(1)).'],
    ["expm1(x) + xe + e", 'the unknown name "xe" at character 12;'],
    ["NaN", 'uses the unknown name "NaN"'],
    ["1e999", "contains a number that is not finite; write numbers below 1.8e308."],
    ["gamma(x)", 'calls the unknown function "gamma" at character 1; known are abs, cos, erf, erfcx, exp,'],
    ["1 + x(2)", 'calls the unknown function "x" at character 5; for a product write x * (…).'],
    ["log(x, 2)", "calls log with 2 at character 1, but it takes 1 argument; correct the call."],
    ["pow(x)", "calls pow with 1 at character 1, but it takes 2 arguments; correct the call."],
    ["min()", "calls min with 0 at character 1, but it takes at least 1 argument; correct the call."],
    ["2x", 'puts "2" and "x" side by side; write the sign between them, as 2 * x, or'],
    ["sin x", 'puts "sin" and "x" side by side;'],
    ["x < y", 'has the comparison "x < y" where a number is expected; write x < y ? 1 : 0.'],
    ["1 + (0 < x < 1)", 'has the comparison "0 < x < 1" where a number is expected'],
    ["not x < 1 ? 1 : 0", "write parentheses after it, as not (x > 0)."],
    ["x ? 1 : 2", 'has "x" before a question mark, where a comparison is expected; write one, as x > 0.'],
    ["x = 1 ? 2 : 3", "contains an assignment (write == to compare); use only numbers, x, y, pi, + - * / ^,"],
    ["f(x) = x^2", "contains a function definition;"],
    ["x; y", "contains more than one expression;"],
    ["x\ny", "contains more than one expression;"],
    ["x.constructor", "contains property access;"],
    ["x.valueOf()", ""],
    ["x[1]", "contains property access;"],
    ["[1, 2]", "contains a matrix;"],
    ["{a: 1}", "contains an object;"],
    ["1:3", "contains a range;"],
    ['"text"', 'contains ""text"", which is not a number;'],
    ["true", 'contains "true", which is not a number;'],
    ["undefined", "is not a number;"],
    ["5 % 2", "contains the operator %;"],
    ["x + 3%", "contains the operator %;"],
    ["x!", "contains the operator !;"],
    ["x'", "contains the operator ';"],
    ["x mod y", "contains the operator mod;"],
    ["x & y", "contains the operator &;"],
    ["x .* y", "contains the operator .*;"],
    ["x to y", "contains the operator to;"],
    ["5 cm", 'puts "5" and "cm" side by side;'],
    ["import(x)", 'calls the unknown function "import"'],
    ["constructor", 'uses the unknown name "constructor" at character 1;'],
    ["", 'The formula "" is empty; give an expression in x, y, pi.'],
    ["# only a remark", "is empty;"],
  ])("%s", async (text, sentence) => {
    const failure = await compileFormula(text, NAMES).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(InputError);
    const { message } = failure as InputError;
    expect(message).toContain(sentence);
    expect([message.startsWith('The formula "'), message.endsWith(".")]).toEqual([true, true]);
  });

  it("parentheses thousands deep", async () => {
    const text = `${"(".repeat(20_000)}x${")".repeat(20_000)}`;
    await expect(compileFormula(text, NAMES)).rejects.toThrow("The formula is nested too deeply to be read");
  });

  it("names that a formula could not use", async () => {
    for (const name of ["pi", "exp", "2x", "a b", ""]) {
      await expect(compileFormula("1", [name])).rejects.toThrow(`"${name}" cannot be a name in a formula`);
    }
  });
});
