import { describe, expect, it } from "vitest";
import { checkedRate, constant, prepareSchedule, scheduleKinds } from "../../../src/schedules/index.js";

describe("prepareSchedule", () => {
  it("takes any function of t", () => {
    const schedule = prepareSchedule((t) => 1 / (1 + t), 5);
    expect(schedule.rate(3)).toBe(0.25);
    expect(schedule.kind).toBe("function");
  });
  it("names the kinds it knows when it is given another", () => {
    const unknown = { kind: "constnat", rate: 1 } as unknown as ReturnType<typeof constant>;
    for (const kind of scheduleKinds) expect(() => prepareSchedule(unknown, 5)).toThrow(kind);
    expect(() => prepareSchedule(unknown, 5)).toThrow('"constnat"');
    expect(() => prepareSchedule(undefined as never, 5)).toThrow("schedule is missing; give a learning rate");
  });
});

describe("checkedRate", () => {
  it("passes rates on, 0 included", () => {
    expect(checkedRate(prepareSchedule(constant(0.3), 5), 2)).toBe(0.3);
    expect(
      checkedRate(
        prepareSchedule((t) => t, 5),
        0,
      ),
    ).toBe(0);
  });
  it.each([
    ["negative", (t: number) => 1 - t, "-2 at t = 3"],
    ["not a number", (t: number) => Math.sqrt(2 - t), "NaN at t = 3"],
    ["infinite", (t: number) => 1 / (t - 3), "Infinity at t = 3"],
    ["missing", (() => undefined) as unknown as (t: number) => number, "undefined at t = 3"],
  ])("stops at a rate that is %s, with time and value", (_name, rate, message) => {
    expect(() => checkedRate(prepareSchedule(rate, 5), 3)).toThrow(message);
  });
});
