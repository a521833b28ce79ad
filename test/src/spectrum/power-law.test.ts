import { describe, expect, it } from "vitest";
import { createSpectrum, powerLaw } from "../../../src/spectrum/index.js";
import { sentenceOf } from "./matrices.js";

describe("powerLaw", () => {
  it("λ_i = i^(−α)", () => {
    const { eigenvalues, smallestPositive, atomSizes } = createSpectrum(powerLaw({ exponent: 1.3 }), 50);
    eigenvalues.forEach((value, i) => {
      const exact = (i + 1) ** -1.3;
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(4 * Number.EPSILON * exact);
    });
    expect(smallestPositive).toBe(eigenvalues[49]);
    expect(atomSizes).toHaveLength(50);
  });

  it("scaled to tr K = d it keeps its ratios", () => {
    const { eigenvalues, traceOverDimension } = createSpectrum(
      powerLaw({ exponent: 2, normalize: "trace" }),
      100,
    );
    expect(Math.abs(traceOverDimension - 1)).toBeLessThan(1e-15);
    expect(eigenvalues[0] / eigenvalues[9]).toBeCloseTo(100, 10);
  });

  it("exponent 0 is the identity", () => {
    expect(Array.from(createSpectrum(powerLaw({ exponent: 0 }), 4).atomSizes)).toEqual([4]);
  });

  it("refuses an exponent that is negative or no number", () => {
    for (const exponent of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(sentenceOf(() => createSpectrum(powerLaw({ exponent }), 4))).toMatch(/covariance\.exponent is/);
    }
  });
});
