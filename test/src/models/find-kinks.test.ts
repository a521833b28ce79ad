/** Kinks and jumps of a function found by looking at it. */
import { describe, expect, it } from "vitest";
import { findKinks } from "../../../src/models/find-kinks.js";

const rows = (dimensions: number, f: (point: Float64Array) => number, accuracy = 1e-13): number[][] =>
  findKinks(dimensions, 1, accuracy, (point, out) => {
    out[0] = f(point);
  })
    .map(({ weights, value }) => [...weights, value])
    .sort((a, b) => a.reduce((sum, entry, k) => (sum !== 0 ? sum : entry - b[k]), 0));

describe("flat kinks and jumps", () => {
  it.each<[string, number, (point: Float64Array) => number, number[][]]>([
    ["a jump beside the origin", 2, ([x, y]) => Math.sign(x - y - 0.3), [[1, -1, 0.3]]],
    ["a kink", 2, ([x, y]) => Math.abs(2 * x + y), [[1, 0.5, 0]]],
    [
      "two parallel kinks",
      2,
      ([x, y]) => Math.max(-1, Math.min(1, x - y)),
      [
        [1, -1, -1],
        [1, -1, 1],
      ],
    ],
    [
      "two that cross",
      2,
      ([x, y]) => (Math.abs(x) - Math.abs(y)) * Math.sign(x),
      [
        [0, 1, 0],
        [1, 0, 0],
      ],
    ],
    ["one number alone", 1, ([x]) => Math.abs(x - 0.25), [[1, 0.25]]],
    ["three numbers", 3, ([x, y, e]) => Math.max(0, x - y - e), [[1, -1, -1, 0]]],
  ])("%s", (_name, dimensions, f, expected) => {
    const found = rows(dimensions, f);
    expect(found).toHaveLength(expected.length);
    for (const [k, row] of expected.entries())
      for (const [i, entry] of row.entries()) expect(found[k][i]).toBeCloseTo(entry, 9);
  });
  it("are not seen where a function is smooth, however steep, nor where it is constant", () => {
    expect(rows(2, ([x, y]) => x ** 3 - x * y * y)).toEqual([]);
    expect(rows(2, ([x, y]) => Math.tanh(30 * x) - Math.exp(y))).toEqual([]);
    expect(rows(2, () => 1e6)).toEqual([]);
  });
  it("nor are they where they are curved, or in more than three numbers", () => {
    expect(rows(2, ([x, y]) => Math.sign(x * x + y * y - 1))).toEqual([]);
    expect(rows(4, ([x, y]) => Math.abs(x - y))).toEqual([]);
  });
});
