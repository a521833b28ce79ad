import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMoments, InputError } from "../../estimators/index.js";

/** None so small that its square underflows: rounding is relative in `close`. */
const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (Math.abs(x) < 1e-100 ? 0 : x));
const settings = { seed: 11, numRuns: 200 };

const seen = (values: readonly number[]) => {
  const moments = createMoments(1);
  for (const value of values) moments.push(Float64Array.of(value));
  return moments;
};
const merged = (parts: readonly (readonly number[])[]) => {
  const whole = createMoments(1);
  for (const part of parts) whole.merge(seen(part));
  return whole;
};
interface Summary {
  readonly mean: number;
  readonly variance: number;
}
const summary = (values: readonly number[]): Summary => ({
  mean: seen(values).mean()[0],
  variance: seen(values).variance()[0],
});
const summaryOfParts = (parts: readonly (readonly number[])[]): Summary => ({
  mean: merged(parts).mean()[0],
  variance: merged(parts).variance()[0],
});

/** Each of n steps rounds a few terms of size at most 2 max|x| and (2 max|x|)². */
function close(first: Summary, second: Summary, values: readonly number[]): boolean {
  const scale = Math.max(...values.map(Math.abs));
  const step = values.length * Number.EPSILON;
  return (
    Math.abs(first.mean - second.mean) <= 8 * step * scale &&
    (values.length < 2 || Math.abs(first.variance - second.variance) <= 64 * step * scale * scale)
  );
}
const twoPass = (values: readonly number[], divisor = values.length - 1): Summary => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / divisor };
};

describe("createMoments", () => {
  it("mean, variance over n − 1, its root, the error of the mean", () => {
    const moments = seen([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(moments.mean()[0]).toBe(5);
    expect(moments.variance()[0]).toBeCloseTo(32 / 7, 13);
    expect(moments.standardDeviation()[0]).toBeCloseTo(Math.sqrt(32 / 7), 13);
    expect(moments.standardError()[0]).toBeCloseTo(Math.sqrt(32 / 56), 13);
    expect(Array.from(moments.alive())).toEqual([8]);
  });

  it("knows nothing of none, and no spread of one", () => {
    const none = createMoments(1);
    expect([...none.mean(), ...none.variance(), ...none.standardError(), ...none.alive()]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      0,
    ]);
    expect(seen([3]).mean()[0]).toBe(3);
    expect(seen([3]).standardDeviation()[0]).toBeNaN();
    expect(createMoments(0).mean()).toHaveLength(0);
  });

  it("leaves out what is not finite, each entry for itself", () => {
    const moments = createMoments(2);
    moments.push(Float64Array.of(1, Number.POSITIVE_INFINITY));
    moments.push(Float64Array.of(Number.NaN, 5));
    moments.push(Float64Array.of(3, Number.NEGATIVE_INFINITY));
    expect(Array.from(moments.mean())).toEqual([2, 5]);
    expect(Array.from(moments.variance())).toEqual([2, Number.NaN]);
    expect(Array.from(moments.alive())).toEqual([2, 1]);
  });

  it("hands out copies", () => {
    const moments = seen([1, 2]);
    moments.alive()[0] = 7;
    moments.mean()[0] = 7;
    expect(moments.alive()[0]).toBe(2);
    expect(moments.mean()[0]).toBe(1.5);
  });

  const samples = fc.array(numbers, { minLength: 1, maxLength: 40 });
  const partitions = fc.array(fc.array(numbers, { maxLength: 12 }), { minLength: 1, maxLength: 6 });
  const filled = partitions.filter((parts) => parts.some((part) => part.length > 0));

  it("agrees with two passes over the sample", () => {
    const law = (values: number[]) => close(summary(values), twoPass(values), values);
    fc.assert(fc.property(samples, law), settings);
  });

  it("the same check refuses a variance divided by n", () => {
    const broken = (values: number[]) => close(summary(values), twoPass(values, values.length), values);
    expect(fc.check(fc.property(samples, broken), settings).failed).toBe(true);
  });

  it("parts merge to the whole", () => {
    const law = (parts: number[][]) => close(summaryOfParts(parts), summary(parts.flat()), parts.flat());
    fc.assert(fc.property(filled, law), settings);
  });

  it("the same check refuses a merge that forgets the gap between the means", () => {
    const forgetful = (parts: readonly (readonly number[])[]): Summary => ({
      mean: summaryOfParts(parts).mean,
      variance:
        parts.reduce((sum, part) => sum + (part.length > 1 ? twoPass(part, 1).variance : 0), 0) /
        (parts.flat().length - 1),
    });
    const broken = (parts: number[][]) => close(forgetful(parts), summary(parts.flat()), parts.flat());
    expect(fc.check(fc.property(filled, broken), settings).failed).toBe(true);
  });

  it("merging is associative to rounding", () => {
    fc.assert(
      fc.property(samples, samples, samples, (a, b, c) => {
        const left = seen(a);
        left.merge(seen(b));
        left.merge(seen(c));
        const tail = seen(b);
        tail.merge(seen(c));
        const right = seen(a);
        right.merge(tail);
        expect(left.alive()).toEqual(right.alive());
        return close(
          { mean: left.mean()[0], variance: left.variance()[0] },
          { mean: right.mean()[0], variance: right.variance()[0] },
          [...a, ...b, ...c],
        );
      }),
      settings,
    );
  });

  it("the order of pushes does not matter beyond rounding", () => {
    const orders = samples.chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
    );
    const law = ([values, shuffled]: [number[], number[]]) =>
      close(summary(values), summary(shuffled), values);
    fc.assert(fc.property(orders, law), settings);
  });

  it("equal values have variance exactly 0, pushed or merged", () => {
    const counts = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 6 });
    // Adding 0 makes −0 a 0: a mean that starts at 0 keeps no sign of it.
    const finite = fc.double({ min: -1e300, max: 1e300, noNaN: true }).map((x) => x + 0);
    fc.assert(
      fc.property(finite, counts, (value, sizes) => {
        const parts = sizes.map((size) => Array<number>(size).fill(value));
        for (const moments of [seen(parts.flat()), merged(parts)]) {
          const [n] = moments.alive();
          if (n > 0) expect(moments.mean()[0]).toBe(value);
          if (n > 1) expect(moments.variance()[0]).toBe(0);
        }
      }),
      settings,
    );
  });

  it("the same values fail with the sum of squares in place of Welford's", () => {
    const bySquares = (values: readonly number[]) => {
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      return values.reduce((sum, x) => sum + x * x, 0) - values.length * mean * mean;
    };
    const equal = fc.property(numbers, fc.integer({ min: 2, max: 9 }), (value, size) => {
      expect(bySquares(Array<number>(size).fill(value))).toBe(0);
    });
    expect(fc.check(equal, settings).failed).toBe(true);
  });

  it("merging with nothing, from either side, changes not a bit", () => {
    fc.assert(
      fc.property(samples, (values) => {
        const alone = seen(values);
        const after = seen(values);
        after.merge(createMoments(1));
        expect(after.state).toEqual(alone.state);
        expect(merged([[], values]).state).toEqual(alone.state);
      }),
      settings,
    );
  });

  it("refuses another length, and a size that is none", () => {
    const sentence = "Moments of 2 entries got 3; give vectors of one length throughout.";
    expect(() => createMoments(2).push(new Float64Array(3))).toThrow(new InputError(sentence));
    expect(() => createMoments(2).merge(createMoments(3))).toThrow(new InputError(sentence));
    expect(() => createMoments(1.5)).toThrow(
      new InputError("createMoments got size 1.5; give a whole number of at least 0."),
    );
    expect(() => createMoments(Number.NaN)).toThrow(InputError);
  });
});
