/** A clipped direction moves the iterate; risk and ‖∇R‖² stay those of the loss. */
import { describe, expect, it } from "vitest";
import {
  atoms,
  constant,
  leastSquares,
  logistic,
  type ModelData,
  phaseRetrieval,
  simulate,
} from "../../../src/index.js";

const cases: [string, ModelData, ModelData][] = [
  ["least squares", leastSquares({ noiseStd: 0.5, clip: 0.5 }), leastSquares({ noiseStd: 0.5 })],
  ["logistic", logistic({ clip: 0.1 }), logistic()],
  ["phase retrieval", phaseRetrieval({ clip: 0.5 }), phaseRetrieval()],
];

describe.each(cases)("clipped %s", (_name, clipped, plain) => {
  const run = (model: ModelData, method: "ode" | "sgd" | "hsgd") =>
    simulate(
      {
        dimension: 20,
        covariance: atoms([1.6, 0.4], [0.5, 0.5]),
        model,
        overlaps: [
          [1, 0.4],
          [0.4, 1],
        ],
      },
      { method, schedule: constant(0.1), horizon: 0.5, save: { points: 3, statistics: ["gradientNorm"] } },
    ).statistics;

  it.each(["ode", "sgd", "hsgd"] as const)(
    "%s starts at the same risk and gradient and takes another way",
    (method) => {
      const [one, other] = [run(clipped, method), run(plain, method)];
      expect(one.risk[0]).toBeCloseTo(other.risk[0], 13);
      expect(one.gradientNorm[0]).toBeCloseTo(other.gradientNorm[0], 11);
      expect(one.gradientNorm[0]).toBeGreaterThan(0);
      expect(Math.abs(one.norm[2] - other.norm[2])).toBeGreaterThan(1e-6);
    },
  );
});
