import { describe, expect, it } from "vitest";
import { levyAreaTerms } from "../../../sde/brownian/levy-area.js";
import { brownianTree, createIncrement } from "../../../sde/index.js";
import { gridTimes, over, withA, withH } from "../../kit/brownian.js";
import { plainTree } from "../../kit/plain-tree.js";
import { randomNumbers } from "../../kit/random-numbers.js";

describe("an interval of a tree", () => {
  const { uniform } = randomNumbers(1);

  it("is the plain twin's, bit for bit, through all that is kept", () => {
    const depth = 12;
    const tree = brownianTree({ sources: 2, to: 1, depth, seed: 3 });
    const twin = plainTree({ sources: 2, depth, seed: 3, path: 0 });
    for (let i = 0; i < 200; i++) {
      const [s, u] = gridTimes(2, 2 ** depth, uniform);
      expect(over(tree, s, u, 2)).toEqual(over(twin, s, u, 2));
    }
    const areas = brownianTree({ sources: 2, to: 1, depth: 5, seed: 3, needs: withA });
    const terms = levyAreaTerms(2, 2 ** -5, 1);
    const areaTwin = plainTree({ sources: 2, depth: 5, seed: 3, path: 0, terms });
    for (let first = 0; first < 32; first += 3)
      for (let end = first + 1; end <= 32; end += 4)
        expect(over(areas, first / 32, end / 32, 2, withA)).toEqual(
          over(areaTwin, first / 32, end / 32, 2, withA),
        );
  });

  it("is so with many sources too, where less is kept", () => {
    const wide = { sources: 300, depth: 9 };
    const [tree, twin] = [
      brownianTree({ ...wide, to: 1, seed: 3 }),
      plainTree({ ...wide, seed: 3, path: 0 }),
    ];
    for (const [s, u] of [
      [0, 1],
      [5, 300],
      [6, 7],
      [5, 300],
    ])
      expect(over(tree, s / 512, u / 512, 300)).toEqual(over(twin, s / 512, u / 512, 300));
  });

  it("keeps its digits in the smallest cells: they are no differences of large numbers", () => {
    const tree = brownianTree({ sources: 1, to: 1, depth: 40, seed: 4 });
    const [left, right, both] = [0, 1, 2].map(() => createIncrement(1, withH));
    const cell = 2 ** -40;
    let largest = 0;
    for (let i = 0; i < 50; i++) {
      const s = (Math.floor(uniform() * 2 ** 39) * 2) / 2 ** 40;
      tree.increment(s, s + cell, left);
      tree.increment(s + cell, s + 2 * cell, right);
      tree.increment(s, s + 2 * cell, both);
      largest = Math.max(largest, Math.abs(left.dW[0] + right.dW[0] - both.dW[0]));
    }
    expect(largest).toBeLessThan(4 * Number.EPSILON * Math.sqrt(cell) * 5);
  });
});
