import { describe, expect, it } from "vitest";
import { boundAbove, increasingRoot } from "../../../src/theory/root.js";

describe("the root of an increasing function", () => {
  it("is found to the last bit, also beside a pole at the end", () => {
    expect(increasingRoot((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
    expect(increasingRoot((x) => 1 / (1 - x) - 1e9, 0, 1)).toBeCloseTo(1 - 1e-9, 15);
    const square = (x: number) => x * x - 1e12;
    expect(square(boundAbove(square, 1))).toBeGreaterThanOrEqual(0);
  });
});
