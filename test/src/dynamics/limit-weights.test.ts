import { describe, expect, it } from "vitest";
import { limitWeights } from "../../../src/dynamics/limit-weights.js";
import { createSpectrum, identity, marchenkoPastur, powerDensity } from "../../../src/spectrum/index.js";

describe("limitWeights", () => {
  const spectrum = createSpectrum(powerDensity({ beta: 0.25 }), "infinity");

  it.each<[string, (lambda: number) => number, number, boolean]>([
    ["1", () => 1, 0.7, true],
    ["1", () => 1, 0.75, false],
    ["λ", (x) => x, 1.7, true],
    ["λ", (x) => x, 1.75, false],
    ["λ² − 3λ", (x) => x * x - 3 * x, 1.7, true],
    ["1/√λ", (x) => 1 / Math.sqrt(x), 0.2, true],
    ["1/√λ", (x) => 1 / Math.sqrt(x), 0.3, false],
    ["e^(−1/λ)", (x) => Math.exp(-1 / x), 1.9, true],
  ])("∫ %s λ^(−s) dμ is a number or not: s = %s %s", (_, q, exponent, finite) => {
    const weights = limitWeights(q, spectrum, exponent);
    if (finite) expect(weights).toEqual(spectrum.atomEigenvalues.map(q));
    else expect(weights.every(Number.isNaN)).toBe(true);
  });

  it("are always q where no density comes down to 0", () => {
    for (const gapped of [
      createSpectrum(identity(), 10),
      createSpectrum(identity(), "infinity"),
      createSpectrum(marchenkoPastur({ ratio: 0.5 }), "infinity"),
    ])
      expect(limitWeights((x) => x ** -5, gapped, 9)).toEqual(gapped.atomEigenvalues.map((x) => x ** -5));
  });
});
