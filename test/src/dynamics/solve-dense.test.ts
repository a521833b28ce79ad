import { describe, expect, it } from "vitest";
import { solveDense } from "../../../src/dynamics/solve-dense.js";

describe("a dense system", () => {
  it("is solved, also where the first pivot is 0", () => {
    const A = [0, 2, 1, 1, -1, 3, 4, 0.5, -2];
    const x = [1, -2, 0.5];
    const b = Float64Array.from([0, 1, 2], (r) => x.reduce((sum, value, c) => sum + A[3 * r + c] * value, 0));
    solveDense(3, Float64Array.from(A), b);
    x.forEach((value, i) => {
      expect(b[i]).toBeCloseTo(value, 14);
    });
  });
});
