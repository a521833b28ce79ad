import { describe, expect, it } from "vitest";
import {
  createSpectrum,
  density,
  marchenkoPastur,
  powerDensity,
  uniform,
} from "../../../src/spectrum/index.js";
import { sentenceOf } from "./matrices.js";

const apart = (a: Float64Array, b: Float64Array): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]) / b[i]));

describe("density", () => {
  it.each([20, Number.POSITIVE_INFINITY])("agrees with the kinds that have a name, at d = %s", (d) => {
    const [min, max] = [(1 - Math.sqrt(0.3)) ** 2, (1 + Math.sqrt(0.3)) ** 2];
    const pairs = [
      [uniform({ min: 0.5, max: 2 }), density({ of: () => 7, min: 0.5, max: 2 })],
      [powerDensity({ beta: 0.6 }), density({ of: (x) => x ** -0.6, min: 0, max: 1 })],
      [
        marchenkoPastur({ ratio: 0.3 }),
        density({ of: (x) => Math.sqrt((max - x) * (x - min)) / x, min, max }),
      ],
    ] as const;
    for (const [named, given] of pairs) {
      const [a, b] = [createSpectrum(given, d), createSpectrum(named, d)];
      expect(apart(a.atomEigenvalues, b.atomEigenvalues)).toBeLessThan(1e-11);
      expect(Math.abs(a.traceOverDimension / b.traceOverDimension - 1)).toBeLessThan(1e-11);
      expect(Math.abs(a.squaredTraceOverDimension / b.squaredTraceOverDimension - 1)).toBeLessThan(1e-11);
    }
  });

  it("takes quantiles across a jump and a gap", () => {
    const of = (x: number) => (x < 1 ? 1 : x < 2 ? 0 : 3);
    const { eigenvalues } = createSpectrum(density({ of, min: 0, max: 3 }), 8);
    const exact = [0.25, 0.75, ...[0.5, 1.5, 2.5, 3.5, 4.5, 5.5].map((mass) => 2 + mass / 6)];
    expect(apart(eigenvalues, Float64Array.from(exact))).toBeLessThan(5e-3);
  });

  it("knows its power of λ next to 0", () => {
    const edgeOf = (of: (x: number) => number, min = 0) =>
      createSpectrum(density({ of, min, max: 2 }), Number.POSITIVE_INFINITY).edge;
    expect(edgeOf((x) => 1 / Math.sqrt(x))).toBeCloseTo(0.5, 12);
    expect(edgeOf((x) => x + 3)).toBeCloseTo(0, 12);
    expect(edgeOf((x) => x)).toBeCloseTo(-1, 12);
    expect(edgeOf((x) => 1 / Math.sqrt(x), 0.5)).toBeUndefined();
    expect(edgeOf((x) => (x < 1 ? 0 : 1))).toBeUndefined();
  });

  it.each([
    [{ of: () => -1, min: 0, max: 1 }, /covariance\.of\(.*\) is -1, but a density is/],
    [{ of: () => Number.NaN, min: 0, max: 1 }, /covariance\.of\(.*\) is NaN/],
    [{ of: () => 0, min: 0, max: 1 }, /covariance\.of integrates to 0 over \[0, 1\]/],
    [
      { of: (x: number) => x ** -1.5, min: 0, max: 1 },
      /covariance\.of (grows like λ\^\(−1\.50\)|integrates)/,
    ],
    [{ of: 1 as never, min: 0, max: 1 }, /covariance\.of is 1; give a function/],
    [{ of: () => 1, min: 1, max: 0 }, /covariance\.max is 0/],
  ])("refuses %j", (options, message) => {
    const covariance = { kind: "density", ...options } as const;
    expect(sentenceOf(() => createSpectrum(covariance, Number.POSITIVE_INFINITY))).toMatch(message);
  });
});
