/** The theorem of concentration.test.ts for clipped directions of several outputs and of committees. */
import { describe, expect, it } from "vitest";
import {
  atoms,
  committee,
  constant,
  leastSquares,
  type ModelData,
  multiclassLogistic,
} from "../../../src/index.js";
import { concentrationSlope, type Scaling } from "../../kit/concentration.js";
import { randomOverlaps } from "../../kit/covariances.js";

const scaling = (model: ModelData, fields: number): Scaling => ({
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model,
  overlaps: randomOverlaps(fields, 3),
  schedule: constant(1),
  horizon: 1,
});
const measured = { method: "sgd", statistic: "risk", dimensions: [40, 120, 360], runs: 24, seed: 5 } as const;

const cases: [string, Scaling, number][] = [
  ["least squares of two outputs", scaling(leastSquares({ outputs: 2, noiseStd: 0.5, clip: 0.7 }), 4), 11],
  [
    "a committee of erf units",
    scaling(committee({ activation: "erf", student: [1], teacher: [1], noiseStd: 0.3, clip: 0.3 }), 2),
    4,
  ],
  ["three classes", scaling(multiclassLogistic({ classes: 3, clip: 0.4 }), 6), 3],
];

describe.each(cases)("clipped: %s", (_name, scaled, points) => {
  it("sup-distance of SGD from the ODE shrinks like d^(−1/2)", async () => {
    const { interval } = await concentrationSlope({ ...scaled, ...measured, points });
    expect(interval[0]).toBeLessThan(-0.5);
    expect(interval[1]).toBeGreaterThan(-0.5);
    expect(interval[1]).toBeLessThan(-0.1);
  });
});

it("sees the ODE of the model without clip (negative control)", async () => {
  const [, scaled, points] = cases[0];
  const reference = leastSquares({ outputs: 2, noiseStd: 0.5 });
  const { interval } = await concentrationSlope({ ...scaled, ...measured, points, reference });
  expect(interval[0]).toBeGreaterThan(-0.5);
});
