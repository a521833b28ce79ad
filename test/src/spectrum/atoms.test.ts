import { describe, expect, it } from "vitest";
import { atoms, createSpectrum } from "../../../src/spectrum/index.js";
import { sentenceOf } from "./matrices.js";

describe("atoms", () => {
  it("lays the coordinates out atom after atom and keeps the atoms as listed, equal ones too", () => {
    const spectrum = createSpectrum(atoms([0.5, 2, 0.5, 0], [0.25, 0.25, 0.125, 0.375]), 8);
    expect(Array.from(spectrum.eigenvalues)).toEqual([0.5, 0.5, 2, 2, 0.5, 0, 0, 0]);
    expect(Array.from(spectrum.atomOf)).toEqual([0, 0, 1, 1, 2, 3, 3, 3]);
    expect(Array.from(spectrum.atomEigenvalues)).toEqual([0.5, 2, 0.5, 0]);
    expect(Array.from(spectrum.atomSizes)).toEqual([2, 2, 1, 3]);
    expect(spectrum).toMatchObject({ largest: 2, smallestPositive: 0.5, rank: 5 });
    expect(spectrum.traceOverDimension).toBe(5.5 / 8);
    expect(spectrum.squaredTraceOverDimension).toBe(8.75 / 8);
  });

  it("normalize: trace scales to tr K = d", () => {
    const spectrum = createSpectrum(atoms([3, 1], [0.5, 0.5], { normalize: "trace" }), 10);
    expect(Array.from(spectrum.atomEigenvalues)).toEqual([1.5, 0.5]);
    expect(spectrum.traceOverDimension).toBe(1);
  });

  it("is the plain object of the experiment file, and copies its arguments", () => {
    const values = [1.6, 0.4];
    const covariance = atoms(values, Float64Array.of(0.5, 0.5));
    values[0] = 9;
    expect(covariance).toEqual({ kind: "atoms", eigenvalues: [1.6, 0.4], weights: [0.5, 0.5] });
  });

  it.each([
    [[1, -0.4], [0.5, 0.5], /eigenvalues\[1\] is -0\.4/],
    [[1, Number.NaN], [0.5, 0.5], /eigenvalues\[1\] is NaN/],
    [[1, Number.POSITIVE_INFINITY], [0.5, 0.5], /eigenvalues\[1\] is Infinity/],
    [[0, 0], [0.5, 0.5], /no eigenvalue above zero/],
    [[1e200, 1], [0.5, 0.5], /too large/],
    [[], [], /at least one number/],
    [[1, 2, 3], [0.5, 0.5], /weights has 2 entries and covariance\.eigenvalues has 3/],
  ])("refuses eigenvalues %j with weights %j", (eigenvalues, weights, message) => {
    expect(sentenceOf(() => createSpectrum(atoms(eigenvalues, weights), 10))).toMatch(message);
  });
});
