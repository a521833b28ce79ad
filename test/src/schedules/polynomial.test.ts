import { describe, expect, it } from "vitest";
import { polynomial, prepareSchedule } from "../../../src/schedules/index.js";

describe("a polynomial schedule", () => {
  it("is rate·(1 + t/timescale)^(−power)", () => {
    const schedule = prepareSchedule(polynomial({ rate: 0.8, power: 0.75, timescale: 3 }), 5);
    for (const t of [0, 0.1, 3, 100]) {
      expect(schedule.rate(t)).toBeCloseTo(0.8 * (1 + t / 3) ** -0.75, 14);
    }
    expect(schedule.rate(0)).toBe(0.8);
  });
  it("grows with a negative power", () => {
    expect(prepareSchedule(polynomial({ rate: 1, power: -1, timescale: 2 }), 5).rate(2)).toBeCloseTo(2, 14);
  });
  it.each([
    [{ rate: -0.1, power: 1, timescale: 1 }, "rate is -0.1"],
    [{ rate: 1, power: Number.NaN, timescale: 1 }, "power is NaN"],
    [{ rate: 1, power: 1, timescale: 0 }, "timescale is 0"],
  ])("refuses %o", (options, message) => {
    expect(() => polynomial(options)).toThrow(message);
  });
});
