import { describe, expect, it } from "vitest";
import { controlledMean, createCovariance } from "../../estimators/index.js";
import { randomNumbers } from "../kit/random-numbers.js";
import { meanAndError } from "../kit/statistics.js";

/** y = 3 + 2c₁ − c₂ + noise of deviation ½, c₁ and c₂ of means 1 and 0, variance 1, correlation 0.6. */
function sampleOf(count: number, seed: number) {
  const { normal } = randomNumbers(seed);
  const running = createCovariance(3);
  for (let i = 0; i < count; i++) {
    const a = normal();
    const c1 = 1 + a;
    const c2 = 0.6 * a + 0.8 * normal();
    running.push(Float64Array.of(3 + 2 * c1 - c2 + 0.5 * normal(), c1, c2));
  }
  return { count, mean: running.mean(), covariance: running.covariance() };
}
const controls = [
  { index: 1, mean: 1 },
  { index: 2, mean: 0 },
];

describe("controlledMean", () => {
  it("finds the coefficients, and leaves the variance of what the controls do not tell", () => {
    const { beta, variance, varianceRatio } = controlledMean(sampleOf(4000, 1), 0, controls);
    // Of a coefficient: ½ over the deviation of its control given the other, 0.8, and √n.
    for (const [k, exact] of [2, -1].entries())
      expect(Math.abs(beta[k] - exact)).toBeLessThan((4.5 * 0.5) / 0.8 / Math.sqrt(4000));
    expect(Math.abs(variance / 0.25 - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 4000));
    // Var y = 4 + 1 − 4·0.6 + ¼.
    expect(Math.abs(varianceRatio / (2.85 / 0.25) - 1)).toBeLessThan(9 * Math.sqrt(2 / 4000));
  });

  it("is right within an error that is right: over 1000 small samples z is Student's t", () => {
    const made = Array.from({ length: 1000 }, (_, seed) => controlledMean(sampleOf(12, seed), 0, controls));
    const squares = (error: (one: (typeof made)[number]) => number) =>
      meanAndError(made.map((one) => ((one.mean - 5) / error(one)) ** 2));
    const z = made.map(({ mean, standardError }) => (mean - 5) / standardError);
    // With 9 degrees of freedom: mean 0, variance 9/7.
    expect(Math.abs(meanAndError(z).mean)).toBeLessThan(4.5 * Math.sqrt(9 / 7 / 1000));
    const honest = squares(({ standardError }) => standardError);
    expect(Math.abs(honest.mean - 9 / 7)).toBeLessThan(4.5 * honest.error);
    // The error of a plain mean of residuals, as if β were known, is too small.
    const naive = squares(({ variance }) => Math.sqrt((variance * 9) / 11 / 12));
    expect(Math.abs(naive.mean - 9 / 7)).toBeGreaterThan(4.5 * naive.error);
  });

  it("without controls is the plain mean", () => {
    const sample = sampleOf(50, 2);
    const { mean, standardError, varianceRatio } = controlledMean(sample, 0, []);
    expect(mean).toBe(sample.mean[0]);
    expect(standardError).toBeCloseTo(Math.sqrt(sample.covariance[0] / 50), 14);
    expect(varianceRatio).toBe(1);
  });

  it("gives a control that does not vary, or repeats another, no coefficient", () => {
    const covariance = [5, 2, 4, 0, 2, 1, 2, 0, 4, 2, 4, 0, 0, 0, 0, 0];
    const all = [1, 2, 3].map((index) => ({ index, mean: 0 }));
    const { beta, mean } = controlledMean({ count: 10, mean: [1, 2, 4, 7], covariance }, 0, all);
    expect(Array.from(beta)).toEqual([2, 0, 0]);
    expect(mean).toBe(1 - 2 * 2);
  });

  it("of too few samples has no error", () => {
    expect(controlledMean(sampleOf(3, 1), 0, controls).standardError).toBeNaN();
  });
});
