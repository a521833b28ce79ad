/** The theorem of concentration.test.ts for several classes, and what is said of their quadrature. */
import { expect, it } from "vitest";
import {
  atoms,
  committee,
  compare,
  constant,
  type ModelData,
  multiclassLogistic,
} from "../../../src/index.js";
import { concentrationSlope } from "../../kit/concentration.js";
import { randomOverlaps } from "../../kit/covariances.js";

it.each([
  [2, "hard", "sgd", 41, 30, [50, 100, 200, 400]],
  [2, "hard", "hsgd", 41, 30, [50, 100, 200, 400]],
  [3, "soft", "sgd", 4, 20, [30, 120, 480]],
] as const)(
  "%i classes, %s labels: sup-distance of %s from the ODE shrinks like d^(−1/2)",
  async (classes, labels, method, points, runs, dimensions) => {
    const { interval } = await concentrationSlope({
      covariance: atoms([1.6, 0.4], [0.5, 0.5]),
      model: multiclassLogistic({ classes, labels }),
      overlaps: randomOverlaps(2 * classes, 3),
      schedule: constant(1),
      horizon: 1,
      statistic: "risk",
      dimensions,
      seed: 5,
      method,
      points,
      runs,
    });
    expect(interval[0]).toBeLessThan(-0.5);
    expect(interval[1]).toBeGreaterThan(-0.5);
    expect(interval[1]).toBeLessThan(-0.1);
  },
);

it("HSGD of three classes has the ODE's mean, within five of its own standard errors", async () => {
  const result = await compare(
    {
      dimension: 100,
      covariance: { kind: "identity" },
      model: multiclassLogistic({ classes: 3 }),
      overlaps: randomOverlaps(6, 3),
    },
    {
      schedule: constant(1),
      horizon: 0.5,
      methods: ["ode", "hsgd"],
      runs: 6,
      save: { points: 2 },
      hsgd: { step: 0.05 },
    },
  );
  const [ode] = result.runs("ode", "risk");
  const ends = result.runs("hsgd", "risk").map((curve) => curve[1]);
  const mean = ends.reduce((sum, value) => sum + value, 0) / ends.length;
  const spread = Math.sqrt(ends.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (ends.length - 1));
  expect(Math.abs(mean - ode[1])).toBeLessThan((5 * spread) / Math.sqrt(ends.length));
  expect(ode[1]).toBeLessThan(0.98 * ode[0]);
});

it("a coarse quadrature is told; a fine one and a closed form are not", async () => {
  const warnings = async (model: ModelData, fields: number) => {
    const described = {
      dimension: 20,
      covariance: { kind: "identity" },
      model,
      overlaps: randomOverlaps(fields, 3),
    } as const;
    const save = { points: 2 };
    const options = { schedule: constant(0.1), horizon: 0.1, methods: ["ode"], runs: 1, save } as const;
    return (await compare(described, options)).toJSON().warnings;
  };
  const [warning] = await warnings(multiclassLogistic({ classes: 4 }), 8);
  expect(warning.code).toBe("quadrature");
  expect(warning.message).toMatch(/integrated here to about \S+ of their size, above 0.000001/);
  const units = { student: [1, 0.5], teacher: [0.8, 1] };
  expect(await warnings(committee({ activation: "relu", ...units }), 4)).toEqual([]);
  expect(await warnings(committee({ activation: "erf", ...units }), 4)).toEqual([]);
});
