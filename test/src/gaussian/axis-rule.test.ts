/** Rules of one coordinate: exact to their order, without shared nodes, and cut where they are told. */
import { describe, expect, it } from "vitest";
import { erf } from "../../../sde/kernels/index.js";
import {
  FINEST_PANELS,
  FINEST_SMOOTH,
  PANEL_REACH,
  panelRule,
  smoothRule,
  visitPanels,
} from "../../../src/gaussian/axis-rule.js";

/** E z^n = (n − 1)!! for even n */
const moment = (n: number): number => (n % 2 === 1 ? 0 : n === 0 ? 1 : (n - 1) * moment(n - 2));
const mean = (level: number, f: (z: number) => number) => {
  const { nodes, weights } = smoothRule(level);
  return nodes.reduce((sum, z, j) => sum + weights[j] * f(z), 0);
};
const HERMITE = [2, 4, 8, 12, 16, 24, 32];
const levels = Array.from({ length: Math.max(...FINEST_SMOOTH) + 1 }, (_, level) => level);

describe("smooth coordinates", () => {
  it.each(HERMITE.map((count, level) => [level, count]))(
    "level %d is exact for polynomials below the degree 2·%d, and not of that degree",
    (level, count) => {
      expect(smoothRule(level).nodes).toHaveLength(count);
      // Scaled so that E (z/s)^n stays within a few orders of magnitude.
      for (let n = 0; n < 2 * count; n++) {
        const size = moment(n + (n % 2));
        expect(Math.abs(mean(level, (z) => z ** n) - moment(n))).toBeLessThan(1e-12 * size);
      }
      // What is left of degree 2n is n! (Gauss).
      const factorial = Array.from({ length: count }, (_, k) => k + 1).reduce((a, b) => a * b);
      const missing = moment(2 * count) - mean(level, (z) => z ** (2 * count));
      if (count <= 16) expect(missing / factorial).toBeCloseTo(1, 4);
    },
  );
  it.each(levels)("level %d has weights that sum to 1, symmetric nodes, none of them 0", (level) => {
    const { nodes, weights } = smoothRule(level);
    expect(mean(level, () => 1)).toBeCloseTo(1, 13);
    for (let j = 0; j < nodes.length; j++) {
      const mirrored = nodes.length - 1 - j;
      expect(nodes[j] + nodes[mirrored]).toBeCloseTo(0, 12);
      expect(weights[j] - weights[mirrored]).toBeCloseTo(0, 14);
      expect(Math.abs(nodes[j])).toBeGreaterThan(1e-4);
      expect(weights[j]).toBeGreaterThanOrEqual(0);
    }
  });
  it("finer levels have more nodes, none of them the coarser's", () => {
    for (const level of levels.slice(1)) {
      const [coarse, fine] = [smoothRule(level - 1).nodes, smoothRule(level).nodes];
      expect(fine.length).toBeGreaterThan(coarse.length);
      for (const z of coarse) expect(fine.every((other) => Math.abs(other - z) > 1e-7)).toBe(true);
    }
  });
  it.each(levels.filter((level) => level >= HERMITE.length))(
    "level %d: moments and a Gaussian to rounding",
    (level) => {
      for (let n = 0; n <= 12; n++)
        expect(Math.abs(mean(level, (z) => z ** n) - moment(n))).toBeLessThan(1e-12 * moment(n + (n % 2)));
      // E cos(kz) = exp(−k²/2); aliases are at k − 2π/η, η ≤ ½.
      for (const k of [0.5, 2, 4])
        expect(mean(level, (z) => Math.cos(k * z))).toBeCloseTo(Math.exp((-k * k) / 2), 13);
      // A narrow step: its width over √(1 + width²).
      if (level >= 15)
        expect(mean(level, (z) => Math.exp(-0.5 * (z / 0.1) ** 2))).toBeCloseTo(0.1 / Math.sqrt(1.01), 13);
    },
  );
});

describe("coordinates that are cut", () => {
  const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const nodesOf = (cuts: number[], level: number) => {
    const found: { z: number; weight: number }[] = [];
    visitPanels(Float64Array.from(cuts), level, panelRule, (z, weight) => found.push({ z, weight }));
    return found;
  };
  const panelMean = (cuts: number[], level: number, f: (z: number) => number) =>
    nodesOf(cuts, level).reduce((sum, { z, weight }) => sum + weight * f(z), 0);
  const panelLevels = Array.from({ length: FINEST_PANELS + 1 }, (_, level) => level);

  it.each(panelLevels)(
    "level %d, whatever the cuts: increasing nodes within reach, more with every level",
    (level) => {
      for (const cuts of [[], [0], [-3.1, 0.2, 0.2, 5], [-50, -12, 1e-12, 9.5, 80]]) {
        const zs = nodesOf(cuts, level).map(({ z }) => z);
        expect(zs.every((z, j) => Math.abs(z) < PANEL_REACH && (j === 0 || z > zs[j - 1]))).toBe(true);
        expect(cuts.every((cut) => !zs.includes(cut))).toBe(true);
        if (level > 0) expect(zs.length).toBeGreaterThan(nodesOf(cuts, level - 1).length);
      }
    },
  );
  // Panels of length 9.5 are too long for the density itself; from level 2 on they are not.
  it.each(panelLevels.slice(2))("level %d: kinks and jumps at the cuts in closed form", (level) => {
    for (const c of [-2.3, -0.4, 0, 0.7, 3]) {
      // E |z − c| = 2φ(c) + c(2Φ(c) − 1)
      const cuts = [c];
      expect(panelMean(cuts, level, () => 1)).toBeCloseTo(1, 11);
      const above = 0.5 - 0.5 * erf(c * Math.SQRT1_2);
      expect(panelMean(cuts, level, (z) => (z > c ? 1 : 0))).toBeCloseTo(above, 11);
      expect(panelMean(cuts, level, (z) => (z > c ? z : 0))).toBeCloseTo(density(c), 11);
      expect(panelMean(cuts, level, (z) => Math.abs(z - c))).toBeCloseTo(
        2 * density(c) + c * (1 - 2 * above),
        11,
      );
      expect(panelMean(cuts, level, (z) => (z > c ? z * z : 0))).toBeCloseTo(above + c * density(c), 11);
    }
    expect(panelMean([0], level, (z) => Math.sign(z))).toBeCloseTo(0, 13);
    expect(panelMean([0], level, Math.abs)).toBeCloseTo(Math.sqrt(2 / Math.PI), 11);
  });
  it("a jump that is not told costs digits (negative control)", () => {
    const wrong = panelMean([0.3], 2, (z) => (z > 0 ? 1 : 0));
    expect(Math.abs(wrong - 0.5)).toBeGreaterThan(1e-4);
  });
  it("cuts beyond reach change nothing", () => {
    expect(nodesOf([-20, 0.5, 30], 3)).toEqual(nodesOf([0.5], 3));
  });
});
