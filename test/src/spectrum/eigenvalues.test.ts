import { describe, expect, it } from "vitest";
import { createSpectrum, eigenvalues } from "../../../src/spectrum/index.js";
import { sentenceOf } from "./matrices.js";

describe("eigenvalues", () => {
  it("keeps the coordinates' order and groups equal values by first appearance", () => {
    const spectrum = createSpectrum(eigenvalues([2, 0, 5, 2, -0]), 5);
    expect(Array.from(spectrum.eigenvalues)).toEqual([2, 0, 5, 2, 0]);
    expect(Array.from(spectrum.atomOf)).toEqual([0, 1, 2, 0, 1]);
    expect(Array.from(spectrum.atomEigenvalues)).toEqual([2, 0, 5]);
    expect(Array.from(spectrum.atomSizes)).toEqual([2, 2, 1]);
    expect(spectrum).toMatchObject({ rank: 3, largest: 5, smallestPositive: 2 });
    expect(spectrum.traceOverDimension).toBe(9 / 5);
    expect(spectrum.squaredTraceOverDimension).toBe(33 / 5);
  });

  it("groups the same values whatever their order (the atoms' shares do not change)", () => {
    const shares = (values: number[]) => {
      const { atomEigenvalues, atomSizes } = createSpectrum(eigenvalues(values), values.length);
      return Array.from(atomEigenvalues, (value, j) => [value, atomSizes[j]]).sort(([a], [b]) => a - b);
    };
    expect(shares([1, 2, 1, 3])).toEqual(shares([3, 2, 1, 1]));
    expect(shares([1, 2, 1, 3])).not.toEqual(shares([3, 2, 2, 1]));
  });

  it("scales with normalize: trace", () => {
    const spectrum = createSpectrum(eigenvalues([4, 2, 0], { normalize: "trace" }), 3);
    expect(Array.from(spectrum.eigenvalues)).toEqual([2, 1, 0]);
  });

  it("refuses lengths that do not match, naming both", () => {
    expect(sentenceOf(() => createSpectrum(eigenvalues([1, 2, 3]), 4))).toMatch(
      /3 eigenvalues for dimension 4/,
    );
    expect(sentenceOf(() => createSpectrum(eigenvalues([1, -2]), 2))).toMatch(/values\[1\] is -2/);
    expect(sentenceOf(() => createSpectrum(eigenvalues([0, 0]), 2))).toMatch(/no eigenvalue above zero/);
  });
});
