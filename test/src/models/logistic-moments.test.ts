import { describe, expect, it } from "vitest";
import { meanSlope, meanSoftplus, meanSquaredDifference } from "../../../src/models/logistic-moments.js";
import { fineTrapezoid } from "../../kit/gaussian-quadrature.js";

const sigmoid = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** The double integral by two plain trapezoid rules, x = αz₁, y = (b/α)z₁ + γz₂. */
function reference(a: number, b: number, c: number): number {
  const alpha = Math.sqrt(a);
  const beta = b / alpha;
  const gamma = Math.sqrt(Math.max(0, c - beta * beta));
  const outer = fineTrapezoid(Math.max(alpha, Math.abs(beta)));
  const inner = fineTrapezoid(gamma);
  let total = 0;
  outer.nodes.forEach((z, i) => {
    const p = sigmoid(alpha * z);
    const mu = beta * z;
    let row = 0;
    for (let j = 0; j < inner.nodes.length; j++) {
      row += inner.weights[j] * (p - sigmoid(mu + gamma * inner.nodes[j])) ** 2;
    }
    total += outer.weights[i] * row;
  });
  return total;
}

describe("E (s(x) − s(y))²", () => {
  it.each([
    [1, 0.8, 0.5],
    [0.1, 0.05, 0],
    [1.5, 1.5, -0.8],
    [1, 1, 0.9999999],
    [3, 0.2, 0.9],
    [0.4, 5, 0.99],
    [7.9, 7.9, 0.1],
    [9, 8.5, 0.2],
    [12, 12, 0.999],
    [60, 40, 0.9],
    [40, 60, -0.99],
  ])("is right to 1e-11 for standard deviations %d and %d, correlation %d", (sx, sy, rho) => {
    const [a, b, c] = [sx * sx, rho * sx * sy, sy * sy];
    const exact = reference(a, b, c);
    expect(Math.abs(meanSquaredDifference(a, b, c) - exact) / exact).toBeLessThan(1e-11);
  });
  it.each([0, 0.3, 1, 4, 30, 1e3, 1e6, 1e100])(
    "is ½ − E s'(x) − E s'(y) for independent fields, s = %d",
    (s) => {
      for (const ratio of [1e-3, 0.4, 1]) {
        const [a, c] = [s * s, (ratio * s) ** 2];
        const exact = 0.5 - meanSlope(a) - meanSlope(c);
        expect(Math.abs(meanSquaredDifference(a, 0, c) - exact)).toBeLessThan(1e-12);
        expect(Math.abs(meanSquaredDifference(c, 0, a) - exact)).toBeLessThan(1e-12);
      }
    },
  );
  it.each([0.3, 1, 4, 30, 1e3, 1e6])("is 1 − 4 E s'(x) for y = −x, s = %d", (s) => {
    expect(Math.abs(meanSquaredDifference(s * s, -s * s, s * s) - (1 - 4 * meanSlope(s * s)))).toBeLessThan(
      1e-11,
    );
  });
  it("tends to the angle between the fields over π", () => {
    for (const rho of [-0.9, 0.2, 0.999]) {
      const value = meanSquaredDifference(1e24, rho * 1e24, 1e24);
      expect(value).toBeCloseTo(Math.acos(rho) / Math.PI, 10);
    }
  });
  it("vanishes with the difference instead of cancelling", () => {
    // y = (1 + δ)x: the value is δ² E x² s'(x)² to first order
    const base = meanSquaredDifference(1, 1 + 1e-3, (1 + 1e-3) ** 2) / 1e-6;
    for (const delta of [1e-5, 1e-7]) {
      const value = meanSquaredDifference(1, 1 + delta, (1 + delta) ** 2) / delta ** 2;
      expect(value / base).toBeCloseTo(1, 2);
    }
    expect(meanSquaredDifference(1, 1, 1)).toBe(0);
  });
  it("is not a number for a covariance that is not finite", () => {
    expect(meanSquaredDifference(Infinity, 0, 1)).toBeNaN();
    expect(meanSquaredDifference(1, Number.NaN, 1)).toBeNaN();
    expect(meanSquaredDifference(Number.NaN, 0, 1)).toBeNaN();
    expect(meanSlope(Infinity)).toBeNaN();
    expect(meanSoftplus(Number.NaN)).toBeNaN();
  });
});
