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
});
