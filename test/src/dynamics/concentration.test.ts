/**
 * The theorem the package illustrates (HD Thm; THEORY §3): sup_{t ≤ T} |φ(X_⌊td⌋) − φ_ode(t)| = O(d^{−1/2}), for SGD
 * and for homogenized SGD alike.
 */
import { describe, expect, it } from "vitest";
import { atoms, constant, gaussian, leastSquares, logistic, polynomial } from "../../../src/index.js";
import { concentrationSlope, type Scaling } from "../../kit/concentration.js";

const dimensions = [50, 100, 200, 400, 800];
const cases: [string, Scaling][] = [
  [
    "least squares on two atoms",
    {
      covariance: atoms([1.6, 0.4], [0.5, 0.5]),
      model: leastSquares({ noiseStd: 0.5 }),
      schedule: constant(0.7),
      horizon: 2,
    },
  ],
  [
    "least squares, two outputs, a decaying rate",
    {
      covariance: { kind: "identity" },
      model: leastSquares({ outputs: 2, noiseStd: 0.2 }),
      schedule: polynomial({ rate: 1, power: 0.5, timescale: 1 }),
      horizon: 2,
    },
  ],
  [
    "logistic, hard labels",
    {
      covariance: atoms([1.6, 0.4], [0.5, 0.5]),
      model: logistic({ labels: "hard" }),
      target: gaussian({ norm: 2 }),
      schedule: constant(1),
      horizon: 2,
    },
  ],
];

describe.each(cases)("%s", (_name, scaling) => {
  it.each(["sgd", "hsgd"] as const)(
    "sup-distance of %s from the ODE shrinks like d^(−1/2)",
    async (method) => {
      for (const statistic of ["risk", "distance"]) {
        const { interval } = await concentrationSlope({
          ...scaling,
          method,
          statistic,
          dimensions,
          runs: 40,
          seed: 5,
        });
        expect(interval[0]).toBeLessThan(-0.5);
        expect(interval[1]).toBeGreaterThan(-0.5);
        expect(interval[1]).toBeLessThan(0);
      }
    },
  );
});

it("sees a dynamics that follows another curve: the distance no longer shrinks at that rate (negative control)", async () => {
  const [, scaling] = cases[0];
  const { interval } = await concentrationSlope({
    ...scaling,
    method: "sgd",
    statistic: "risk",
    dimensions,
    runs: 40,
    seed: 5,
    referenceSchedule: constant(0.9),
  });
  expect(interval[0]).toBeGreaterThan(-0.5);
});
