import { describe, expect, it } from "vitest";
import { constant, prepareSchedule } from "../../../src/schedules/index.js";

describe("a constant schedule", () => {
  it("is the same rate at every time", () => {
    const schedule = prepareSchedule(constant(0.7), 5);
    expect([0, 1, 1e9].map((t) => schedule.rate(t))).toEqual([0.7, 0.7, 0.7]);
    expect(schedule.breakpoints).toEqual([]);
  });
  it("may be zero", () => {
    expect(constant(0)).toEqual({ kind: "constant", rate: 0 });
  });
  it.each([-1, Number.NaN, Infinity])("refuses the rate %d, as constructor and as data", (rate) => {
    expect(() => constant(rate)).toThrow(`rate is ${rate}`);
    expect(() => prepareSchedule({ kind: "constant", rate }, 5)).toThrow(`rate is ${rate}`);
  });
});
