/**
 * Adaptive rates: the discrete ones against a plain loop over the same samples, the limits against closed forms and an
 * independent solve, and the two against each other at d^(−1/2).
 */
import { beforeAll, describe, expect, it } from "vitest";
import { createStreams, eulerMaruyama, loadFormulas, solve } from "../../../sde/index.js";
import {
  adagradNorm,
  atoms,
  compare,
  dense,
  dog,
  expression,
  gaussian,
  identity,
  leastSquares,
  lineSearch,
  logistic,
  lossExpression,
  type Observables,
  type ProblemData,
  polyak,
  rmspropNorm,
  type ScheduleInput,
  simulate,
  toSde,
} from "../../../src/index.js";
import { concentrationSlope } from "../../kit/concentration.js";

beforeAll(loadFormulas);

const noiseStd = 0.5;
const target = Array.from({ length: 20 }, (_, i) => (i % 3) / 5);
const initial = Array.from({ length: 20 }, (_, i) => ((i + 1) % 4) / 9);
const small: ProblemData = {
  dimension: 20,
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model: leastSquares({ noiseStd }),
  target: { kind: "values", values: target },
  initial: { kind: "values", values: initial },
};

/** One-pass SGD on `small` written out, the rate from the squared norms of the gradients and the iterates. */
function plainRates(
  ridge: number,
  steps: number,
  rate: (squaredGradients: number[], iterates: number[][]) => number,
): number[] {
  const d = 20;
  const X = [...initial];
  const stream = createStreams(3, "sgd").stream(0);
  const squares: number[] = [];
  const iterates: number[][] = [];
  const rates: number[] = [];
  for (let k = 0; k < steps; k++) {
    iterates.push([...X]);
    const a = X.map((_, i) => Math.sqrt(i < d / 2 ? 1.6 : 0.4) * stream.normal());
    const g = a.reduce((sum, ai, i) => sum + ai * (X[i] - target[i]), 0) - noiseStd * stream.normal();
    const gradient = a.map((ai, i) => ai * g + ridge * X[i]);
    squares.push(gradient.reduce((sum, value) => sum + value * value, 0));
    const gamma = rate(squares, iterates);
    rates.push(gamma);
    for (let i = 0; i < d; i++) X[i] -= (gamma / d) * gradient[i];
  }
  rates.push(...X);
  return rates;
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const squaredGap = (x: number[], y: number[]) => sum(x.map((xi, i) => (xi - y[i]) ** 2));

describe("SGD's rate is that of a plain loop over the same samples", () => {
  const d = 20;
  const rules: [string, ScheduleInput, (squares: number[], iterates: number[][]) => number][] = [
    ["adagrad-norm", adagradNorm({ eta: 0.9, b: 0.7 }), (s) => 0.9 / Math.sqrt(0.49 + sum(s) / d ** 2)],
    [
      "rmsprop-norm",
      rmspropNorm({ eta: 0.9, b: 0.7, alpha: 2 }),
      (s) => 0.9 / Math.sqrt(0.49 + s.reduce((v, square) => v + (2 / d) * (square / d - v), 0)),
    ],
    [
      "dog",
      dog({ r0: 0.05, eta0: 0.8 }),
      (s, X) =>
        Math.max(0.05, Math.sqrt(Math.max(...X.map((x) => squaredGap(x, X[0]))))) /
        Math.sqrt(0.64 + sum(s) / d ** 2),
    ],
  ];
  it.each(rules)("%s, with and without a ridge", (_kind, schedule, rule) => {
    for (const ridge of [0, 0.4]) {
      const steps = 60;
      const problem = { ...small, ridge };
      const { statistics } = simulate(problem, {
        method: "sgd",
        schedule,
        horizon: steps / d,
        seed: 3,
        save: { points: steps + 1 },
      });
      const plain = plainRates(ridge, steps, rule);
      const last = plain.slice(steps);
      expect(statistics.norm[steps] / sum(last.map((x) => x * x))).toBeCloseTo(1, 10);
      if (schedule === rules[0][1]) {
        // The memory at X_k holds the samples before it: AdaGrad-Norm begins at η/b and has γ_k at X_{k+1}.
        expect(statistics.learningRate[0]).toBeCloseTo(0.9 / 0.7, 12);
        for (let k = 0; k < steps; k++) expect(statistics.learningRate[k + 1] / plain[k]).toBeCloseTo(1, 10);
      }
    }
  });

  it("differs from one that leaves the current gradient out (negative control)", () => {
    const steps = 60;
    const { statistics } = simulate(small, {
      method: "sgd",
      schedule: adagradNorm({ eta: 0.9, b: 0.7 }),
      horizon: steps / d,
      seed: 3,
      save: { times: [steps / d] },
    });
    const late = plainRates(0, steps, (s) => 0.9 / Math.sqrt(0.49 + sum(s.slice(0, -1)) / d ** 2));
    expect(Math.abs(statistics.norm[0] / sum(late.slice(steps).map((x) => x * x)) - 1)).toBeGreaterThan(1e-4);
  });
});

describe("the limits", () => {
  it("AdaGrad-Norm without noise ends at η/b_∞, (4η/τ)(b_∞ − b) − 2η² ln(b_∞/b) = ‖X_0 − X*‖²", () => {
    const [eta, b] = [1.3, 0.8];
    const problem = {
      dimension: 100,
      covariance: atoms([1.5, 0.3], [0.4, 0.6]),
      model: leastSquares(),
      target: gaussian({ norm: 1.4 }),
    };
    const tau = 0.4 * 1.5 + 0.6 * 0.3;
    let [low, high] = [b, 100];
    for (let i = 0; i < 200; i++) {
      const middle = (low + high) / 2;
      const value = ((4 * eta) / tau) * (middle - b) - 2 * eta * eta * Math.log(middle / b);
      if (value < 1.4 ** 2) low = middle;
      else high = middle;
    }
    const { statistics } = simulate(problem, {
      method: "ode",
      schedule: adagradNorm({ eta, b }),
      horizon: 100,
      save: { times: [100] },
    });
    expect(statistics.learningRate[0] / (eta / low)).toBeCloseTo(1, 8);
  });

  /** Risk and rate at t for K = I and label noise, by Runge–Kutta on (R, memory) alone: R' = −2γ(R − σ²/2) + γ²R. */
  function plainOde(
    memory: number,
    rate: (memory: number, R: number, t: number) => number,
    flow: (memory: number, R: number) => number,
    horizon: number,
  ): { R: number; rate: number } {
    const n = 4000;
    const h = horizon / n;
    const f = (t: number, [R, u]: number[]): number[] => {
      const gamma = rate(u, R, t);
      return [-2 * gamma * (R - noiseStd ** 2 / 2) + gamma * gamma * R, flow(u, R)];
    };
    let y = [(1 + noiseStd ** 2) / 2, memory];
    const move = (k: number[], by: number) => y.map((value, i) => value + by * k[i]);
    for (let i = 0; i < n; i++) {
      const t = i * h;
      const k1 = f(t, y);
      const k2 = f(t + h / 2, move(k1, h / 2));
      const k3 = f(t + h / 2, move(k2, h / 2));
      const k4 = f(t + h, move(k3, h));
      y = y.map((value, j) => value + (h / 6) * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]));
    }
    return { R: y[0], rate: rate(y[1], y[0], horizon) };
  }
  const excess = (R: number) => 2 * R - noiseStd ** 2;
  const zero = () => 0;
  const families: [
    string,
    ScheduleInput,
    number,
    (u: number, R: number, t: number) => number,
    (u: number, R: number) => number,
  ][] = [
    ["adagrad-norm", adagradNorm({ eta: 1, b: 0.9 }), 0.81, (u) => 1 / Math.sqrt(u), (_u, R) => 2 * R],
    [
      "rmsprop-norm",
      rmspropNorm({ eta: 1, b: 0.9, alpha: 1.5 }),
      0.81,
      (u) => 1 / Math.sqrt(u),
      (u, R) => 1.5 * (2 * R - (u - 0.81)),
    ],
    ["line-search", lineSearch({ factor: 0.8 }), 0, (_u, R) => (0.8 * excess(R)) / (2 * R), zero],
    ["polyak", polyak({ factor: 0.9 }), 0, (_u, R) => (0.9 * excess(R)) / (2 * R), zero],
    ["a formula", expression("0.3 + 0.2*risk/(1+t)"), 0, (_u, R, t) => 0.3 + (0.2 * R) / (1 + t), zero],
    [
      "a function",
      (_t: number, seen: Observables) => 0.2 + 0.1 * seen.distance + 0.05 * seen.directionNorm,
      0,
      (_u, R) => 0.2 + 0.1 * excess(R) + 0.05 * 2 * R,
      zero,
    ],
  ];
  it.each(families)(
    "%s on K = I is the solution of the scalar equation",
    (_name, schedule, memory, rate, flow) => {
      const { statistics } = simulate(
        {
          dimension: 50,
          covariance: identity(),
          model: leastSquares({ noiseStd }),
          target: gaussian({ norm: 1 }),
        },
        { method: "ode", schedule, horizon: 3, save: { times: [3] } },
      );
      const plain = plainOde(memory, rate, flow, 3);
      expect(statistics.risk[0] / plain.R).toBeCloseTo(1, 8);
      expect(statistics.learningRate[0] / plain.rate).toBeCloseTo(1, 8);
    },
  );

  it("DoG on K = I: the distance from the start is that of (‖E‖², ⟨E, E_0⟩)", () => {
    const [r0, eta0] = [0.1, 1];
    const { statistics } = simulate(
      { dimension: 50, covariance: identity(), model: leastSquares(), target: gaussian({ norm: 1 }) },
      { method: "ode", schedule: dog({ r0, eta0 }), horizon: 6, save: { times: [6] } },
    );
    // y = (D, ⟨E, E_0⟩, sum), D' = −2γD + γ²D, ⟨E, E_0⟩' = −γ⟨E, E_0⟩, sum' = D; the distance grows throughout.
    const rate = ([D, cross, total]: number[]) =>
      Math.max(r0, Math.sqrt(Math.max(0, D - 2 * cross + 1))) / Math.sqrt(total);
    const f = (y: number[]) => {
      const gamma = rate(y);
      return [(gamma * gamma - 2 * gamma) * y[0], -gamma * y[1], y[0]];
    };
    let y = [1, 1, eta0 * eta0];
    const n = 60_000;
    const h = 6 / n;
    for (let i = 0; i < n; i++) {
      const k1 = f(y);
      const k2 = f(y.map((value, j) => value + (h / 2) * k1[j]));
      y = y.map((value, j) => value + h * k2[j]);
    }
    expect(statistics.learningRate[0] / rate(y)).toBeCloseTo(1, 6);
    expect(statistics.distance[0] / y[0]).toBeCloseTo(1, 6);
  });

  it("DoG keeps its farthest distance when the iterate comes back", () => {
    // The start is far on one side, the ridge pulls everything to 0 at last: the distance from X_0 = 0 has a maximum.
    const { statistics } = simulate(
      {
        dimension: 50,
        covariance: atoms([2, 0.02], [0.5, 0.5]),
        model: leastSquares({ noiseStd: 2 }),
        target: { kind: "values", values: Array.from({ length: 50 }, () => 0) },
      },
      { method: "ode", schedule: dog({ r0: 1, eta0: 0.2 }), horizon: 20, save: { points: 201 } },
    );
    const farthest = Math.sqrt(Math.max(...statistics.norm));
    const at = statistics.norm.indexOf(Math.max(...statistics.norm));
    expect(at).toBeLessThan(150);
    expect(statistics.norm[200]).toBeLessThan(0.8 * farthest ** 2);
    // γ² × its denominator is the squared numerator: falls only by the sum, never by the distance.
    const sums = statistics.risk.map((R) => 2 * R);
    const integral = (to: number) => {
      let total = 0.04;
      for (let i = 1; i <= to; i++) total += 0.05 * (sums[i] + sums[i - 1]);
      return total;
    };
    const numerator = (i: number) => statistics.learningRate[i] * Math.sqrt(1.01 * integral(i));
    expect(numerator(200) / numerator(at)).toBeCloseTo(1, 1);
  });
});

/** The memory and the observables show in the rate; risk and all sizes are in adaptive.long.test.ts. */
const scaled: [string, ScheduleInput][] = [
  ["adagrad-norm", adagradNorm({ eta: 1, b: 1 })],
  ["rmsprop-norm", rmspropNorm({ eta: 0.7, b: 0.5, alpha: 1 })],
  ["dog", dog({ r0: 0.2, eta0: 0.7 })],
  ["line-search", lineSearch()],
  ["polyak", polyak()],
];
it.each(scaled)("%s: the rates of SGD and HSGD are those of the ODE at d^(−1/2)", async (_name, schedule) => {
  for (const method of ["sgd", "hsgd"] as const) {
    const { interval } = await concentrationSlope({
      covariance: atoms([1.6, 0.4], [0.5, 0.5]),
      model: leastSquares({ noiseStd }),
      schedule,
      horizon: 1,
      method,
      statistic: "learningRate",
      dimensions: [50, 100, 200, 400],
      runs: 30,
      seed: 5,
    });
    expect(interval[0]).toBeLessThan(-0.5);
    expect(interval[1]).toBeGreaterThan(-0.5);
    expect(interval[1]).toBeLessThan(0);
  }
});

describe("the same schedule elsewhere", () => {
  const schedule = adagradNorm({ eta: 1, b: 1 });
  it("toSde carries the memory behind X", () => {
    const sde = toSde(small, schedule, { seed: 1 });
    expect(sde.dimension).toBe(21);
    expect(sde.start![20]).toBe(1);
    const { state } = solve(sde, { to: 1, step: 0.01, scheme: eulerMaruyama, seed: 1 });
    expect(state[20]).toBeGreaterThan(1);
    const behind = Array.from(toSde(small, dog({ r0: 0.1, eta0: 2 }), { seed: 1 }).start!).slice(20);
    expect(behind).toEqual([4, 0]);
  });

  it("walks the original basis too, where its observables are K's own", () => {
    const matrix = Array.from({ length: 6 }, (_, i) =>
      Array.from({ length: 6 }, (_, k) => (i === k ? 1 + i / 6 : 0.2)),
    );
    const problem: ProblemData = {
      covariance: dense(matrix),
      model: logistic(),
      target: gaussian({ norm: 1 }),
    };
    for (const rate of [lineSearch({ factor: 0.5 }), polyak({ factor: 0.5 })]) {
      const first = (basis: "eigen" | "original") =>
        simulate(problem, { method: "sgd", schedule: rate, horizon: 1, seed: 2, basis, save: { times: [0] } })
          .statistics.learningRate[0];
      expect(first("original") / first("eigen")).toBeCloseTo(1, 9);
    }
  });

  it("goes through compare, curves of the rate and all", async () => {
    const result = await compare(
      { ...small, dimension: 200, target: gaussian({ norm: 1 }), initial: { kind: "zero" } },
      { schedule, horizon: 2, runs: 6, methods: ["ode", "hsgd", "sgd"], save: { points: 11 } },
    );
    const [ode] = result.runs("ode", "learningRate");
    for (const method of ["hsgd", "sgd"] as const)
      for (const run of result.runs(method, "learningRate")) {
        expect(run[0]).toBe(1);
        expect(Math.abs(run[10] / ode[10] - 1)).toBeLessThan(0.2);
      }
  });
});

describe("what does not fit is refused in a sentence", () => {
  it.each([
    [lineSearch(), "schedule of kind line-search has no formula with a ridge"],
    [polyak(), "schedule of kind polyak has no formula with a ridge"],
  ] as const)("%j with a ridge", (schedule, sentence) => {
    expect(() => simulate({ ...small, ridge: 0.1 }, { method: "ode", schedule, horizon: 1 })).toThrow(
      sentence,
    );
  });
  it.each([
    [() => adagradNorm({ eta: 0, b: 1 }), "The adagrad-norm schedule's eta is 0"],
    [() => adagradNorm({ eta: 1, b: -1 }), "The adagrad-norm schedule's b is -1"],
    [() => rmspropNorm({ eta: 1, b: 1, alpha: Number.NaN }), "The rmsprop-norm schedule's alpha is NaN"],
    [() => dog({ r0: 0, eta0: 1 }), "The dog schedule's r0 is 0"],
    [() => lineSearch({ factor: -1 }), "The line-search schedule's factor is -1"],
    [() => polyak({ factor: 0 }), "The polyak schedule's factor is 0"],
  ])("%s", (make, sentence) => {
    expect(make).toThrow(sentence);
  });
  it("a formula in what is not seen, with what is", () => {
    const schedule = expression("0.5*rsk");
    expect(() => simulate(small, { method: "ode", schedule, horizon: 1 })).toThrow("directionNorm");
  });
  it("what the problem does not have, with the reason", () => {
    const rateOn = (model: ProblemData["model"], schedule: ScheduleInput) => () =>
      simulate(
        { dimension: 20, covariance: identity(), model, target: gaussian({ norm: 1 }) },
        { method: "ode", schedule, horizon: 1 },
      );
    const own = lossExpression({ loss: "0.5*(x - tanh(y))^2" });
    const unknown = "excessRisk is not known, as the least risk of this model is not: write it without.";
    expect(rateOn(own, expression("0.1*excessRisk"))).toThrow(unknown);
    expect(rateOn(own, (_t: number, { excessRisk }: Observables) => excessRisk)).toThrow(unknown);
    expect(rateOn(own, expression("excessRisk > 1 ? 0.1 : 0.2"))).toThrow(unknown);
    const two = lossExpression({ loss: "0.5*(x1 + x2 - tanh(y))^2" });
    expect(rateOn(two, expression("0.1*distance"))).toThrow(
      /^schedule of kind expression gives the learning rate NaN at t = 0, but a rate is a finite number, 0 or more; distance is not defined, as student and teacher have different numbers of outputs: write it without\.$/,
    );
    expect(rateOn(own, expression("0.1*distance"))).not.toThrow();
  });
  it("a rate that comes out undefined, with time and value", () => {
    const schedule = (_t: number, seen: Observables) => seen.risk - 10;
    expect(() => simulate(small, { method: "sgd", schedule, horizon: 1 })).toThrow(
      /learning rate -9\.\d+ at t = 0/,
    );
  });
});
