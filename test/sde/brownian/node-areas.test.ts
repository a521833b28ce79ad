import { describe, expect, it } from "vitest";
import { kolmogorovSmirnov } from "../../../estimators/index.js";
import { levyAreaTerms } from "../../../sde/brownian/levy-area.js";
import { brownianTree, type Increment } from "../../../sde/index.js";
import { type Askable, over, withA, z } from "../../kit/brownian.js";
import { plainTree } from "../../kit/plain-tree.js";

describe("Lévy areas of a tree", () => {
  const depth = 4;
  const h = 9 / 16;
  /** Increments over cells first … end − 1, by path. */
  const sample = (first: number, end: number, makePath: (path: number) => Askable) =>
    Array.from({ length: 6000 }, (_, path) => over(makePath(path), first / 16, end / 16, 2, withA));
  const terms = levyAreaTerms(2, 1 / 16, 1);
  const right = (path: number) => brownianTree({ sources: 2, to: 1, depth, seed: 5, path, needs: withA });

  /** How far the conditional mean of A₀₁ given W and H is from H₀W₁ − W₀H₁, in standard errors. */
  function offMean(increments: readonly Increment[]): number {
    const products = increments.map(({ dW, H: areas, A: [, area] }) => {
      const mean = areas[0] * dW[1] - dW[0] * areas[1];
      return (area - mean) * mean;
    });
    return z(products, 0);
  }

  it("over any interval have the law of characteristic function sech(hu/2), variance h²/4", () => {
    const areas = sample(1, 10, right).map(({ A: [, area] }) => area);
    const law = (x: number) => (2 / Math.PI) * Math.atan(Math.exp((Math.PI * x) / h));
    expect(kolmogorovSmirnov(areas, law).pValue).toBeGreaterThan(1e-4);
    expect(
      z(
        areas.map((area) => area ** 2),
        h ** 2 / 4,
      ),
    ).toBeLessThan(4.5);
    // The same with the law of another length.
    expect(kolmogorovSmirnov(areas, (x) => law(0.8 * x)).pValue).toBeLessThan(1e-4);
  });

  it("have the mean H_kW_l − W_kH_l given W and H; with negated areas in the cells they have not", () => {
    const negated = (path: number) =>
      plainTree({ sources: 2, depth, seed: 5, path, terms, fault: "negated area" });
    // Two cells, children of two nodes.
    expect(offMean(sample(1, 3, right))).toBeLessThan(4.5);
    expect(offMean(sample(1, 3, negated))).toBeGreaterThan(4.5);
  });

  it("of one source are zero", () => {
    const tree = brownianTree({ sources: 1, to: 1, depth: 4, seed: 1, needs: withA });
    expect(Array.from(over(tree, 0, 0.5, 1, withA).A)).toEqual([0]);
  });
});
