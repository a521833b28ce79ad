import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, supDistance, supNorm } from "../../estimators/index.js";

const { POSITIVE_INFINITY: infinity, NaN: missing } = Number;
const settings = { seed: 14, numRuns: 200 };
const entries = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const curves = (count: number) =>
  fc
    .array(fc.array(entries, { minLength: count, maxLength: count }), { maxLength: 12 })
    .map((rows) => Array.from({ length: count }, (_, k) => Float64Array.from(rows, (row) => row[k])));

type Distance = typeof supDistance;
const follows = (f: Distance): boolean =>
  f(Float64Array.of(1, 5, 3), Float64Array.of(2, 2, 3)) === 3 &&
  f(Float64Array.of(0, -4), Float64Array.of(0, 0)) === 4 &&
  f(new Float64Array(0), new Float64Array(0)) === 0 &&
  f(Float64Array.of(1, 9), Float64Array.of(2, infinity)) === 1 &&
  f(Float64Array.of(1, missing), Float64Array.of(2, missing)) === 1 &&
  f(Float64Array.of(1, missing), Float64Array.of(1, 1)) === infinity &&
  f(Float64Array.of(1, infinity), Float64Array.of(1, 1)) === infinity;

describe("supDistance", () => {
  it("is the largest distance; +∞ where only the reference is finite; blind where it is not", () => {
    expect(follows(supDistance)).toBe(true);
  });

  it("the same check refuses a plain maximum, a signed one, and a mean", () => {
    const differences = (a: Float64Array, b: Float64Array) => Array.from(a, (value, i) => value - b[i]);
    expect(follows((a, b) => Math.max(0, ...differences(a, b).map(Math.abs)))).toBe(false);
    expect(follows((a, b) => Math.max(0, ...differences(a, b).filter(Number.isFinite)))).toBe(false);
    expect(follows((a, b) => differences(a, b).reduce((s, x) => s + Math.abs(x), 0) / a.length)).toBe(false);
  });

  it("is a metric on finite curves", () => {
    fc.assert(
      fc.property(curves(3), ([a, b, c]) => {
        expect(supDistance(a, a)).toBe(0);
        expect(supDistance(a, b)).toBe(supDistance(b, a));
        expect(supDistance(a, c)).toBeLessThanOrEqual(
          (supDistance(a, b) + supDistance(b, c)) * (1 + 4 * Number.EPSILON),
        );
      }),
      settings,
    );
  });

  it("refuses curves of different lengths", () => {
    expect(() => supDistance(new Float64Array(2), new Float64Array(1))).toThrow(
      new InputError("supDistance got 2 and 1 entries; give both series on the same times."),
    );
  });
});

describe("supNorm", () => {
  it("is the largest magnitude of what is finite", () => {
    expect(supNorm(Float64Array.of(1, -3, 2))).toBe(3);
    expect(supNorm(Float64Array.of(missing, -infinity, 0.5, infinity))).toBe(0.5);
    expect(supNorm(Float64Array.of(missing, infinity))).toBe(0);
    expect(supNorm(new Float64Array(0))).toBe(0);
  });

  it("is the distance from 0", () => {
    fc.assert(
      fc.property(curves(1), ([curve]) => {
        expect(supNorm(curve)).toBe(supDistance(curve, new Float64Array(curve.length)));
      }),
      settings,
    );
  });

  it("the same comparison refuses a maximum without magnitude", () => {
    const signed = fc.property(curves(1), ([curve]) => {
      expect(Math.max(0, ...curve)).toBe(supDistance(curve, new Float64Array(curve.length)));
    });
    expect(fc.check(signed, settings).failed).toBe(true);
  });
});
