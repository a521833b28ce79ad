import { describe, expect, it } from "vitest";
import {
  adagradNorm,
  constant,
  identity,
  leastSquares,
  lineSearch,
  type ProblemData,
  power,
  powerDensity,
  predict,
  type ScheduleInput,
  simulate,
} from "../../../src/index.js";

const curves = (data: ProblemData, schedule: ScheduleInput, times: number[]) =>
  simulate(data, { method: "volterra", schedule, horizon: times[1], save: { times } }).statistics;

describe("the exponents", () => {
  const density = (beta: number, s: number, more: Partial<ProblemData> = {}): ProblemData => ({
    dimension: "infinity",
    covariance: powerDensity({ beta }),
    model: leastSquares(),
    target: power({ exponent: s, scale: 1 }),
    ...more,
  });

  it.each([
    [0.5, 0.3, -1.2],
    [0.2, -0.5, -2.3],
    [0.5, -2, -2.5],
    [0.5, 0.9, -0.6],
  ])("β = %s, s = %s, a constant rate: R ~ t^%s", (beta, s, risk) => {
    const { exponents } = predict(density(beta, s), constant(0.5));
    expect(exponents!.risk).toBeCloseTo(risk, 14);
    expect(exponents!.learningRate).toBe(0);
    const curve = curves(density(beta, s), constant(0.5), [1e5, 1e6]).risk;
    expect(Math.log10(curve[1] / curve[0])).toBeCloseTo(risk, 2);
  });

  it.each([
    [0.5, 0.8],
    [0.2, 1.5],
  ])("β = %s, s = %s, AdaGrad-Norm: both powers, and no limit of the rate", (beta, s) => {
    const schedule = adagradNorm({ eta: 1, b: 0.01 });
    const { exponents, limitLearningRate } = predict(density(beta, s), schedule);
    expect(limitLearningRate).toBe(0);
    expect(exponents!.learningRate).toBeCloseTo(1 / (beta + s) - 1, 14);
    const { risk, learningRate } = curves(density(beta, s), schedule, [1e5, 1e6]);
    expect(Math.abs(Math.log10(learningRate[1] / learningRate[0]) - exponents!.learningRate)).toBeLessThan(
      0.03,
    );
    expect(Math.abs(Math.log10(risk[1] / risk[0]) - exponents!.risk)).toBeLessThan(0.03);
  });

  it("are null with a reason elsewhere", () => {
    const reason = (data: ProblemData, schedule: ScheduleInput = constant(0.5)) => {
      const { exponents, reasons } = predict(data, schedule);
      expect(exponents).toBeNull();
      return reasons.exponents;
    };
    expect(reason({ dimension: 100, covariance: identity(), model: leastSquares() })).toMatch(
      /dimension infinity/,
    );
    expect(reason(density(0.5, 0.3, { model: leastSquares({ noiseStd: 0.1 }) }))).toMatch(/noise/);
    expect(reason(density(0.5, 0.5), adagradNorm({ eta: 1, b: 1 }))).toMatch(/limit|logarithms/);
    expect(reason(density(0.5, 0.3), constant(7))).toMatch(/threshold/);
    expect(reason(density(0.5, 0.3), lineSearch())).toMatch(/known/);
  });
});
