import { describe, expect, it } from "vitest";
import { linearTimes, logarithmicTimes, saveTimes, stepAt, timeAt } from "../../../src/dynamics/index.js";

describe("the clock, t = k/d", () => {
  it("takes the step whose iterate stands for t, whatever the rounding of t·d", () => {
    for (const d of [7, 100, 2000, 12345])
      for (const k of [0, 1, 3, 17, 999, 10 * d]) expect(stepAt(timeAt(k, d), d)).toBe(k);
    // 0.29 · 100 is 28.999999999999996.
    expect(stepAt(0.29, 100)).toBe(29);
    expect(stepAt(0.289, 100)).toBe(28);
  });

  it("spaces times linearly as horizon·i/(points − 1)", () => {
    expect(Array.from(linearTimes(5, 6))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(linearTimes(5, 101)[1]).toBe(0.05);
  });

  it("spaces times logarithmically: 0, then a geometric progression that ends on the horizon exactly", () => {
    const times = logarithmicTimes(1000, 7, 0.01);
    expect(times[0]).toBe(0);
    expect(times[1]).toBe(0.01);
    expect(times[6]).toBe(1000);
    for (let i = 2; i < 7; i++) expect(times[i] / times[i - 1]).toBeCloseTo(10, 12);
    // The default first time is min(0.01, horizon/1000).
    expect(saveTimes({ spacing: "log" }, 5)[1]).toBe(0.005);
    expect(saveTimes({ spacing: "log" }, 50)[1]).toBe(0.01);
  });

  it.each([
    [{ points: 1 }, "save.points is 1; linear spacing needs a whole number of at least 2"],
    [{ points: 2, spacing: "log" }, "save.points is 2; log spacing needs a whole number of at least 3"],
    [{ spacing: "log", from: 7 }, "save.from is 7; it must lie between 0 and the horizon 5"],
    [{ times: [] }, "save.times is empty; list at least one time"],
    [{ times: [0, 6] }, "save.times[1] is 6; it must lie between 0 and the horizon 5"],
    [{ times: [1, 1] }, "save.times[1] is 1, after 1; times must increase: sort them and drop repeats"],
  ] as const)("refuses %j", (save, sentence) => {
    expect(() => saveTimes(save, 5)).toThrow(sentence);
  });
});
