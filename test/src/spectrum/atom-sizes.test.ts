import { describe, expect, it } from "vitest";
import { atomSizes } from "../../../src/spectrum/atom-sizes.js";
import { sentenceOf } from "./matrices.js";

describe("atomSizes", () => {
  it("rounds weight × dimension where it is whole within min(1e-6·d, 0.01)", () => {
    expect(Array.from(atomSizes([0.5, 0.5], 2000))).toEqual([1000, 1000]);
    expect(Array.from(atomSizes([0.1, 0.2, 0.7], 10))).toEqual([1, 2, 7]);
    expect(Array.from(atomSizes([1 / 3, 1 / 3, 1 / 3], 3000))).toEqual([1000, 1000, 1000]);
    expect(Array.from(atomSizes([0.333333, 0.666667], 3000))).toEqual([1000, 2000]);
    expect(Array.from(atomSizes([1], 5))).toEqual([5]);
  });

  it("names the nearest dimension that fits", () => {
    expect(sentenceOf(() => atomSizes([0.5, 0.5], 7))).toMatch(/dimension 7 .* nearest .* is 8\.$/);
    expect(sentenceOf(() => atomSizes([0.25, 0.75], 1001))).toMatch(/is 1000\.$/);
    expect(sentenceOf(() => atomSizes([0.3, 0.7], 1))).toMatch(/is 10\.$/);
    // 0.333333 is a third to 1e-6·d only while 3.3e-7·d stays below 0.01.
    expect(sentenceOf(() => atomSizes([0.333333, 0.666667], 90_000))).toMatch(/is \d+\.$/);
  });

  it("proposes only dimensions it accepts, and none nearer fits", () => {
    for (const [weights, dimension] of [
      [[0.15, 0.85], 33],
      [[1 / 7, 6 / 7], 100],
      [[0.123, 0.877], 1],
    ] as const) {
      const nearest = Number(/is (\d+)\.$/.exec(sentenceOf(() => atomSizes(weights, dimension)))?.[1]);
      expect(atomSizes(weights, nearest).reduce((a, b) => a + b, 0)).toBe(nearest);
      for (let step = 1; step < Math.abs(nearest - dimension); step++) {
        expect(() => atomSizes(weights, dimension + step)).toThrow();
        if (dimension > step) expect(() => atomSizes(weights, dimension - step)).toThrow();
      }
    }
  });

  it("says so where no dimension nearby fits", () => {
    const message = sentenceOf(() => atomSizes([1e-9, 1 - 1e-9], 100));
    expect(message).toMatch(/change the weights/);
  });

  it.each([
    [[0.5, 0.4], /sum to 0\.9,/],
    [[0.5, 0.5 + 1e-8], /sum to 1\.00000001,/],
    [[1.5, -0.5], /weights\[1\] is -0\.5/],
    [[1, 0], /weights\[1\] is 0/],
    [[0.5, Number.NaN], /weights\[1\] is NaN/],
    [[], /list of positive numbers/],
  ])("refuses %j", (weights, message) => {
    expect(sentenceOf(() => atomSizes(weights, 10))).toMatch(message);
  });
});
