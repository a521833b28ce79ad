import { describe, expect, it } from "vitest";
import { type Line, visitDirections } from "../../../src/gaussian/index.js";

/** E F for F homogeneous of degree n: E ρⁿ times the mean over directions. */
function mean(
  L: number[],
  lines: readonly Line[],
  F: (x: number, y: number) => number,
  radial: number,
): number {
  let sum = 0;
  visitDirections(Float64Array.from(L), lines, (x, y, weight) => {
    sum += weight * F(x, y);
  });
  return radial * sum;
}
const axes: Line[] = [
  [1, 0],
  [0, 1],
];
const roots: [string, number[]][] = [
  ["a general L", [1.3, 0, 0.4, 0.7]],
  ["a nearly singular L", [1.3, 0, -0.9, 1e-6]],
  ["a singular L", [1.3, 0, 0.5, 0]],
  ["a vanishing first field", [0, 0, 0, 2]],
];

describe("directions of the plane", () => {
  it.each(roots)("have weights that sum to 1 and the second moments of the fields: %s", (_, L) => {
    expect(mean(L, axes, () => 1, 1)).toBeCloseTo(1, 11);
    // E ρ² = 2
    expect(mean(L, axes, (x) => x * x, 2)).toBeCloseTo(L[0] ** 2, 10);
    expect(mean(L, axes, (x, y) => x * y, 2)).toBeCloseTo(L[0] * L[2], 10);
    expect(mean(L, axes, (_x, y) => y * y, 2)).toBeCloseTo(L[2] ** 2 + L[3] ** 2, 10);
  });
  it("keep kinks and jumps on the lines: E |xy| and the arcsine law", () => {
    for (const rho of [-0.99, 0, 0.4, 0.9999]) {
      const L = [1, 0, rho, Math.sqrt(1 - rho * rho)];
      const exact = (2 / Math.PI) * (Math.sqrt(1 - rho * rho) + rho * Math.asin(rho));
      expect(mean(L, axes, (x, y) => Math.abs(x * y), 2)).toBeCloseTo(exact, 10);
      const signs = mean(L, axes, (x, y) => Math.sign(x * y), 1);
      expect(signs).toBeCloseTo((2 / Math.PI) * Math.asin(rho), 10);
    }
  });
  it("serve without any line, and tell the same of lines named twice", () => {
    const L = roots[0][1];
    const smooth = (x: number, y: number) => (x * x + 2 * y * y) ** 2;
    const expected = mean(L, axes, smooth, 8);
    expect(mean(L, [], smooth, 8)).toBeCloseTo(expected, 9);
    expect(mean(L, [...axes, ...axes], smooth, 8)).toBeCloseTo(expected, 9);
  });
  it("lose the jump where its line is not named (negative control)", () => {
    const [rho, lines] = [0.4, [[1, 0]] as const];
    const L = [1, 0, rho, Math.sqrt(1 - rho * rho)];
    const signs = mean(L, lines, (x, y) => Math.sign(x * y), 1);
    expect(Math.abs(signs - (2 / Math.PI) * Math.asin(rho))).toBeGreaterThan(1e-4);
  });
});
