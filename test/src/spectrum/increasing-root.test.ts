import { describe, expect, it } from "vitest";
import { increasingRoot } from "../../../src/spectrum/increasing-root.js";

describe("increasingRoot", () => {
  it("finds the root where Newton's method alone would run away", () => {
    const root = increasingRoot(
      (x) => Math.atan(x - 3),
      (x) => 1 / (1 + (x - 3) ** 2),
      -1000,
      5000,
    );
    expect(Math.abs(root - 3)).toBeLessThan(1e-15);
  });

  it("finds a root where the slope vanishes, and one at an end", () => {
    const cube = (x: number) => x * x * x;
    const slope = (x: number) => 3 * x * x;
    expect(Math.abs(increasingRoot(cube, slope, -1, 2))).toBeLessThan(1e-5);
    expect(Math.abs(increasingRoot((x) => cube(x) - 8, slope, 0, 2) - 2)).toBeLessThan(1e-15);
  });

  it("finds a jump", () => {
    const step = (x: number) => (x < 0.3 ? -1 : 1);
    expect(increasingRoot(step, () => 0, 0, 1)).toBeCloseTo(0.3, 14);
  });
});
