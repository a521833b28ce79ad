import { beforeAll, describe, expect, it } from "vitest";
import { loadFormulas } from "../../../sde/index.js";
import { checkedRate, expression, prepareSchedule } from "../../../src/schedules/index.js";

describe("an expression schedule", () => {
  beforeAll(loadFormulas);
  it("is the formula's value at t", () => {
    const schedule = prepareSchedule(expression("0.7/(1+t)^2 + 0.1*cos(pi*t)"), 5);
    for (const t of [0, 0.25, 3]) {
      expect(schedule.rate(t)).toBeCloseTo(0.7 / (1 + t) ** 2 + 0.1 * Math.cos(Math.PI * t), 14);
    }
  });
  it("stops the run where it turns negative", () => {
    const schedule = prepareSchedule(expression("1 - t"), 5);
    expect(checkedRate(schedule, 1)).toBe(0);
    expect(() => checkedRate(schedule, 1.5)).toThrow(
      "schedule of kind expression gives the learning rate -0.5 at t = 1.5",
    );
  });
  it.each(["", "  ", 3 as unknown as string])("refuses %j", (value) => {
    expect(() => expression(value)).toThrow("must be a formula in t");
  });
  it("refuses names other than t", () => {
    expect(() => prepareSchedule(expression("0.7/(1+x)"), 5)).toThrow('"x"');
  });
});
