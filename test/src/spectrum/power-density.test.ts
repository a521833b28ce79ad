import { describe, expect, it } from "vitest";
import { createSpectrum, powerDensity } from "../../../src/spectrum/index.js";
import { sentenceOf } from "./matrices.js";

describe("powerDensity", () => {
  it.each([0, 0.3, 0.5, 0.9])("the fraction of eigenvalues up to λ is λ^(1−β): β = %s", (beta) => {
    const d = 500;
    const { eigenvalues, rank, dimension } = createSpectrum(powerDensity({ beta }), d);
    expect([rank, dimension]).toEqual([d, d]);
    eigenvalues.forEach((value, i) => {
      expect(Math.abs((value ** (1 - beta) * d) / (i + 0.5) - 1)).toBeLessThan(1e-12);
    });
  });

  it("its trace tends to that of the density, (1 − β)/(2 − β), with error O(1/d²)", () => {
    const exact = 0.5 / 1.5;
    const error = (d: number) =>
      Math.abs(createSpectrum(powerDensity({ beta: 0.5 }), d).traceOverDimension - exact);
    expect(error(1000)).toBeLessThan(1e-7);
    expect(error(100) / error(1000)).toBeGreaterThan(90);
  });

  it("normalize: trace scales to tr K = d", () => {
    const spectrum = createSpectrum(powerDensity({ beta: 0.5, normalize: "trace" }), 100);
    expect(Math.abs(spectrum.traceOverDimension - 1)).toBeLessThan(1e-15);
  });

  it("refuses a beta outside [0, 1), and nodes at finite dimension", () => {
    for (const beta of [-0.1, 1, Number.NaN, "0.5" as unknown as number]) {
      expect(sentenceOf(() => powerDensity({ beta }))).toMatch(/covariance\.beta is .* from 0 to below 1/);
      const data = { kind: "power-density", beta } as const;
      expect(sentenceOf(() => createSpectrum(data, 4))).toMatch(/covariance\.beta is/);
    }
    expect(sentenceOf(() => createSpectrum(powerDensity({ beta: 0.5, nodes: 40 }), 4))).toBe(
      "covariance.nodes is 40, but only a quadrature at infinite dimension has nodes, and the dimension is 4: leave it out.",
    );
  });
});
