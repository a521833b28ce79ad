import { describe, expect, test } from "vitest";
import { editDistance, nearest } from "../../../estimators/input/nearest.js";

describe("nearest", () => {
  test("edit distance counts insertions, deletions, changes and swaps of neighbours as one each", () => {
    expect(editDistance("runs", "runs")).toBe(0);
    expect(editDistance("run", "runs")).toBe(1);
    expect(editDistance("rusn", "runs")).toBe(1);
    expect(editDistance("kitten", "sitting")).toBe(3);
    expect(editDistance("", "seed")).toBe(4);
  });

  test("finds a slip and leaves what is no slip alone", () => {
    const keys = ["dimension", "covariance", "model", "target"];
    expect(nearest("modle", keys)).toBe("model");
    expect(nearest("Dimension", keys)).toBe("dimension");
    expect(nearest("learning", keys)).toBeUndefined();
    expect(nearest("x", keys)).toBeUndefined();
  });
});
