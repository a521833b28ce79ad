import { describe, expect, it } from "vitest";
import {
  assembleSpectrum,
  atomAfterAtom,
  checkedEigenvalues,
  groupEqual,
} from "../../../src/spectrum/assemble.js";
import { randomNumbers, sentenceOf } from "./matrices.js";

describe("assembleSpectrum", () => {
  it("agrees with sums over all coordinates", () => {
    const values = randomNumbers(1, 200).map((x) => Math.round(20 * Math.abs(x)) / 4);
    const spectrum = assembleSpectrum("eigenvalues", groupEqual(values));
    const d = values.length;
    expect(spectrum.traceOverDimension).toBeCloseTo(values.reduce((s, x) => s + x, 0) / d, 13);
    expect(spectrum.squaredTraceOverDimension).toBeCloseTo(values.reduce((s, x) => s + x * x, 0) / d, 13);
    expect(spectrum.rank).toBe(values.filter((x) => x > 0).length);
    expect(spectrum.largest).toBe(Math.max(...values));
    expect(spectrum.smallestPositive).toBe(Math.min(...values.filter((x) => x > 0)));
    expect(spectrum.eigenvalues).toEqual(values);
    expect(spectrum.atomSizes.reduce((s, x) => s + x, 0)).toBe(d);
    values.forEach((value, i) => {
      expect(spectrum.atomEigenvalues[spectrum.atomOf[i]]).toBe(value);
    });
  });

  it("two atoms of the quickstart have τ = 1 to the last bit", () => {
    const atoms = atomAfterAtom(Float64Array.of(1.6, 0.4), Int32Array.of(1000, 1000));
    expect(assembleSpectrum("atoms", atoms).traceOverDimension).toBe(1);
  });
});

describe("checkedEigenvalues", () => {
  it("turns −0 into 0 and refuses what is no list", () => {
    expect(Object.is(checkedEigenvalues([-0], "values")[0], 0)).toBe(true);
    for (const values of [undefined, null, "12", { length: 1, 0: 1 }] as unknown as number[][]) {
      expect(sentenceOf(() => checkedEigenvalues(values, "values"))).toMatch(/values must be a list/);
    }
    expect(sentenceOf(() => checkedEigenvalues(["1"] as unknown as number[], "values"))).toMatch(
      /values\[0\] is "1",/,
    );
  });
});
