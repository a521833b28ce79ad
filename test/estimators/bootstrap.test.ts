import { describe, expect, it } from "vitest";
import { bootstrap, InputError, quantiles } from "../../estimators/index.js";
import { randomNumbers } from "../kit/random-numbers.js";

const mean = (sample: readonly number[]): number => sample.reduce((a, b) => a + b, 0) / sample.length;
const median = (sample: readonly number[]): number => quantiles(sample, [0.5])[0];
const source = (seed: number) => randomNumbers(seed).uniform;
const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];

describe("the bootstrap", () => {
  it("of a mean has the standard error sd/√n, the deviation dividing by n", () => {
    const resamples = 4000;
    const { estimate, standardError, interval } = bootstrap(values, mean, { uniform: source(0), resamples });
    const n = values.length;
    const expected = Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / n / n);
    expect(estimate).toBe(mean(values));
    // A sample deviation over B replicates is within 5/√(2B) of its own, relatively.
    const tolerance = 5 / Math.sqrt(2 * resamples);
    expect(Math.abs(standardError / expected - 1)).toBeLessThan(tolerance);
    expect(Math.abs(standardError / (expected * Math.sqrt(n)) - 1)).toBeGreaterThan(tolerance);
    expect(interval[0]).toBeLessThan(estimate - expected);
    expect(interval[1]).toBeGreaterThan(estimate + expected);
  });

  it("of a median agrees with all resamples counted out", () => {
    // 3 values: the median of a resample is the i-th value with probability 7/27, 13/27, 7/27.
    const exact = Math.sqrt((2 * 7) / 27);
    const { standardError } = bootstrap([-1, 0, 1], median, { uniform: source(1), resamples: 8000 });
    // Of replicates −1, 0, 1 the variance has relative standard error √((1/p − 1)/B), p = 14/27.
    expect(Math.abs(standardError / exact - 1)).toBeLessThan(2.5 * Math.sqrt((27 / 14 - 1) / 8000));
  });

  it("covers: the interval of a mean holds the truth in about 95 of 100 samples", () => {
    const numbers = randomNumbers(9);
    const uniform = source(2);
    const repetitions = 300;
    let held = 0;
    for (let i = 0; i < repetitions; i++) {
      const sample = Array.from({ length: 50 }, () => numbers.normal());
      const [low, high] = bootstrap(sample, mean, { uniform, resamples: 200 }).interval;
      if (low <= 0 && 0 <= high) held++;
    }
    // A percentile interval of 50 normals and 200 resamples covers a little less than it says: 0.93 or so.
    expect(held / repetitions).toBeGreaterThan(0.93 - 4.5 * Math.sqrt((0.93 * 0.07) / repetitions));
    expect(held / repetitions).toBeLessThan(1);
  });

  it("the same source gives the same bits", () => {
    const once = () => bootstrap(values, median, { uniform: source(3), resamples: 50 });
    expect(once()).toEqual(once());
    expect(bootstrap(values, median, { uniform: source(4), resamples: 50 })).not.toEqual(once());
  });

  it("diverged runs: an infinite replicate makes the standard error unknown, not small", () => {
    const infinity = Number.POSITIVE_INFINITY;
    const few = bootstrap([1, 2, 3, 4, 5, 6, infinity, infinity, infinity], median, { uniform: source(5) });
    expect(few.estimate).toBe(5);
    expect(few.standardError).toBeNaN();
    expect(few.interval[1]).toBe(infinity);
  });

  it("leaves the values as they are", () => {
    const given = [3, 1, 2];
    bootstrap(given, median, { uniform: source(6), resamples: 10 });
    expect(given).toEqual([3, 1, 2]);
  });

  it.each<[string, () => unknown]>([
    ["fewer than two values", () => bootstrap([1], mean, { uniform: source(7) })],
    ["one resample", () => bootstrap([1, 2], mean, { uniform: source(7), resamples: 1 })],
    ["a source that leaves [0, 1)", () => bootstrap([1, 2], mean, { uniform: () => 1 })],
    ["a source of NaN", () => bootstrap([1, 2], mean, { uniform: () => Number.NaN })],
    ["a statistic that is NaN", () => bootstrap([1, 2], () => Number.NaN, { uniform: source(7) })],
  ])("refuses %s", (_, call) => {
    expect(call).toThrow(InputError);
  });
});
