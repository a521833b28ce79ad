/** Every adaptive rate, risk and rate, SGD and HSGD: sup-distances from the ODE shrink like d^(−1/2) (HL; THEORY §3, §5). */
import { describe, expect, it } from "vitest";
import {
  adagradNorm,
  atoms,
  dog,
  leastSquares,
  lineSearch,
  logistic,
  type ModelData,
  polyak,
  rmspropNorm,
  type ScheduleInput,
} from "../../../src/index.js";
import { concentrationSlope } from "../../kit/concentration.js";

const schedules: [string, ScheduleInput][] = [
  ["adagrad-norm", adagradNorm({ eta: 1, b: 1 })],
  ["rmsprop-norm", rmspropNorm({ eta: 0.7, b: 0.5, alpha: 1 })],
  ["dog", dog({ r0: 0.2, eta0: 0.7 })],
  ["line-search", lineSearch()],
  ["polyak", polyak()],
];
/**
 * The rate of the logistic runs fluctuates so little that below d = 200 the current gradient's own share in the memory,
 * of order 1/d, is seen instead.
 */
const models: [string, ModelData, number[], number][] = [
  ["least squares", leastSquares({ noiseStd: 0.5 }), [50, 100, 200, 400, 800], 30],
  ["logistic", logistic({ labels: "hard" }), [200, 400, 800, 1600], 100],
];

describe.each(schedules)("%s", (_schedule, schedule) => {
  describe.each(models)("%s", (_model, model, dimensions, runs) => {
    it.each(["sgd", "hsgd"] as const)("%s", async (method) => {
      for (const statistic of ["risk", "learningRate"]) {
        const { interval } = await concentrationSlope({
          covariance: atoms([1.6, 0.4], [0.5, 0.5]),
          model,
          schedule,
          horizon: 2,
          method,
          statistic,
          dimensions,
          runs,
          seed: 5,
        });
        expect(interval[0]).toBeLessThan(-0.5);
        expect(interval[1]).toBeGreaterThan(-0.5);
        expect(interval[1]).toBeLessThan(0);
      }
    });
  });
});
