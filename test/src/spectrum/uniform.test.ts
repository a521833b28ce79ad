import { describe, expect, it } from "vitest";
import { createSpectrum, uniform } from "../../../src/spectrum/index.js";
import { sentenceOf } from "./matrices.js";

describe("uniform", () => {
  it("spreads the eigenvalues evenly", () => {
    const spectrum = createSpectrum(uniform({ min: 1, max: 3 }), 4);
    expect(Array.from(spectrum.eigenvalues)).toEqual([1.25, 1.75, 2.25, 2.75]);
    expect(spectrum.traceOverDimension).toBe(2);
  });

  it.each([
    [{ min: -1, max: 1 }, /covariance\.min is -1/],
    [{ min: Number.NaN, max: 1 }, /covariance\.min is NaN/],
    [
      { min: 1, max: 1 },
      /covariance\.max is 1, but it must be a finite number above covariance\.min, which is 1/,
    ],
    [{ min: 2, max: 1 }, /covariance\.max is 1/],
    [{ min: 0, max: Number.POSITIVE_INFINITY }, /covariance\.max is Infinity/],
    [{ min: 0 } as { min: number; max: number }, /covariance\.max is undefined/],
  ])("refuses %j", (interval, message) => {
    expect(sentenceOf(() => uniform(interval))).toMatch(message);
    expect(sentenceOf(() => createSpectrum({ kind: "uniform", ...interval }, 4))).toMatch(message);
  });
});
