import { describe, expect, it } from "vitest";
import { moments } from "../../../sde/index.js";

describe("moments", () => {
  const rows = [
    [1, 10],
    [2, Number.NaN],
    [4, 30],
    [9, 50],
  ].map((row) => Float64Array.from(row));
  const reduced = (parts: Float64Array[][]) => {
    const [first, ...rest] = parts.map((part) => {
      const state = moments().create(2);
      for (const row of part) state.push(row);
      return state;
    });
    for (const state of rest) first.merge(state);
    return first.result();
  };

  it("mean, variance over n − 1, standard error, and how many were left", () => {
    const { mean, variance, standardDeviation, standardError, alive } = reduced([rows]);
    expect(Array.from(mean)).toEqual([4, 30]);
    expect(variance[0]).toBeCloseTo((9 + 4 + 0 + 25) / 3, 12);
    expect(variance[1]).toBeCloseTo(400, 10);
    expect(standardDeviation[1]).toBeCloseTo(20, 12);
    expect(standardError[1]).toBeCloseTo(20 / Math.sqrt(3), 12);
    expect(Array.from(alive)).toEqual([4, 3]);
  });

  it.each([1, 2, 3])("parts merge to the whole, split after %i", (cut) => {
    const whole = reduced([rows]);
    const merged = reduced([rows.slice(0, cut), rows.slice(cut)]);
    expect(Array.from(merged.alive)).toEqual(Array.from(whole.alive));
    for (const i of [0, 1]) {
      expect(merged.mean[i]).toBeCloseTo(whole.mean[i], 12);
      expect(merged.variance[i]).toBeCloseTo(whole.variance[i], 10);
    }
  });

  it("merging with nothing changes nothing", () => {
    expect(reduced([rows, []])).toEqual(reduced([rows]));
    expect(reduced([[], rows]).variance[0]).toBeCloseTo(reduced([rows]).variance[0], 12);
  });

  it("of antithetic pairs: mean and variance of all paths, the error from the pairs' means", () => {
    const pairs = [
      [1, 3],
      [2, 4],
      [0, 5],
      [7, Number.NaN],
    ].map((pair) => pair.map((value) => Float64Array.of(value)));
    const state = (some: Float64Array[][]) => {
      const made = moments().create(1);
      for (const [one, mirror] of some) made.pushPair!(one, mirror);
      return made;
    };
    const { mean, alive, standardError, variance } = state(pairs).result();
    expect(mean[0]).toBeCloseTo(22 / 7, 12);
    expect(alive[0]).toBe(7);
    // Pairs' means 2, 3, 2.5; the last pair has lost a path.
    expect(standardError[0]).toBeCloseTo(Math.sqrt(0.25 / 3), 12);
    const direct = moments().create(1);
    for (const value of pairs.flat()) direct.push(value);
    expect(variance[0]).toBeCloseTo(direct.result().variance[0], 12);

    const merged = state(pairs.slice(0, 2));
    merged.merge(state(pairs.slice(2)));
    expect(merged.result().standardError[0]).toBeCloseTo(standardError[0], 12);
    expect(merged.result().mean[0]).toBeCloseTo(mean[0], 12);
  });
});
