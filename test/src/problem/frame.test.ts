import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import { orthonormalFrame } from "../../../src/problem/frame.js";

/** Largest entry of QᵀQ − 1. */
function defect(size: number, count: number, Q: Float64Array): number {
  let worst = 0;
  for (let k = 0; k < count; k++) {
    for (let j = 0; j <= k; j++) {
      let value = j === k ? -1 : 0;
      for (let i = 0; i < size; i++) value += Q[j * size + i] * Q[k * size + i];
      worst = Math.max(worst, Math.abs(value));
    }
  }
  return worst;
}

describe("orthonormalFrame", () => {
  it.each([
    [1, 1],
    [3, 3],
    [10, 4],
    [2000, 6],
  ])("draws %d×%d with QᵀQ = 1 to rounding", (size, count) => {
    for (let seed = 0; seed < 5; seed++) {
      const Q = orthonormalFrame(size, count, createStreams(seed, "test").stream(0));
      expect(defect(size, count, Q)).toBeLessThan(1e-14);
    }
  });
  it("the check sees independent normals that were only scaled", () => {
    const Q = new Float64Array(40);
    createStreams(1, "test").stream(0).fillNormals(Q, 0, 40);
    expect(
      defect(
        10,
        4,
        Q.map((value) => value / Math.sqrt(10)),
      ),
    ).toBeGreaterThan(1e-3);
  });
});
