import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { ensemble, eulerMaruyama, histogram } from "../../../sde/index.js";
import { normalCdf } from "../../kit/passage-laws.js";
import { ornsteinUhlenbeck } from "../../kit/sde-problems.js";

describe("a histogram of an ensemble", () => {
  const run = (paths: number, guard?: number) =>
    ensemble(ornsteinUhlenbeck(0, 1), {
      start: [0],
      to: 1,
      step: 0.25,
      scheme: eulerMaruyama,
      seed: 6,
      paths,
      reduce: histogram({ from: -1.5, to: 1.5, bins: 12 }),
      ...(guard && { guard: { every: 0.25, diverged: (_t: number, x: Float64Array) => x[0] > guard } }),
    });

  it("of W_1 is normal: χ² over bins and tails", () => {
    const { edges, counts, below, above } = run(4000);
    const expected = Array.from({ length: 12 }, (_, k) => normalCdf(edges[k + 1]) - normalCdf(edges[k]));
    const all = [below[0], ...counts, above[0]];
    const chances = [normalCdf(-1.5), ...expected, normalCdf(-1.5)];
    const chiSquare = (p: number[]) =>
      all.reduce((sum, count, k) => sum + (count - 4000 * p[k]) ** 2 / (4000 * p[k]), 0);
    // 13 degrees of freedom: mean 13, deviation 5.1.
    expect(chiSquare(chances)).toBeLessThan(13 + 4.5 * Math.sqrt(26));
    expect(chiSquare(chances.map((p, k) => (k === 6 ? 1.2 * p : p)))).toBeGreaterThan(13 + 4.5 * Math.sqrt(26));
  });

  it("leaves out paths that diverged", () => {
    const { alive, diverged } = run(500, 0.5);
    expect(diverged).toBeGreaterThan(50);
    expect(alive[0]).toBe(500 - diverged);
  });

  it("refuses bins that are none, before the first path", () => {
    expect(() => histogram({ from: 1, to: 1, bins: 3 })).toThrow(
      new InputError("createHistogram got bins from 1 to 1; give finite ends, from < to."),
    );
  });
});
