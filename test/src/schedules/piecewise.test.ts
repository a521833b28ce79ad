import { describe, expect, it } from "vitest";
import { piecewise, prepareSchedule } from "../../../src/schedules/index.js";

describe("a piecewise schedule", () => {
  const times = [0, 0.3, 1, 4];
  const rates = [0.5, 0.4, 0.3, 0];
  const schedule = prepareSchedule(piecewise({ times, rates }), 10);
  it("holds rates[i] from times[i] up to but not at times[i+1]", () => {
    for (let i = 0; i < times.length; i++) {
      expect(schedule.rate(times[i])).toBe(rates[i]);
      if (i > 0) expect(schedule.rate(times[i] - 1e-12)).toBe(rates[i - 1]);
    }
    expect(schedule.rate(1e6)).toBe(0);
  });
  it("a schedule that jumps one moment late is seen", () => {
    const late = (t: number) => rates[times.filter((start) => start < t).length - 1] ?? rates[0];
    expect(times.map((t) => late(t))).not.toEqual(rates);
  });
  it("jumps at the step whose time k/d is the piece's own", () => {
    for (const d of [10, 1000, 7000]) expect(schedule.rate((0.3 * d) / d)).toBe(0.4);
  });
  it("has a breakpoint at every jump and none at 0", () => {
    expect(schedule.breakpoints).toEqual([0.3, 1, 4]);
  });
  it("does not change when the caller's arrays do", () => {
    const own = [0.5, 0.1];
    const prepared = prepareSchedule(piecewise({ times: [0, 1], rates: own }), 10);
    own[0] = 9;
    expect(prepared.rate(0)).toBe(0.5);
  });
  it.each([
    [{ times: [0, 1], rates: [1] }, "2 times and 1 rates"],
    [{ times: [], rates: [] }, "0 times"],
    [{ times: [0.5], rates: [1] }, "times[0] is 0.5, but the pieces start at 0"],
    [{ times: [0, 2, 2], rates: [1, 1, 1] }, "times[2] is 2 after 2"],
    [{ times: [0, Number.NaN], rates: [1, 1] }, "times[1] is NaN after 0"],
    [{ times: [0, 1], rates: [1, -2] }, "rates[1] is -2"],
  ])("refuses %o", (options, message) => {
    expect(() => piecewise(options)).toThrow(message);
  });
});
