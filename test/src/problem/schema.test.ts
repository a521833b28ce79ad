import { describe, expect, it } from "vitest";
import { initialKinds } from "../../../src/problem/initial.js";
import { initialSchema, overlapsSchema, ridgeSchema, targetSchema } from "../../../src/problem/schema.js";
import { targetKinds } from "../../../src/problem/target.js";

describe("the schema of targets and starts", () => {
  it("knows the kinds of the library", () => {
    expect(targetSchema.options.map((option) => option.shape.kind.value)).toEqual(targetKinds);
    expect(initialSchema.options.map((option) => option.shape.kind.value)).toEqual(initialKinds);
  });
  it.each([
    { kind: "zero" },
    { kind: "gaussian" },
    { kind: "gaussian", norm: 2 },
    { kind: "power", exponent: 0.5, scale: 1 },
    { kind: "values", values: [1, 2] },
    {
      kind: "values",
      values: [
        [1, 2],
        [3, 4],
      ],
    },
    { kind: "correlated", overlap: -0.5, norm: 1 },
  ])("takes the start %j as it is", (data) => {
    expect(initialSchema.parse(data)).toEqual(data);
  });
  it.each([
    { kind: "zero", norm: 0 },
    { kind: "gaussian", norm: -1 },
    { kind: "power" },
    { kind: "power", exponent: 1, norm: 1, scale: 1 },
    { kind: "values", values: ["a"] },
    { kind: "correlated" },
    { kind: "correlated", overlap: 2 },
  ])("refuses the start %j", (data) => {
    expect(initialSchema.safeParse(data).success).toBe(false);
  });
  it("a target is never correlated with itself", () => {
    expect(targetSchema.safeParse({ kind: "correlated", overlap: 1 }).success).toBe(false);
  });
  it("takes one matrix of overlaps or one for each atom, and a ridge of 0 or more", () => {
    const matrix = [
      [1, 0],
      [0, 1],
    ];
    expect(overlapsSchema.parse(matrix)).toEqual(matrix);
    expect(overlapsSchema.parse([matrix, matrix])).toEqual([matrix, matrix]);
    expect(overlapsSchema.safeParse([1, 0]).success).toBe(false);
    expect(ridgeSchema.parse(0)).toBe(0);
    expect(ridgeSchema.safeParse(-1).success).toBe(false);
    expect(ridgeSchema.safeParse(Number.NaN).success).toBe(false);
  });
});
