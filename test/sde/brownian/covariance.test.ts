import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { composeIncrements } from "../../../sde/brownian/compose.js";
import { covarianceFactor } from "../../../sde/brownian/covariance.js";
import { brownianTree, createIncrement } from "../../../sde/index.js";
import { numbers, over, withA, z } from "../../kit/brownian.js";
import { randomNumbers } from "../../kit/random-numbers.js";

/** L Lᵀ */
function product(L: Float64Array, m: number): number[][] {
  return Array.from({ length: m }, (_, i) =>
    Array.from({ length: m }, (_, j) => {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += L[i * m + k] * L[j * m + k];
      return sum;
    }),
  );
}

describe("the factor of a covariance", () => {
  const random = (m: number, rank: number, seed: number): number[][] => {
    const { normal } = randomNumbers(seed);
    return product(
      Float64Array.from({ length: m * m }, (_, i) => (i % m < rank ? normal() : 0)),
      m,
    );
  };

  it.each([
    [1, 1],
    [4, 4],
    [7, 7],
    [5, 2],
    [6, 1],
    [3, 0],
  ])("of %i sources and rank %i gives it back", (m, rank) => {
    for (let seed = 1; seed <= 20; seed++) {
      const covariance = random(m, rank, seed);
      const L = covarianceFactor(covariance, m);
      product(L, m).forEach((row, i) => {
        row.forEach((value, j) => {
          expect(Math.abs(value - covariance[i][j])).toBeLessThan(1e-9 * Math.sqrt(m) * 10);
        });
      });
      // Columns beyond the rank are zero.
      for (let i = 0; i < m; i++) for (let k = rank; k < m; k++) expect(L[i * m + k]).toBe(0);
    }
  });

  it("of the identity is the identity, and of one variance its root", () => {
    expect(
      Array.from(
        covarianceFactor(
          [
            [1, 0],
            [0, 1],
          ],
          2,
        ),
      ),
    ).toEqual([1, 0, 0, 1]);
    expect(Array.from(covarianceFactor([[9]], 1))).toEqual([3]);
  });

  it("accepts perfect correlation and sources that never move", () => {
    expect(
      Array.from(
        covarianceFactor(
          [
            [1, -2],
            [-2, 4],
          ],
          2,
        ),
      ),
    ).toEqual([-1, 0, 2, 0]);
    expect(
      Array.from(
        covarianceFactor(
          [
            [0, 0],
            [0, 1],
          ],
          2,
        ),
      ),
    ).toEqual([0, 0, 1, 0]);
  });

  it("refuses an indefinite matrix however close to the edge beyond rounding: eigenvalues 1 ± ρ, ρ > 1", () => {
    for (const rho of [1 + 1e-8, 1.5, -1.01])
      expect(() =>
        covarianceFactor(
          [
            [1, rho],
            [rho, 1],
          ],
          2,
        ),
      ).toThrow(/^covariance is not positive semidefinite/);
    expect(() =>
      covarianceFactor(
        [
          [1, 1 + 1e-12],
          [1 + 1e-12, 1],
        ],
        2,
      ),
    ).not.toThrow();
  });

  it.each<[string, number[][], string]>([
    [
      "too few rows",
      [[1]],
      "covariance has 1 rows, row 0 with 1 numbers; the noise has 2 sources: give 2 rows of 2",
    ],
    [
      "a long row",
      [
        [1, 0],
        [0, 1, 0],
      ],
      "covariance has 2 rows, row 1 with 3 numbers; the noise has 2 sources: give 2 rows of 2",
    ],
    [
      "NaN",
      [
        [1, Number.NaN],
        [0, 1],
      ],
      "covariance[0][1] is NaN; covariances must be finite: give numbers",
    ],
    [
      "a matrix that is not symmetric",
      [
        [1, 0.5],
        [0.4, 1],
      ],
      "covariance[1][0] is 0.4 and covariance[0][1] is 0.5; a covariance matrix is symmetric: make them equal",
    ],
    [
      "a negative variance",
      [
        [1, 0],
        [0, -1],
      ],
      "covariance[1][1] is -1; it is the variance of source 1: give a number of at least 0",
    ],
    [
      "correlations that contradict each other",
      [
        [1, 2],
        [2, 1],
      ],
      "covariance is not positive semidefinite: given the other sources, source 1 is left with the variance -3; no noise has such correlations: weaken them",
    ],
    [
      "a covariance with a source that never moves",
      [
        [1, 0.5],
        [0.5, 0],
      ],
      "covariance is not positive semidefinite: given the other sources, source 1 is left with the variance -0.25; no noise has such correlations: weaken them",
    ],
    [
      "a covariance between two of them",
      [
        [0, 1],
        [1, 0],
      ],
      "covariance is not positive semidefinite: given the other sources, sources 0 and 1, of no variance, are left with the covariance 1; no noise has such correlations: weaken them",
    ],
  ])("refuses %s", (_name, covariance, sentence) => {
    expect(() => covarianceFactor(covariance, 2)).toThrow(new InputError(sentence));
  });
});

describe("a tree with a covariance", () => {
  const covariance = [
    [4, 1.2, 0],
    [1.2, 1, 0.3],
    [0, 0.3, 0.25],
  ];
  const needs = withA;
  const trees = (path: number) => ({
    correlated: brownianTree({ sources: 3, to: 1, depth: 4, seed: 6, path, covariance, needs }),
    plain: brownianTree({ sources: 3, to: 1, depth: 4, seed: 6, path, needs }),
  });

  it("is that of the sources: of W, of H, and the areas go with them", () => {
    const products: number[][] = Array.from({ length: 18 }, () => []);
    for (let path = 0; path < 4000; path++) {
      const { dW, H: areas } = over(trees(path).correlated, 0.25, 0.75, 3);
      for (let i = 0; i < 9; i++) {
        products[i].push(dW[i % 3] * dW[(i / 3) | 0] * 2);
        products[9 + i].push(areas[i % 3] * areas[(i / 3) | 0] * 24);
      }
    }
    products.forEach((values, i) => {
      expect(z(values, covariance.flat()[i % 9])).toBeLessThan(4.5);
    });
  });

  it("is L applied to the path without: W = L V, H = L H_V, A = L A_V Lᵀ, consistent with Chen's relation", () => {
    const { correlated, plain } = trees(0);
    const [given, independent] = [correlated, plain].map((tree) => over(tree, 0.25, 0.75, 3, withA));
    const [left, right] = [over(correlated, 0.25, 0.5, 3, withA), over(correlated, 0.5, 0.75, 3, withA)];
    const both = createIncrement(3, withA);
    composeIncrements(0.25, left, 0.25, right, both);
    numbers(both).forEach((value, i) => {
      expect(value).toBeCloseTo(numbers(given)[i], 14);
    });
    // The variance of source 0 is the largest, so it is twice the first independent one; the area with it scales.
    expect(given.dW[0]).toBeCloseTo(2 * independent.dW[0], 14);
    expect(given.H[0]).toBeCloseTo(2 * independent.H[0], 14);
    const value = new Float64Array(3);
    correlated.value(0.75, value);
    expect(value[0]).toBeCloseTo(over(correlated, 0, 0.75, 3).dW[0], 14);
  });

  it("has the area of its two sources: variance (σ₀₀σ₁₁ − σ₀₁²) h²/4", () => {
    const squares = Array.from(
      { length: 3000 },
      (_, path) => over(trees(path).correlated, 0, 0.5, 3, withA).A[1] ** 2,
    );
    expect(z(squares, (4 * 1 - 1.2 ** 2) / 16)).toBeLessThan(4.5);
    expect(z(squares, (4 * 1) / 16)).toBeGreaterThan(4.5);
  });
});
