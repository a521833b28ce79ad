import { describe, expect, it } from "vitest";
import { divergenceLimit } from "../../../src/dynamics/divergence.js";
import { compare, constant, gaussian, identity, leastSquares, problem } from "../../../src/index.js";

describe("the risk beyond which a run has diverged", () => {
  const least = problem({
    dimension: 2,
    covariance: identity(),
    model: leastSquares(),
    target: { kind: "values", values: [3, 4] },
  });
  const halfSquare = (E: Float64Array) => (E[0] * E[0] + E[1] * E[1]) / 2;
  const limit = (E0: readonly number[]) =>
    divergenceLimit({ problem: least, divergence: 100 }, Float64Array.of(...E0, 3, 4), halfSquare);

  it("is a multiple of the risk at the start", () => {
    expect(limit([0, 2])).toBe(200);
  });

  it("or of the risk at X = 0, ½ · 25 here, for a start on the optimum, be it up to rounding", () => {
    expect(limit([0, 0])).toBe(1250);
    expect(limit([1e-16, 0])).toBe(1250);
    expect(limit([1e-9, 0])).toBeCloseTo(100 * 0.5e-18, 30);
  });

  it("is none where neither has a risk to multiply, or a negative one", () => {
    const none = (riskAt: (E: Float64Array) => number) =>
      divergenceLimit({ problem: least, divergence: 100 }, Float64Array.of(0, 2, 3, 4), riskAt);
    expect(none(() => 0)).toBe(Number.POSITIVE_INFINITY);
    expect(none((E) => -halfSquare(E))).toBe(Number.POSITIVE_INFINITY);
    // −1 at the start and 9.5 at X = 0.
    expect(none((E) => halfSquare(E) - 3)).toBe(950);
  });

  it("lets a ridge pull a run away from an optimum without noise", async () => {
    const pulled = problem({
      dimension: 50,
      covariance: identity(),
      model: leastSquares(),
      target: gaussian({ norm: 1 }),
      initial: { kind: "correlated", overlap: 1, norm: 1 },
      ridge: 0.5,
    });
    const result = await compare(pulled, { schedule: constant(0.5), horizon: 4, runs: 4, seed: 1 });
    for (const method of ["sgd", "hsgd"] as const) {
      const curves = result.toJSON().curves[method];
      expect(curves).toMatchObject({ diverged: 0 });
      // It settles where pull and noise meet, far from both its start and divergence.
      expect(result.runs(method, "risk").every((risk) => risk.at(-1)! > 0.01 && risk.at(-1)! < 1)).toBe(true);
    }
  });
});
