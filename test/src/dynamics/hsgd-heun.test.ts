/**
 * The second-order step of HSGD against what its mean is as d → ∞, and its bias against Euler–Maruyama's (THEORY §3).
 *
 * Per atom and step, z = γλh, V = Σ λs + σ², Ṽ the same after the Euler step s̃ = s(1 − z)² + γ²hλwV:
 *
 *     s⁺ = s(1 − z + z²/2)² + γ²hλw (√(½(V + Ṽ)) − ½z√V)²
 */
import { milstein, solve } from "homogenized-sgd/sde";
import { describe, expect, it } from "vitest";
import {
  adagradNorm,
  atoms,
  constant,
  gaussian,
  leastSquares,
  logistic,
  type ProblemData,
  simulate,
  toSde,
} from "../../../src/index.js";
import { hsgdMeanStep, riskOf } from "../../kit/exact-means.js";
import { meanAndError } from "../../kit/statistics.js";

const noiseStd = 0.5;
const gamma = 0.7;
const lambda = [1.6, 0.4];
const spectrum = { eigenvalues: lambda, sizes: [1, 1] };

const signal = (s: number[]) => lambda.reduce((sum, value, j) => sum + value * s[j], noiseStd ** 2);
const eulerMean = (s: number[], h: number): number[] =>
  s.map((sj, j) => sj * (1 - gamma * lambda[j] * h) ** 2 + gamma ** 2 * h * lambda[j] * 0.5 * signal(s));
function heunMean(s: number[], h: number): number[] {
  const [V, there] = [signal(s), signal(eulerMean(s, h))];
  return s.map((sj, j) => {
    const z = gamma * lambda[j] * h;
    const noise = Math.sqrt((V + there) / 2) - (z / 2) * Math.sqrt(V);
    return sj * (1 - z + (z * z) / 2) ** 2 + gamma ** 2 * h * lambda[j] * 0.5 * noise ** 2;
  });
}

/** Risks at 0, h, … 5 of a mean's recursion. */
function risks(step: (s: number[], h: number) => number[], h: number): number[] {
  const found: number[] = [];
  let s = [0.5, 0.5];
  for (let n = 0; n <= Math.round(5 / h); n++) {
    found.push(riskOf(spectrum, s, noiseStd));
    s = step(s, h);
  }
  return found;
}

const problem = (dimension: number): ProblemData => ({
  dimension,
  covariance: atoms(lambda, [0.5, 0.5]),
  model: leastSquares({ noiseStd }),
  target: { kind: "values", values: Array.from({ length: dimension }, () => 1 / Math.sqrt(dimension)) },
});

function odeRisks(h: number): Float64Array {
  const times = Array.from({ length: Math.round(5 / h) + 1 }, (_, n) => Math.min(5, n * h));
  return simulate(problem(2), { method: "ode", schedule: constant(gamma), horizon: 5, save: { times } })
    .statistics.risk;
}

describe("heun for HSGD", () => {
  it.each([
    [0.1, 3.7e-4, 2.9e-2],
    [0.01, 3.6e-6, 2.6e-3],
  ])("at h = %d is wrong by %d in the mean risk, Euler–Maruyama by %d", (h, heunError, eulerError) => {
    const ode = odeRisks(h);
    const error = (mean: number[]) => Math.max(...mean.map((risk, n) => Math.abs(risk / ode[n] - 1)));
    expect(error(risks(heunMean, h)) / heunError).toBeCloseTo(1, 1);
    expect(error(risks(eulerMean, h)) / eulerError).toBeCloseTo(1, 1);
  });

  it("has the mean that says so, and Euler–Maruyama has not", () => {
    const h = 0.1;
    const d = 1600;
    const at = (scheme: "heun" | "euler-maruyama") =>
      meanAndError(
        Array.from(
          { length: 200 },
          (_, run) =>
            simulate(problem(d), {
              method: "hsgd",
              schedule: constant(gamma),
              horizon: 1,
              seed: 4,
              run,
              save: { times: [1] },
              hsgd: { step: h, scheme },
            }).statistics.risk[0],
        ),
      );
    const steps = Math.round(1 / h);
    const [heun, euler] = [risks(heunMean, h)[steps], risks(eulerMean, h)[steps]];
    const measured = at("heun");
    // The slip of order 1/d, with room for a constant of 1.
    expect(Math.abs(measured.mean - heun)).toBeLessThan(4 * measured.error + heun / d);
    expect(Math.abs(measured.mean - euler)).toBeGreaterThan(5 * measured.error);
    const plain = at("euler-maruyama");
    expect(Math.abs(plain.mean - euler)).toBeLessThan(4 * plain.error + euler / d);
  });

  it("is Heun's method for the mean field: with ridge, decaying rate, two models and memory, far nearer than Euler", () => {
    const cases: [string, ProblemData, Parameters<typeof simulate>[1]["schedule"]][] = [
      ["ridge", { ...problem(20_000), ridge: 0.3 }, (t) => 0.8 / (1 + t)],
      ["adagrad-norm", problem(20_000), adagradNorm({ eta: 1, b: 1 })],
      [
        "two outputs",
        { ...problem(20_000), model: leastSquares({ outputs: 2 }), target: gaussian({ norm: 1 }) },
        constant(0.9),
      ],
      ["logistic", { ...problem(20_000), model: logistic(), target: gaussian({ norm: 2 }) }, constant(3)],
    ];
    for (const [name, data, schedule] of cases) {
      const save = { times: [2] };
      const ode = simulate(data, { method: "ode", schedule, horizon: 2, seed: 4, save }).statistics.risk[0];
      const error = (scheme: "heun" | "euler-maruyama") => {
        const risks = Array.from(
          { length: 8 },
          (_, run) =>
            simulate(data, {
              method: "hsgd",
              schedule,
              horizon: 2,
              seed: 4,
              run,
              save,
              hsgd: { step: 0.2, scheme },
            }).statistics.risk[0],
        );
        return Math.abs(meanAndError(risks).mean / ode - 1);
      };
      const [heun, euler] = [error("heun"), error("euler-maruyama")];
      expect(euler / heun, name).toBeGreaterThan(3);
    }
  });

  it("starts from the mean step that exact-means has for Euler–Maruyama", () => {
    const s = [0.5, 0.3];
    const own = eulerMean(s, 0.1);
    const kit = hsgdMeanStep({ eigenvalues: lambda, sizes: [1, 1] }, s, gamma, noiseStd, 0.1);
    own.forEach((value, j) => {
      expect(value).toBeCloseTo(kit[j], 14);
    });
  });

  it("refuses a scheme that does not fit, with the reason", () => {
    const hsgd = { scheme: "milstein" as "heun" };
    expect(() => simulate(problem(2), { method: "hsgd", schedule: constant(1), horizon: 1, hsgd })).toThrow(
      "those for diagonal or commuting noise do not fit",
    );
    expect(() =>
      solve(toSde(problem(2), constant(1)), { to: 1, step: 0.1, scheme: milstein, seed: 1 }),
    ).toThrow("milstein does not fit operator noise, whose fields need not commute, being made for");
  });
});
