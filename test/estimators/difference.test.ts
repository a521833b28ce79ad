import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bands,
  InputError,
  largestMeanDifference,
  type Spread,
  standardDeviationRatio,
} from "../../estimators/index.js";
import { createStreams } from "../../sde/index.js";

const { NaN: unknown, POSITIVE_INFINITY: infinity } = Number;
const spread = (mean: number[], standardDeviation: number[], alive: number[]): Spread => ({
  mean: Float64Array.from(mean),
  standardDeviation: Float64Array.from(standardDeviation),
  alive: Float64Array.from(alive),
});
const zeros = (n: number) => Array<number>(n).fill(0);
const plain = (...mean: number[]) =>
  spread(
    mean,
    zeros(mean.length),
    mean.map(() => 1),
  );
const settings = { seed: 15, numRuns: 200 };

describe("largestMeanDifference", () => {
  it("the difference, where it is largest, with its own error there", () => {
    const first = spread([1, 2, 9], [1, 3, 8], [4, 9, 16]);
    const second = spread([1, 7, 8], [1, 4, 6], [4, 4, 4]);
    expect(largestMeanDifference(first, second)).toEqual({
      index: 1,
      difference: -5,
      standardError: Math.sqrt(9 / 9 + 16 / 4),
    });
  });

  it("takes the earliest of equals, passes over what is not finite", () => {
    expect(largestMeanDifference(plain(0, 2, -2), plain(0, 0, 0)).index).toBe(1);
    expect(largestMeanDifference(plain(unknown, 1, infinity), plain(0, 0.5, 0))).toEqual({
      index: 1,
      difference: 0.5,
      standardError: 0,
    });
    expect(largestMeanDifference(plain(3, 4), plain(3, 4))).toEqual({
      index: 0,
      difference: 0,
      standardError: 0,
    });
  });

  it("knows none where no difference is finite", () => {
    const none = { index: -1, difference: unknown, standardError: unknown };
    expect(largestMeanDifference(plain(unknown, infinity), plain(1, infinity))).toEqual(none);
    expect(largestMeanDifference(plain(), plain())).toEqual(none);
  });

  it("a single run alive leaves the error unknown", () => {
    const { difference, standardError } = largestMeanDifference(spread([2], [unknown], [1]), plain(1));
    expect(difference).toBe(1);
    expect(standardError).toBeNaN();
  });

  it("changes sign, and nothing else, when the two change places", () => {
    const lines = fc.array(
      fc.tuple(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      ),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(lines, (pairs) => {
        const a = plain(...pairs.map(([value]) => value));
        const b = plain(...pairs.map(([, value]) => value));
        const forward = largestMeanDifference(a, b);
        const backward = largestMeanDifference(b, a);
        expect(backward.index).toBe(forward.index);
        expect(backward.difference + forward.difference).toBe(0);
        for (const [x, y] of pairs) expect(Math.abs(x - y)).toBeLessThanOrEqual(Math.abs(forward.difference));
      }),
      settings,
    );
  });

  /**
   * Over 2000 pairs of ensembles of equal mean (runs 5 and 20, deviations 3 and 1), difference² has the mean that
   * the squared error has; the mean of their difference is 0 within 4.5 of its own standard errors.
   */
  const stream = createStreams(7, "difference").stream(0);
  const runs = (count: number, deviation: number) =>
    Array.from({ length: count }, () => Float64Array.of(deviation * stream.normal()));
  const pairs = Array.from({ length: 2000 }, () => {
    const first = bands(runs(5, 3), []);
    const second = bands(runs(20, 1), []);
    return { first, second, ...largestMeanDifference(first, second) };
  });
  const standardScore = (gaps: number[]) => {
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
    return Math.abs(mean) / Math.sqrt(variance / gaps.length);
  };

  it("its squared error is the mean square of the difference under equal means", () => {
    expect(standardScore(pairs.map((p) => p.difference ** 2 - p.standardError ** 2))).toBeLessThan(4.5);
  });

  it("the same check refuses deviations pooled over both ensembles", () => {
    const pooled = pairs.map(({ difference, first, second }) => {
      const variance = (4 * first.standardDeviation[0] ** 2 + 19 * second.standardDeviation[0] ** 2) / 23;
      return difference ** 2 - variance * (1 / 5 + 1 / 20);
    });
    expect(standardScore(pooled)).toBeGreaterThan(4.5);
  });

  it("refuses bands of different lengths", () => {
    expect(() => largestMeanDifference(plain(1), plain(1, 2))).toThrow(
      new InputError("largestMeanDifference got 1 and 2 entries; give both series on the same times."),
    );
  });
});

describe("standardDeviationRatio", () => {
  const ratio = (first: number[], second: number[]) =>
    Array.from(
      standardDeviationRatio(
        { standardDeviation: Float64Array.from(first) },
        { standardDeviation: Float64Array.from(second) },
      ),
    );

  it("first over second; NaN at 0/0 and where either is unknown", () => {
    expect(ratio([3, 0, unknown, 1, 2, 0], [2, 0, 1, unknown, 0, 4])).toEqual([
      1.5,
      unknown,
      unknown,
      unknown,
      infinity,
      0,
    ]);
    expect(ratio([2], [3])).not.toEqual(ratio([3], [2]));
  });

  it("refuses bands of different lengths", () => {
    expect(() => ratio([1, 2], [1])).toThrow(
      new InputError("standardDeviationRatio got 2 and 1 entries; give both series on the same times."),
    );
  });
});
