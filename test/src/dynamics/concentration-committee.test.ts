/** The theorem of concentration.test.ts for committees of as many units as the teacher has, and of more or fewer. */
import { describe, expect, it } from "vitest";
import { atoms, committee, constant, type ModelData, type ProblemData } from "../../../src/index.js";
import { concentrationSlope, type Scaling } from "../../kit/concentration.js";
import { gram, randomRows } from "../../kit/covariances.js";

const dimensions = [50, 100, 200, 400];
/** Student and teacher of random overlaps, the same at every dimension: what is drawn would move the ODE's own curve. */
const overlapsOf = (fields: number): ProblemData["overlaps"] => {
  const flat = gram(randomRows(fields, fields, 3));
  return Array.from({ length: fields }, (_, i) => flat.slice(i * fields, (i + 1) * fields));
};
const scaling = (model: ModelData, fields: number, rate: number): Scaling => ({
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model,
  overlaps: overlapsOf(fields),
  schedule: constant(rate),
  horizon: 1,
});
const erf = { activation: "erf", student: [1, -0.5], noiseStd: 0.2 } as const;
const relu = { activation: "relu", student: [1, 0.5], noiseStd: 0.2 } as const;
const cases: [string, Scaling][] = [
  ["two erf units, two teachers", scaling(committee({ ...erf, teacher: [1, 0.7] }), 4, 1)],
  ["two erf units, one teacher", scaling(committee({ ...erf, teacher: [1] }), 3, 1)],
  ["one erf unit, three teachers", scaling(committee({ ...erf, student: [1], teacher: [1, 0.5, -1] }), 4, 1)],
  ["two relu units, two teachers", scaling(committee({ ...relu, teacher: [0.8, 1] }), 4, 0.4)],
  [
    "two square units, one teacher",
    scaling(committee({ activation: "square", student: [0.3, 0.3], teacher: [0.5] }), 3, 0.1),
  ],
];

const shared = { statistic: "risk", dimensions, runs: 30, seed: 5 };

describe.each(cases)("%s", (_name, scaled) => {
  it.each(["sgd", "hsgd"] as const)(
    "sup-distance of %s from the ODE shrinks like d^(−1/2)",
    async (method) => {
      const { interval } = await concentrationSlope({ ...scaled, method, ...shared });
      expect(interval[0]).toBeLessThan(-0.5);
      expect(interval[1]).toBeGreaterThan(-0.5);
      expect(interval[1]).toBeLessThan(-0.1);
    },
  );
});

it("sees a dynamics that follows another curve (negative control)", async () => {
  const referenceSchedule = constant(0.2);
  const { interval } = await concentrationSlope({
    ...cases[0][1],
    method: "sgd",
    ...shared,
    referenceSchedule,
  });
  expect(interval[0]).toBeGreaterThan(-0.5);
});
