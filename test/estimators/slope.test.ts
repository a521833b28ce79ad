import fc from "fast-check";
import { linearRegression } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { InputError, slope } from "../../estimators/index.js";
import { randomNumbers } from "../kit/random-numbers.js";

describe("a weighted straight line", () => {
  it("by hand, unequal errors", () => {
    // Weights 1, 4, 1: x̄ = 1, ȳ = 4/3, Σw(x−x̄)² = 2, Σw(x−x̄)(y−ȳ) = 4.
    const fit = slope([0, 1, 2], [0, 1, 4], [1, 0.5, 1], { z: 2 });
    expect(fit.slope).toBeCloseTo(2, 14);
    expect(fit.intercept).toBeCloseTo(4 / 3 - 2, 14);
    expect(fit.standardError).toBeCloseTo(Math.SQRT1_2, 14);
    expect(fit.interval[0]).toBeCloseTo(2 - Math.SQRT2, 14);
    expect(fit.interval[1]).toBeCloseTo(2 + Math.SQRT2, 14);
    // Residuals 2/3, −1/3, 2/3.
    expect(fit.chiSquare).toBeCloseTo(4 / 9 + 4 / 9 + 4 / 9, 13);
  });

  it("with equal errors is the plain regression of simple-statistics, whatever the error", () => {
    const point = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.double({ min: -9, max: 9, noNaN: true }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 20 }), (points) => {
        fc.pre(new Set(points.map(([x]) => x)).size > 1);
        const [x, y] = [points.map(([a]) => a), points.map(([, b]) => b)];
        const { m, b } = linearRegression(points);
        for (const error of [0.01, 3]) {
          const fit = slope(x, y, new Array(x.length).fill(error));
          expect(Math.abs(fit.slope - m)).toBeLessThan(1e-10);
          expect(Math.abs(fit.intercept - b)).toBeLessThan(1e-9);
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("keeps its digits far from the origin", () => {
    const x = [1e8, 1e8 + 1, 1e8 + 2];
    expect(slope(x, [1e8, 1e8 + 3, 1e8 + 6], [1, 1, 1]).slope).toBeCloseTo(3, 10);
  });

  it("a point of huge error has no say", () => {
    const fit = slope([0, 1, 2, 3], [0, 1, 2, 50], [0.1, 0.1, 0.1, 1e9]);
    expect(fit.slope).toBeCloseTo(1, 10);
    // Negative control: with the errors ignored it has.
    expect(slope([0, 1, 2, 3], [0, 1, 2, 50], [1, 1, 1, 1]).slope).toBeGreaterThan(10);
  });

  it("the interval holds the truth as often as it says, and χ² is about n − 2", () => {
    const numbers = randomNumbers(2);
    const [x, errors, repetitions] = [[0, 1, 2, 3, 5], [0.1, 0.3, 0.2, 0.5, 0.4], 2000];
    let held = 0;
    let heldAtHalf = 0;
    let chiSquare = 0;
    for (let i = 0; i < repetitions; i++) {
      const y = x.map((at, k) => 1 - 0.5 * at + errors[k] * numbers.normal());
      const { interval, slope: estimate, standardError, chiSquare: square } = slope(x, y, errors);
      if (interval[0] <= -0.5 && -0.5 <= interval[1]) held++;
      if (Math.abs(estimate + 0.5) <= 0.5 * 1.96 * standardError) heldAtHalf++;
      chiSquare += square / repetitions;
    }
    const tolerance = 5 * Math.sqrt((0.95 * 0.05) / repetitions);
    expect(Math.abs(held / repetitions - 0.95)).toBeLessThan(tolerance);
    // Negative control: an interval of half the width.
    expect(Math.abs(heldAtHalf / repetitions - 0.95)).toBeGreaterThan(tolerance);
    expect(Math.abs(chiSquare - 3)).toBeLessThan(5 * Math.sqrt(6 / repetitions));
  });

  it.each<[string, number[], number[], number[], number]>([
    ["one point", [1], [1], [1], 1],
    ["unequal lengths", [1, 2], [1], [1, 1], 1],
    ["an error of 0", [1, 2], [1, 2], [1, 0], 1],
    ["an infinite error", [1, 2], [1, 2], [1, Number.POSITIVE_INFINITY], 1],
    ["an error that is NaN", [1, 2], [1, 2], [1, Number.NaN], 1],
    ["an infinite y", [1, 2], [1, Number.POSITIVE_INFINITY], [1, 1], 1],
    ["one x alone", [2, 2], [1, 3], [1, 1], 1],
    ["a negative z", [1, 2], [1, 2], [1, 1], -1],
    ["a z that is NaN", [1, 2], [1, 2], [1, 1], Number.NaN],
  ])("refuses %s", (_, x, y, errors, z) => {
    expect(() => slope(x, y, errors, { z })).toThrow(InputError);
  });
});
