/** Flat places where a formula is not smooth, read off it: all that can be read, and none besides. */
import { beforeAll, describe, expect, it } from "vitest";
import { loadFormulas, readFormulaSync } from "../../../sde/formula/index.js";

beforeAll(loadFormulas);

const names = ["x", "y", "noise"];
/** Coefficients and, after them, the constant; sorted. */
const rows = (text: string): number[][] =>
  readFormulaSync(text, names)
    .kinks()
    .map(({ weights, constant }) => [...weights, constant])
    .sort((a, b) => a.reduce((order, entry, k) => (order !== 0 ? order : entry - b[k]), 0));

const y0 = [0, 1, 0, 0];
const x0 = [1, 0, 0, 0];
const equal = [1, -1, 0, 0];
const opposite = [1, 1, 0, 0];

describe("flat places", () => {
  it.each<[string, number[][]]>([
    // One function, one place; multiples and signs are the same place.
    ["abs(x - y)", [equal]],
    ["abs(y - x) + 3*sign(2*x - 2*y)", [equal]],
    ["abs(2*x + 4*y - 6*noise + 8)", [[1, 2, -3, 4]]],
    ["abs(x - y - noise)", [[1, -1, -1, 0]]],
    ["sign(-x/2)", [x0]],
    ["max(0, x)", [x0]],
    ["min(x, y)", [equal]],
    ["max(x, y, 1)", [[0, 1, 0, -1], equal, [1, 0, 0, -1]]],
    ["x > 0 ? x : 0", [x0]],
    ["x >= y ? 1 : 2", [equal]],
    ["x == 1 ? 1 : 2", [[1, 0, 0, -1]]],
    ["abs(x/sqrt(4) - (1 + 1)*y)", [[1, -4, 0, 0]]],
    ["abs(0.5*(x - (y - 1)) - 0*noise)", [[1, -1, 0, 1]]],
    // Conditions.
    ["0 < x < 1 ? 1 : 0", [[1, 0, 0, -1], x0].sort((a, b) => a[3] - b[3])],
    [
      "x > 1 and not (y < 2) ? x : y",
      [
        [0, 1, 0, -2],
        [1, 0, 0, -1],
      ],
    ],
    [
      "x > 1 or y != 2 ? x : y",
      [
        [0, 1, 0, -2],
        [1, 0, 0, -1],
      ],
    ],
    ["abs(x) > 1 ? 1 : 0", [[1, 0, 0, -1], x0, [1, 0, 0, 1]]],
    // Nested, in arguments, branches and conditions.
    ["abs(abs(x) - 1)", [[1, 0, 0, -1], x0, [1, 0, 0, 1]]],
    ["abs(max(x, y))", [y0, equal, x0]],
    ["max(abs(x), abs(y))", [equal, opposite, y0, x0].sort((a, b) => a[0] - b[0] || a[1] - b[1])],
    ["x > 0 ? abs(y) : min(y, 1)", [[0, 1, 0, -1], y0, x0]],
    ["abs(x > 0 ? x - 1 : y)", [y0, [1, 0, 0, -1], x0]],
    ["exp(-abs(x))*log1p(max(0, y))", [y0, x0]],
    ["(abs(x) - abs(y))^2/2", [y0, x0]],
    ["abs(x - y) < 0.8 ? 0.5*(x - y)^2 : 0.8*abs(x - y) - 0.32", [[1, -1, 0, -0.8], equal, [1, -1, 0, 0.8]]],
    // Products, quotients, powers and what is zero with its argument.
    ["max(0, 1 - x*sign(y))", [y0, [1, 0, 0, -1], [1, 0, 0, 1]]],
    ["abs(2 - x/(y > 0 ? 1 : -2))", [y0, [1, 0, 0, -2], [1, 0, 0, 4]]],
    ["sign(x*y)", [y0, x0]],
    ["x*y > 0 ? 1 : -1", [y0, x0]],
    ["sign(x*(y - 1)*noise)", [[0, 0, 1, 0], [0, 1, 0, -1], x0]],
    ["sign(x/y)", [y0, x0]],
    ["sign(x^3)*abs(-tanh(y))", [y0, x0]],
    ["sign(erf(x - y))", [equal]],
    ["sqrt(x^2)", [x0]],
    ["abs(x)^1.5 + pow(abs(y), 0.5)", [y0, x0]],
    ["pow((x - y)^2, 0.7)", [equal]],
    ["log(x^2)", [x0]],
    // Differences of squares.
    [
      "x^2 < 1 ? x^2 : 1",
      [
        [1, 0, 0, -1],
        [1, 0, 0, 1],
      ],
    ],
    [
      "(x - y)^2/4 <= 4 ? 0 : 1",
      [
        [1, -1, 0, -4],
        [1, -1, 0, 4],
      ],
    ],
    [
      "4 > (x - y)*(x - y) ? 0 : 1",
      [
        [1, -1, 0, -2],
        [1, -1, 0, 2],
      ],
    ],
    [
      "max(x^2, 4*y^2)",
      [
        [1, -2, 0, 0],
        [1, 2, 0, 0],
      ],
    ],
    ["sign(x^2 - y^2)", [equal, opposite]],
  ])("%s", (text, expected) => {
    const found = rows(text);
    expect(found.map((row) => row.map((entry) => entry + 0))).toEqual(expected);
  });

  it("those of a derivative are those of the formula", () => {
    const huber = readFormulaSync("abs(x - y) < 1 ? (x - y)^2 : 2*abs(x - y) - 1", names);
    const places = (formula: typeof huber) => new Set(formula.kinks().map((form) => JSON.stringify(form)));
    for (const place of places(huber.derivative("x"))) expect(places(huber)).toContain(place);
    expect(places(huber.derivative("x")).size).toBe(3);
  });
  it("numbers in the place of names move them", () => {
    const formula = readFormulaSync("abs(x - y - noise)", names).at({ noise: 0.5 });
    expect(formula.kinks()).toEqual([{ weights: [1, -1, 0], constant: -0.5 }]);
  });
});

describe("none are invented", () => {
  it.each([
    "x^3 - 2*x*y + noise",
    "log(1 + exp(x)) - x/(1 + exp(-y))",
    "0.25*(x^2 - y^2)^2",
    "erf(x/sqrt(2))*tanh(y) + sin(x)*cos(noise)",
    "sqrt(1 + x^2) + log(1 + y^2)",
    "1/(1 + x^2)",
    "2^x + x^2 + x^-1",
    "pow(x, 3)",
    "expm1(x) + softplus(y)*sigmoid(x)",
    "abs(3)*max(1, 2)*sqrt(2)*log(7)*x",
    "abs(x - x) + max(y, y)",
    "2 > 1 ? x : y",
    // Where nothing is zero.
    "x^2 < -1 ? x : y",
  ])("%s", (text) => {
    expect(rows(text)).toEqual([]);
  });
  it.each(["x^2 + y^2 < 1 ? 1 : 0", "sign(x*y - 1)", "abs(exp(x) - y)", "max(x^2, y)", "floor(x)"])(
    "%s has others, which are not read",
    (text) => {
      expect(rows(text)).toEqual([]);
    },
  );
  it("nor without end: an argument of many pieces is given up", () => {
    const nested = Array.from({ length: 12 }).reduce<string>((inner) => `abs(${inner} - 1)`, "x");
    expect(rows(nested).length).toBeLessThan(40);
  });
});
