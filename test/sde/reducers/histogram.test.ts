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
    const all = [below[0], ...counts, above[0]];
    const chiSquare = (deviation: number) => {
      const cdf = [0, ...Array.from(edges, (edge) => normalCdf(edge / deviation)), 1];
      return all.reduce((sum, count, k) => {
        const expected = 4000 * (cdf[k + 1] - cdf[k]);
        return sum + (count - expected) ** 2 / expected;
      }, 0);
    };
    // 13 degrees of freedom: mean 13, deviation √26.
    expect(chiSquare(1)).toBeLessThan(13 + 4.5 * Math.sqrt(26));
    expect(chiSquare(1.15)).toBeGreaterThan(13 + 4.5 * Math.sqrt(26));
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
