import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import { createSpectrum, marchenkoPastur, symmetricEigen } from "../../../src/spectrum/index.js";
import { angleOf } from "../../../src/spectrum/marchenko-pastur.js";
import { sentenceOf } from "./matrices.js";

/** μ((0, λ]) by the midpoint rule on θ, λ = 1 + r − 2√r cos θ, where the density is 2 sin²θ/(πλ). */
function fractionUpTo(lambda: number, ratio: number): number {
  const end = Math.acos(Math.min(1, Math.max(-1, (1 + ratio - lambda) / (2 * Math.sqrt(ratio)))));
  const steps = 4000;
  let total = 0;
  for (let k = 0; k < steps; k++) {
    const theta = ((k + 0.5) * end) / steps;
    total += Math.sin(theta) ** 2 / (1 + ratio - 2 * Math.sqrt(ratio) * Math.cos(theta));
  }
  return (2 * total * end) / (Math.PI * steps);
}

describe("marchenkoPastur", () => {
  it.each([0.01, 0.25, 0.9, 1, 1.5, 4])("its quantiles have the law's distribution: ratio %s", (ratio) => {
    const d = 40;
    const { eigenvalues } = createSpectrum(marchenkoPastur({ ratio }), d);
    const atZero = Math.max(0, 1 - 1 / ratio);
    eigenvalues.forEach((value, i) => {
      const p = (i + 0.5) / d;
      // The midpoint rule's own error is below (end/4000)² of what it sums.
      if (p > atZero) expect(Math.abs(fractionUpTo(value, ratio) + atZero - p)).toBeLessThan(1e-6);
      else expect(value).toBe(0);
    });
  });

  it("above ratio 1 the quantiles within the atom are exactly 0", () => {
    const spectrum = createSpectrum(marchenkoPastur({ ratio: 4 }), 100);
    expect(spectrum.rank).toBe(25);
    expect(spectrum.atomSizes[0]).toBe(75);
    expect(spectrum.smallestPositive).toBeGreaterThan(1);
  });

  it.each([0.3, 1, 3])("moments tend to 1 and 1 + r: ratio %s", (ratio) => {
    const d = 4000;
    const spectrum = createSpectrum(marchenkoPastur({ ratio }), d);
    expect(Math.abs(spectrum.traceOverDimension - 1)).toBeLessThan(3 / d);
    expect(Math.abs(spectrum.squaredTraceOverDimension - 1 - ratio)).toBeLessThan(10 / d);
  });

  it("is the law of the eigenvalues of FᵀF/n", () => {
    const [d, n] = [100, 200];
    const F = new Float64Array(n * d);
    createStreams(1, "test")
      .stream(0)
      .fillNormals(F, 0, n * d);
    const K = new Float64Array(d * d);
    for (let row = 0; row < n; row++)
      for (let i = 0; i < d; i++)
        for (let k = 0; k < d; k++) K[i * d + k] += (F[row * d + i] * F[row * d + k]) / n;
    const sampled = symmetricEigen(d, K).eigenvalues.reverse();
    const { eigenvalues } = createSpectrum(marchenkoPastur({ ratio: d / n }), d);
    // Rigidity: eigenvalues sit within O(1/d) in the bulk, O(d^(−2/3)) at the edges; ratio 0.4 is off by 0.3.
    const apart = (a: Float64Array) => Math.max(...a.map((value, i) => Math.abs(value - sampled[i])));
    expect(apart(eigenvalues)).toBeLessThan(0.15);
    expect(apart(createSpectrum(marchenkoPastur({ ratio: 0.3 }), d).eigenvalues)).toBeGreaterThan(0.3);
  });

  it("a vanishing ratio leaves the identity", () => {
    const { eigenvalues } = createSpectrum(marchenkoPastur({ ratio: 1e-20 }), 10);
    for (const value of eigenvalues) expect(Math.abs(value - 1)).toBeLessThan(3e-10);
  });

  it("angleOf is the arc tangent of y/x", () => {
    for (const [x, y] of [
      [1, 0],
      [1, 1e-300],
      [3, 4],
      [1, 1],
      [1e-200, 5],
      [0, 2],
      [0.7, 0.7001],
    ])
      expect(Math.abs(angleOf(x, y) - Math.atan2(y, x))).toBeLessThan(3e-16);
    expect(angleOf(0, 0)).toBe(0);
  });

  it("refuses a ratio that is not above 0", () => {
    for (const ratio of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(sentenceOf(() => marchenkoPastur({ ratio }))).toMatch(/covariance\.ratio is/);
      const data = { kind: "marchenko-pastur", ratio } as const;
      expect(sentenceOf(() => createSpectrum(data, 4))).toMatch(/covariance\.ratio is/);
    }
  });
});
