import { describe, expect, test } from "vitest";
import { parsePath, setAtPath } from "../../../src/node/key-path.js";

describe("key paths of flags", () => {
  test("dots and brackets", () => {
    expect(parsePath("problem.covariance.weights[1]")).toEqual(["problem", "covariance", "weights", 1]);
    expect(parsePath("save.times.0")).toEqual(["save", "times", 0]);
    for (const bad of ["", "a..b", ".a", "a[", "a[x]"])
      expect(() => parsePath(bad)).toThrow(/cannot be read/);
  });

  test("setting makes what is missing and leaves the input as it was", () => {
    const input = { a: { b: [1, 2] } };
    expect(setAtPath(input, ["a", "b", 1], 5)).toEqual({ a: { b: [1, 5] } });
    expect(setAtPath(input, ["a", "b", 2], 5)).toEqual({ a: { b: [1, 2, 5] } });
    expect(setAtPath(input, ["x", "y"], 1)).toEqual({ a: { b: [1, 2] }, x: { y: 1 } });
    expect(setAtPath(null, ["x", 0], 1)).toEqual({ x: [1] });
    expect(input).toEqual({ a: { b: [1, 2] } });
  });

  test("a path that leads nowhere is refused", () => {
    expect(() => setAtPath({ a: [1] }, ["a", 3], 0)).toThrow(
      "a[3] cannot be set: a is a list of 1; use an index from 0 to 1.",
    );
    expect(() => setAtPath({ a: 1 }, ["a", "b"], 0)).toThrow(
      "a.b cannot be set: a is 1, which has no keys; set that one instead.",
    );
  });

  test("keys that every object inherits are keys like any other", () => {
    const set = setAtPath({}, ["constructor", "name"], 1) as Record<string, unknown>;
    expect(Object.hasOwn(set, "constructor")).toBe(true);
    setAtPath({}, parsePath("__proto__.polluted"), 1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
