import { describe, expect, it } from "vitest";
import { scheduleKinds } from "../../../src/schedules/index.js";
import { scheduleSchema } from "../../../src/schedules/schema.js";

describe("the schema of a schedule", () => {
  it("knows the kinds of the library", () => {
    expect(scheduleSchema.options.map((option) => option.shape.kind.value)).toEqual(scheduleKinds);
  });
  it.each([
    { kind: "constant", rate: 0.7 },
    { kind: "polynomial", rate: 1, power: 0.5, timescale: 2 },
    { kind: "piecewise", times: [0, 1], rates: [1, 0.5] },
    { kind: "cosine", rate: 1 },
    { kind: "cosine", rate: 1, final: 0.1, period: 3 },
    { kind: "expression", value: "0.7/(1+t)" },
  ])("takes %j as it is", (data) => {
    expect(scheduleSchema.parse(data)).toEqual(data);
  });
  it.each([
    { kind: "constant" },
    { kind: "constant", rate: -1 },
    { kind: "constant", rate: 1, power: 2 },
    { kind: "polynomial", rate: 1, power: 0.5, timescale: 0 },
    { kind: "piecewise", times: [], rates: [] },
    { kind: "cosine", rate: 1, period: -1 },
    { kind: "expression", value: "" },
    { kind: "adagrad", eta: 1 },
  ])("refuses %j", (data) => {
    expect(scheduleSchema.safeParse(data).success).toBe(false);
  });
});
