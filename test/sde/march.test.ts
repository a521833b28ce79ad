import { describe, expect, it } from "vitest";
import { allFinite, nextLook } from "../../sde/march.js";

describe("allFinite", () => {
  it.each([1, 2, 3, 8, 9])("sees one number that is not finite among %i, wherever it is", (d) => {
    const x = Float64Array.from({ length: d }, (_, i) => (i % 2 ? -1 : 1) * Number.MAX_VALUE);
    expect(allFinite(x)).toBe(true);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      for (let i = 0; i < d; i++) expect(allFinite(x.with(i, bad))).toBe(false);
  });

  it("two infinities do not cancel", () => {
    expect(allFinite(Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY))).toBe(false);
  });
});

describe("nextLook", () => {
  const look = (every: number, from: number, t: number) =>
    nextLook({ every, diverged: () => false }, from, t);

  it("is the next multiple of `every` after t, counted from `from`", () => {
    expect(look(0.5, 2, 2)).toBeCloseTo(2.5, 8);
    expect(look(0.5, 2, 2.7)).toBeCloseTo(3, 8);
    expect(look(0.5, 2, 9.1)).toBeCloseTo(9.5, 8);
  });

  it("is past t and up by one multiple for every t = k · every, whatever its rounding", () => {
    const wrong = Array.from({ length: 10_000 }, (_, k) => k).filter((k) => {
      const next = look(0.1, 0, k * 0.1);
      const due = (k + 1) * 0.1;
      return !(Math.round(next / 0.1) === k + 1 && due >= next && look(0.1, 0, next) > due);
    });
    expect(wrong).toEqual([]);
  });

  it("never comes for Infinity", () => {
    expect(look(Number.POSITIVE_INFINITY, 0, 5)).toBe(Number.POSITIVE_INFINITY);
  });
});
