/** The theorem of concentration.test.ts for phase retrieval, Huber, the absolute error and clipped directions. */
import { describe, expect, it } from "vitest";
import {
  absoluteError,
  atoms,
  constant,
  huber,
  leastSquares,
  type ModelData,
  phaseRetrieval,
} from "../../../src/index.js";
import { concentrationSlope, type Scaling } from "../../kit/concentration.js";

const dimensions = [50, 100, 200, 400];
const scaling = (model: ModelData, rate: number): Scaling => ({
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model,
  // The same start at every dimension: what is drawn would move the ODE's own curve by d^(−1/2).
  overlaps: [
    [1, 0.8],
    [0.8, 1],
  ],
  schedule: constant(rate),
  horizon: 1,
});
const cases: [string, Scaling][] = [
  ["smooth phase retrieval", scaling(phaseRetrieval(), 0.1)],
  ["Lipschitz phase retrieval", scaling(phaseRetrieval({ variant: "lipschitz" }), 0.5)],
  ["Huber", scaling(huber({ threshold: 0.5, noiseStd: 0.5 }), 1)],
  ["absolute error", scaling(absoluteError({ noiseStd: 0.5 }), 0.5)],
  ["least squares, clipped", scaling(leastSquares({ noiseStd: 0.5, clip: 0.5 }), 1)],
];

describe.each(cases)("%s", (_name, scaled) => {
  it.each(["sgd", "hsgd"] as const)(
    "sup-distance of %s from the ODE shrinks like d^(−1/2)",
    async (method) => {
      const shared = { ...scaled, method, statistic: "risk", dimensions, runs: 30, seed: 5 };
      const { interval } = await concentrationSlope(shared);
      expect(interval[0]).toBeLessThan(-0.5);
      expect(interval[1]).toBeGreaterThan(-0.5);
      expect(interval[1]).toBeLessThan(-0.1);
    },
  );
});

it("SGD on clipped phase retrieval follows the ODE of the clipped direction, and not that of the loss", async () => {
  const slope = async (model: ModelData) => {
    const measured = { ...scaling(phaseRetrieval({ clip: 0.5 }), 0.5), reference: model };
    const shared = { method: "sgd", statistic: "risk", dimensions, runs: 30, seed: 5 } as const;
    return (await concentrationSlope({ ...measured, ...shared })).interval;
  };
  const own = await slope(phaseRetrieval({ clip: 0.5 }));
  expect(own[0]).toBeLessThan(-0.5);
  expect(own[1]).toBeGreaterThan(-0.5);
  expect(own[1]).toBeLessThan(-0.1);
  expect((await slope(phaseRetrieval({ clip: 5 })))[0]).toBeGreaterThan(-0.5);
});

it("sees a dynamics that follows another curve (negative control)", async () => {
  const { interval } = await concentrationSlope({
    ...cases[2][1],
    method: "sgd",
    statistic: "risk",
    dimensions,
    runs: 30,
    seed: 5,
    referenceSchedule: constant(0.2),
  });
  expect(interval[0]).toBeGreaterThan(-0.5);
});
