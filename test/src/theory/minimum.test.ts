import { describe, expect, it } from "vitest";
import { minimumAbove0 } from "../../../src/theory/minimum.js";

describe("the minimum above 0", () => {
  it("is found to the accuracy asked for, wherever the centre is below it", () => {
    for (const at of [0.003, 0.7, 1, 900]) {
      const found = minimumAbove0((x) => (x < 3 * at ? (x - at) ** 2 : Number.NaN), 1, 1e-6)!;
      expect(Math.abs(found / at - 1)).toBeLessThan(1e-5);
    }
  });

  it("is null for a function without one", () => {
    expect(minimumAbove0((x) => x, 1, 1e-5)).toBeNull();
    expect(minimumAbove0((x) => 1 / x, 1, 1e-5)).toBeNull();
    expect(minimumAbove0(() => Number.NaN, 1, 1e-5)).toBeNull();
  });
});
