import { describe, expect, it } from "vitest";
import { cosine, prepareSchedule, resolveSchedule } from "../../../src/schedules/index.js";

describe("a cosine schedule", () => {
  it("is final + (rate − final)(1 + cos(πt/period))/2, then final", () => {
    const schedule = prepareSchedule(cosine({ rate: 0.9, final: 0.1, period: 4 }), 10);
    for (const t of [0, 0.5, 2, 3.9]) {
      expect(schedule.rate(t)).toBeCloseTo(0.1 + (0.8 * (1 + Math.cos((Math.PI * t) / 4))) / 2, 14);
    }
    expect([4, 7].map((t) => schedule.rate(t))).toEqual([0.1, 0.1]);
    expect(schedule.breakpoints).toEqual([4]);
  });
  it("ends at 0 at the horizon unless told otherwise", () => {
    const schedule = prepareSchedule(cosine({ rate: 0.9 }), 10);
    expect(schedule.rate(5)).toBeCloseTo(0.45, 14);
    expect(schedule.rate(10)).toBe(0);
    expect(resolveSchedule(cosine({ rate: 0.9 }), 10)).toEqual({
      kind: "cosine",
      rate: 0.9,
      final: 0,
      period: 10,
    });
  });
  it("may warm up", () => {
    const schedule = prepareSchedule(cosine({ rate: 0, final: 1, period: 2 }), 10);
    expect(schedule.rate(1)).toBeCloseTo(0.5, 14);
  });
  it.each([
    [{ rate: -1 }, "rate is -1"],
    [{ rate: 1, final: -1 }, "final rate is -1"],
    [{ rate: 1, period: 0 }, "period is 0"],
  ])("refuses %o", (options, message) => {
    expect(() => cosine(options)).toThrow(message);
  });
});
