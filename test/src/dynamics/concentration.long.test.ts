/**
 * The −½ slope over a wider range of dimensions and on spectra with d distinct eigenvalues, with an interval narrow
 * enough to exclude −¼ and −¾ as well.
 */
import { describe, expect, it } from "vitest";
import { atoms, constant, gaussian, leastSquares, logistic, powerLaw } from "../../../src/index.js";
import { concentrationSlope, type Scaling } from "../../kit/concentration.js";

const dimensions = [100, 200, 400, 800, 1600, 3200];
const cases: [string, Scaling][] = [
  [
    "least squares on a power law, normalised trace",
    {
      covariance: powerLaw({ exponent: 0.5, normalize: "trace" }),
      model: leastSquares({ noiseStd: 0.3 }),
      schedule: constant(0.8),
      horizon: 2,
    },
  ],
  [
    "logistic, soft labels",
    {
      covariance: atoms([1.6, 0.4], [0.5, 0.5]),
      model: logistic(),
      target: gaussian({ norm: 3 }),
      schedule: constant(2),
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
          runs: 64,
          seed: 17,
        });
        expect(interval[0]).toBeGreaterThan(-0.75);
        expect(interval[0]).toBeLessThan(-0.5);
        expect(interval[1]).toBeGreaterThan(-0.5);
        expect(interval[1]).toBeLessThan(-0.25);
      }
    },
  );
});
