import { expect, it } from "vitest";
import { isList, show } from "../../../estimators/input/index.js";

const circle: { self?: unknown } = {};
circle.self = circle;

it.each([
  ["5", '"5"'],
  [5, "5"],
  [Number.NaN, "NaN"],
  [undefined, "undefined"],
  [null, "null"],
  [() => 1, "a function"],
  [[1, "a", null], '[1,"a",null]'],
  [Float64Array.of(1, 2), "[1,2]"],
  [{ a: [1] }, '{"a":[1]}'],
  [circle, "an object"],
  [{ big: 1n }, "an object"],
  ["x".repeat(100), `"${"x".repeat(58)}…`],
])("%o is shown as %s", (value, text) => {
  expect(show(value)).toBe(text);
});

it("lists are arrays, typed or not", () => {
  for (const list of [[], [1], new Float64Array(2), new Uint8Array(1)]) expect(isList(list)).toBe(true);
  for (const other of [{ length: 1, 0: 1 }, "ab", null, new DataView(new ArrayBuffer(8))])
    expect(isList(other)).toBe(false);
});
