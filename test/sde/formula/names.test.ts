import { beforeAll, expect, it } from "vitest";
import {
  compileExpression,
  loadFormulas,
  namesIn,
  parseFormula,
  substitute,
} from "../../../sde/formula/index.js";

beforeAll(loadFormulas);

const text = "a*x > b and not (c < 1) ? -max(d, x)^e2 : sin(f)/2 + pi";
const names = ["a", "b", "c", "d", "e2", "f", "x", "unused"];

it("finds every name wherever it stands, and no other", () => {
  expect([...namesIn(parseFormula(text, names))].sort()).toEqual(["a", "b", "c", "d", "e2", "f", "x"]);
  expect(namesIn(parseFormula("2*pi", names)).size).toBe(0);
});

it("puts numbers in the place of names, and leaves the value as it is", () => {
  const values = [2, 3, 5, 7, 2, 0.5, 4, 0];
  const expression = parseFormula(text, names);
  const given = new Map(names.slice(0, 6).map((name, i) => [name, values[i]]));
  const rest = substitute(expression, given);
  expect(namesIn(rest)).toEqual(new Set(["x"]));
  for (const x of [1, 4, 9]) {
    const whole = compileExpression(expression, names)(Float64Array.from(values.with(6, x)));
    expect(compileExpression(rest, ["x"])(Float64Array.of(x))).toBe(whole);
  }
});
