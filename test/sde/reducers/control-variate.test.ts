import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { type ControlColumn, controlVariate, ensemble, eulerMaruyama, moments } from "../../../sde/index.js";
import { geometricBrownian } from "../../kit/sde-problems.js";

const steps = 10;
const alpha = 0.1;
const beta = 0.3;
/** Of Euler’s steps E X_N = (1 + αh)^N and E X_N² = ((1 + αh)² + β²h)^N, exactly. */
const problem = geometricBrownian(alpha, beta);
const mean = (n: number) => (1 + alpha / steps) ** n;
const square = (n: number) => ((1 + alpha / steps) ** 2 + beta ** 2 / steps) ** n;
const options = {
  start: [1],
  to: 1,
  step: 1 / steps,
  scheme: eulerMaruyama,
  paths: 1000,
  save: { times: [0.5, 1], of: (_t: number, x: Float64Array) => [x[0] ** 2, x[0]] },
};
const run = (seed: number, antithetic = false) =>
  ensemble(problem, {
    ...options,
    seed,
    antithetic,
    reduce: controlVariate({ of: 1, mean: [mean(5), mean(10)] }),
  });

describe("control variates", () => {
  it("keep the mean and lower its variance by 1/(1 − ρ²)", () => {
    const plain = ensemble(problem, { ...options, seed: 3, reduce: moments() });
    const { mean: adjusted, standardError, varianceRatio, variance, beta: coefficient } = run(3);
    // Var X, Cov(X², X) and Var X² from the moments E X^k = E(1 + αh + βΔW)^k to the N.
    const a = 1 + alpha / steps;
    const v = beta ** 2 / steps;
    [5, 10].forEach((n, row) => {
      const third = (a ** 3 + 3 * a * v) ** n;
      const fourth = (a ** 4 + 6 * a * a * v + 3 * v * v) ** n;
      const varX = square(n) - mean(n) ** 2;
      const covary = third - square(n) * mean(n);
      const varSquare = fourth - square(n) ** 2;
      const ratio = 1 / (1 - covary ** 2 / (varX * varSquare));
      const i = 2 * row;
      expect(Math.abs(adjusted[i] - square(n)) / standardError[i]).toBeLessThan(4.5);
      // Skewed tails: the sample ratio scatters by some ten percent.
      expect(varianceRatio[i] / ratio).toBeGreaterThan(0.7);
      expect(varianceRatio[i] / ratio).toBeLessThan(1.4);
      expect(ratio).toBeGreaterThan(10);
      expect(coefficient[i] / (covary / varX)).toBeCloseTo(1, 1);
      expect(plain.variance[i] / variance[i]).toBeCloseTo(varianceRatio[i], 8);
      // The control's own entries: its exact mean.
      expect([adjusted[i + 1], standardError[i + 1]]).toEqual([mean(n), 0]);
    });
  });

  it("have errors that are honest: over 60 seeds z² averages 1", () => {
    const squares = Array.from({ length: 60 }, (_, seed) => {
      const { mean: adjusted, standardError } = run(seed);
      return ((adjusted[2] - square(10)) / standardError[2]) ** 2;
    });
    const average = squares.reduce((sum, z) => sum + z, 0) / 60;
    expect(Math.abs(average - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 60));
    // A wrong mean of the control spoils every one of them.
    const { mean: adjusted, standardError } = ensemble(problem, {
      ...options,
      seed: 1,
      reduce: controlVariate({ of: 1, mean: 1 }),
    });
    expect(Math.abs(adjusted[2] - square(10)) / standardError[2]).toBeGreaterThan(4.5);
  });

  it("work on the means of antithetic pairs, and on several controls", () => {
    const pairs = run(4, true);
    expect(pairs.alive[2]).toBe(500);
    expect(Math.abs(pairs.mean[2] - square(10)) / pairs.standardError[2]).toBeLessThan(4.5);
    const several = ensemble(problem, {
      ...options,
      seed: 4,
      save: { of: (_t, x) => [x[0] ** 2, x[0], Math.sqrt(Math.abs(x[0])), 2 * x[0]] },
      reduce: controlVariate([
        { of: 1, mean: mean(10) },
        { of: 3, mean: 2 * mean(10) },
      ]),
    });
    // The second is the first over again.
    expect(several.beta[1]).toBe(0);
    expect(Math.abs(several.mean[0] - square(10)) / several.standardError[0]).toBeLessThan(4.5);
  });

  it("in parts are those of the whole", () => {
    const whole = run(5);
    const reduce = controlVariate({ of: 1, mean: [mean(5), mean(10)] });
    const rows = Array.from({ length: 300 }, (_, path) =>
      Float64Array.from([path % 7, path % 5, (path * path) % 11, path % 3]),
    );
    const state = (some: Float64Array[]) => {
      const made = reduce.create(4, 2);
      for (const row of some) made.push(row);
      return made;
    };
    const merged = state(rows.slice(0, 100));
    merged.merge(state(rows.slice(100)));
    merged.result().mean.forEach((value, i) => {
      expect(value).toBeCloseTo(state(rows).result().mean[i], 12);
    });
    expect(whole.mean).toEqual(run(5).mean);
  });

  it.each<[ControlColumn | ControlColumn[], string]>([
    [[], "controlVariate got no control; give at least one column with its exact mean"],
    [{ of: -1, mean: 0 }, "controlVariate got the column -1; give a whole number of at least 0"],
    [
      [
        { of: 1, mean: 0 },
        { of: 1, mean: 0 },
      ],
      "controlVariate got column 1 twice; give every control once",
    ],
    [
      { of: 1, mean: [1, Number.NaN] },
      "controlVariate got NaN as the mean of column 1; give the exact finite mean",
    ],
    [{ of: 2, mean: 0 }, "controlVariate got column 2, and 2 are saved at a time; save the control as well"],
    [
      { of: 1, mean: [1, 1, 1] },
      "controlVariate got 3 means of column 1 for 2 times; give one per time, or one number",
    ],
  ])("%j is refused", (controls, sentence) => {
    expect(() => ensemble(problem, { ...options, seed: 1, reduce: controlVariate(controls) })).toThrow(
      new InputError(sentence),
    );
  });
});
