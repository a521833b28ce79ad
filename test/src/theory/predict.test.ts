import { describe, expect, it } from "vitest";
import {
  adagradNorm,
  atoms,
  constant,
  cosine,
  dog,
  eigenvalues,
  gaussian,
  identity,
  leastSquares,
  lineSearch,
  logistic,
  marchenkoPastur,
  type ProblemData,
  piecewise,
  polyak,
  polynomial,
  powerDensity,
  powerLaw,
  predict,
  rmspropNorm,
  type ScheduleInput,
  simulate,
} from "../../../src/index.js";

const relativeError = (a: number | null, b: number) => Math.abs(a! - b) / Math.abs(b);
const two = (more: Partial<ProblemData> = {}): ProblemData => ({
  dimension: 100,
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model: leastSquares({ noiseStd: 0.5 }),
  target: gaussian({ norm: 1 }),
  ...more,
});
const quiet = (more: Partial<ProblemData> = {}) => two({ model: leastSquares(), ...more });
/** Curves of the limit at the times; by default of the ODE. */
const curves = (
  data: ProblemData,
  schedule: ScheduleInput,
  times: number[],
  method: "ode" | "volterra" = "ode",
) => simulate(data, { method, schedule, horizon: times[times.length - 1], save: { times } }).statistics;
const end = (
  data: ProblemData,
  schedule: ScheduleInput,
  t: number,
  name: string,
  method?: "ode" | "volterra",
) => curves(data, schedule, [t], method)[name][0];

const problems: [string, ProblemData][] = [
  ["two atoms", two()],
  ["unequal weights", two({ covariance: atoms([3, 1, 0.2], [0.1, 0.5, 0.4]) })],
  ["a power law", two({ dimension: 20, covariance: powerLaw({ exponent: 0.7 }) })],
  ["two outputs", two({ model: leastSquares({ outputs: 2, noiseStd: 0.4 }) })],
  ["a ridge", two({ ridge: 0.3 })],
  ["an eigenvalue 0", two({ dimension: 3, covariance: eigenvalues([2, 1, 0]) })],
  [
    "Marchenko–Pastur at infinity",
    two({ dimension: "infinity", covariance: marchenkoPastur({ ratio: 0.5, nodes: 40 }) }),
  ],
];

describe("the stability threshold", () => {
  it("is the number 2 for the two atoms of trace 1", () => {
    expect(predict(two({ dimension: 2000 }), constant(0.7)).stabilityThreshold).toBe(2);
  });

  it.each(problems)(
    "%s: the risk stays below its floor at 0.99 of it and passes every bound at 1.01",
    (_, data) => {
      const threshold = predict(data, constant(0)).stabilityThreshold!;
      const below = predict(data, constant(0.99 * threshold));
      expect(below.noiseFloor).toBeGreaterThan(0);
      const times = [2000, 4000];
      const [stable] = [curves(data, constant(0.99 * threshold), times, "volterra").risk];
      expect(relativeError(stable[1], below.noiseFloor!)).toBeLessThan(1e-6);
      const unstable = curves(data, constant(1.01 * threshold), times, "volterra").risk;
      expect(unstable[1]).toBeGreaterThan(2 * unstable[0]);
      expect(predict(data, constant(1.01 * threshold))).toMatchObject({
        noiseFloor: null,
        decayRate: null,
        reasons: { noiseFloor: "the rate is not below the stability threshold" },
      });
    },
  );
});

describe("the noise floor", () => {
  it.each(problems)("%s: where the ODE ends, to 1e-6", (_, data) => {
    for (const share of [0.2, 0.6]) {
      const rate = share * predict(data, constant(0)).stabilityThreshold!;
      expect(
        relativeError(end(data, constant(rate), 1000, "risk"), predict(data, constant(rate)).noiseFloor!),
      ).toBeLessThan(1e-6);
    }
  });

  it("is (σ²/2)/(1 − γτ/2), and 0 without noise", () => {
    expect(predict(two(), constant(0.7)).noiseFloor).toBeCloseTo(0.125 / 0.65, 14);
    expect(predict(quiet(), constant(0.7)).noiseFloor).toBe(0);
  });

  it("follows a rate that settles or vanishes, and is not told where it stops short", () => {
    const after = piecewise({ times: [0, 2], rates: [1.5, 0.3] });
    expect(predict(two(), after).noiseFloor).toBe(predict(two(), constant(0.3)).noiseFloor);
    expect(predict(two(), polynomial({ rate: 1, power: 0.7, timescale: 1 })).noiseFloor).toBe(0.125);
    expect(predict(two(), polynomial({ rate: 1, power: 1.2, timescale: 1 })).noiseFloor).toBeNull();
    expect(predict(two(), cosine({ rate: 1 }), { horizon: 5 }).noiseFloor).toBeNull();
    expect(predict(two(), cosine({ rate: 1, final: 0.3 })).noiseFloor).toBe(
      predict(two(), constant(0.3)).noiseFloor,
    );
  });
});

describe("the decay rate", () => {
  it.each<[string, ProblemData, number]>([
    ["two atoms", quiet(), 0.7],
    ["two atoms near the threshold", quiet(), 1.8],
    ["two atoms with noise", two(), 0.7],
    ["unequal weights", quiet({ covariance: atoms([3, 1, 0.2], [0.1, 0.5, 0.4]) }), 0.5],
    ["an eigenvalue 0", quiet({ dimension: 3, covariance: eigenvalues([2, 1, 0]) }), 0.5],
  ])("%s: the slope of log |R − R_∞|", (_, data, rate) => {
    const { decayRate, noiseFloor } = predict(data, constant(rate));
    const last = noiseFloor === 0 ? 100 / decayRate! : 12 / decayRate!;
    const times = [last - 2 / decayRate!, last];
    const { risk } = curves(data, constant(rate), times);
    const slope = Math.log((risk[0] - noiseFloor!) / (risk[1] - noiseFloor!)) / (times[1] - times[0]);
    expect(relativeError(slope, decayRate!)).toBeLessThan(noiseFloor === 0 ? 1e-7 : 1e-3);
  });

  it("K = I: γ(2 − γ)", () => {
    const isotropic = quiet({ covariance: identity() });
    expect(predict(isotropic, constant(0.3)).decayRate).toBeCloseTo(0.3 * 1.7, 14);
  });

  it("holds for adaptive rates without noise at their limits, and is null with a ridge or a density", () => {
    for (const schedule of [
      adagradNorm({ eta: 1, b: 0.5 }),
      polyak(),
      lineSearch(),
      rmspropNorm({ eta: 1, b: 1.2, alpha: 1 }),
    ]) {
      const { decayRate } = predict(quiet(), schedule);
      const times = [40 / decayRate!, 50 / decayRate!];
      const { risk } = curves(quiet(), schedule, times);
      expect(relativeError(Math.log(risk[0] / risk[1]) / (times[1] - times[0]), decayRate!)).toBeLessThan(
        1e-6,
      );
    }
    expect(predict(quiet({ ridge: 0.1 }), constant(0.5)).decayRate).toBeNull();
    expect(
      predict(quiet({ dimension: "infinity", covariance: powerDensity({ beta: 0.5 }) }), constant(0.5))
        .decayRate,
    ).toBeNull();
  });
});

describe("the optimal rate", () => {
  it("K = I: 1 without noise", () => {
    expect(
      relativeError(predict(quiet({ covariance: identity() }), constant(0.3)).optimalRate, 1),
    ).toBeLessThan(1e-5);
  });

  it("without noise: no other of a scan decays faster", () => {
    const covariance = atoms([3, 1, 0.2], [0.1, 0.5, 0.4]);
    const best = predict(quiet({ covariance }), constant(0.3)).optimalRate!;
    const rateOf = (gamma: number) => predict(quiet({ covariance }), constant(gamma)).decayRate!;
    for (const factor of [0.3, 0.7, 0.9, 0.99, 1.01, 1.1])
      expect(rateOf(factor * best)).toBeLessThan(rateOf(best));
  });

  it("with noise: no other of a scan leaves a smaller risk at the horizon", () => {
    for (const [data, horizon] of [
      [two(), 5],
      [two({ ridge: 0.1 }), 20],
      [two({ model: logistic() }), 3],
    ] as const) {
      const best = predict(data, constant(0.3), { horizon }).optimalRate!;
      const riskOf = (gamma: number) => end(data, constant(gamma), horizon, "risk");
      for (const factor of [0.1, 0.5, 0.9, 0.99, 1.01, 1.1, 1.5, 3])
        expect(riskOf(factor * best)).toBeGreaterThan(riskOf(best));
    }
    expect(predict(two(), constant(0.3)).reasons.optimalRate).toMatch(/depends on the horizon/);
  });
});

describe("the limit of the learning rate", () => {
  it.each<[string, ProblemData, ScheduleInput, number]>([
    ["AdaGrad-Norm", quiet(), adagradNorm({ eta: 1, b: 0.5 }), 200],
    [
      "AdaGrad-Norm, b below ητ/2",
      quiet({ covariance: atoms([3, 1, 0.2], [0.1, 0.5, 0.4]) }),
      adagradNorm({ eta: 2, b: 0.1 }),
      400,
    ],
    [
      "AdaGrad-Norm with a part of X* out of sight",
      quiet({ dimension: 3, covariance: eigenvalues([2, 1, 0]) }),
      adagradNorm({ eta: 1, b: 0.5 }),
      200,
    ],
    ["RMSprop-Norm", quiet(), rmspropNorm({ eta: 1, b: 0.6, alpha: 1 }), 200],
    ["RMSprop-Norm beyond the threshold", quiet(), rmspropNorm({ eta: 3, b: 1, alpha: 0.5 }), 3000],
    ["RMSprop-Norm with noise", two(), rmspropNorm({ eta: 1, b: 0.6, alpha: 1 }), 400],
    ["RMSprop-Norm with noise, slow", two(), rmspropNorm({ eta: 4, b: 0.3, alpha: 0.1 }), 1500],
    ["RMSprop-Norm with a ridge", two({ ridge: 0.3 }), rmspropNorm({ eta: 1, b: 0.6, alpha: 1 }), 400],
    ["Polyak", quiet(), polyak({ factor: 0.7 }), 10],
    ["line search", quiet(), lineSearch(), 300],
    ["line search, unequal weights", quiet({ covariance: atoms([3, 1], [0.1, 0.9]) }), lineSearch(), 300],
    [
      "line search, four atoms",
      quiet({ covariance: atoms([4, 2, 1, 0.3], [0.1, 0.2, 0.3, 0.4]) }),
      lineSearch(),
      600,
    ],
    ["line search, half of it", quiet(), lineSearch({ factor: 0.5 }), 400],
    ["line search, half as much again", quiet(), lineSearch({ factor: 1.5 }), 800],
    [
      "line search on a power law",
      quiet({ dimension: 5, covariance: powerLaw({ exponent: 0.5 }) }),
      lineSearch(),
      700,
    ],
  ])("%s: where the ODE's goes, to 1e-8", (_, data, schedule, horizon) => {
    const predicted = predict(data, schedule).limitLearningRate!;
    expect(relativeError(end(data, schedule, horizon, "learningRate"), predicted)).toBeLessThan(1e-8);
  });

  it("line search with two eigenvalues of equal weight: the quadratic's lower root, within HL's bounds", () => {
    for (const [a, b] of [
      [1.6, 0.4],
      [3, 1],
      [1, 1 - 1e-3],
      [10, 0.1],
    ]) {
      const data = quiet({ covariance: atoms([a, b], [0.5, 0.5]) });
      const limit = predict(data, lineSearch()).limitLearningRate!;
      const A = (a + b) * (a * a + a * b + b * b);
      const Q = a * a + b * b;
      expect(relativeError(limit, (A - Math.sqrt(A * A - 8 * a * b * Q * Q)) / (Q * Q))).toBeLessThan(1e-10);
      expect(limit).toBeGreaterThan(b / (Q / 2));
      expect(limit).toBeLessThan((2 * b) / (Q / 2));
    }
    expect(predict(quiet({ covariance: identity() }), lineSearch()).limitLearningRate).toBeCloseTo(1, 14);
  });

  it("AdaGrad-Norm with noise: 0, and γ√t comes to the factor told", () => {
    const schedule = adagradNorm({ eta: 1, b: 0.5 });
    const { limitLearningRate, noiseFloor, reasons } = predict(two(), schedule);
    expect({ limitLearningRate, noiseFloor }).toEqual({ limitLearningRate: 0, noiseFloor: 0.125 });
    expect(reasons.limitLearningRate).toBe("it falls like 2·t^(−1/2), for a risk of 0.125 is left");
    const late = end(two(), schedule, 1e6, "learningRate", "volterra") * 1e3;
    expect(relativeError(late, 2)).toBeLessThan(0.01);
  });

  it("Polyak and line search with noise: 0, and the risk falls to that of the noise", () => {
    for (const schedule of [polyak(), lineSearch()]) {
      expect(predict(two(), schedule)).toMatchObject({ limitLearningRate: 0, noiseFloor: 0.125 });
      const { learningRate, risk } = curves(two(), schedule, [300, 3000], "volterra");
      expect(learningRate[1]).toBeLessThan(0.2 * learningRate[0]);
      expect(risk[1] - 0.125).toBeLessThan(0.2 * (risk[0] - 0.125));
    }
  });

  it("is that of a rate of t, and null with a reason for what does not tell", () => {
    const limit = (schedule: ScheduleInput) => predict(two(), schedule).limitLearningRate;
    expect(limit(constant(0.7))).toBe(0.7);
    expect(limit(piecewise({ times: [0, 1], rates: [1, 0.2] }))).toBe(0.2);
    expect(limit(cosine({ rate: 1, final: 0.1 }))).toBe(0.1);
    expect(limit(polynomial({ rate: 1, power: 0.5, timescale: 1 }))).toBe(0);
    expect(limit(polynomial({ rate: 1, power: 0, timescale: 1 }))).toBe(1);
    for (const schedule of [
      polynomial({ rate: 1, power: -1, timescale: 1 }),
      () => 0.5,
      dog({ r0: 1, eta0: 1 }),
    ]) {
      expect(limit(schedule)).toBeNull();
      expect(predict(two(), schedule).reasons.limitLearningRate).toMatch(/^\S.*[^.]$/);
    }
  });
});

describe("predict", () => {
  it.each([
    ["another model", logistic(), "the model is logistic"],
    ["a clip", leastSquares({ clip: 1 }), "the model is least-squares with clip"],
  ])("says of %s what it does not know", (_, model, words) => {
    const { reasons, ...values } = predict(two({ model }), constant(0.5));
    expect(values).toEqual({
      stabilityThreshold: null,
      noiseFloor: null,
      decayRate: null,
      optimalRate: null,
      limitLearningRate: 0.5,
      exponents: null,
    });
    expect(reasons.stabilityThreshold).toBe(`known for least squares without clip only, and ${words}`);
  });

  it("gives a reason for every null, and none beside a number above 0", () => {
    for (const schedule of [constant(0.7), polyak(), dog({ r0: 1, eta0: 1 }), adagradNorm({ eta: 1, b: 1 })])
      for (const data of [two(), quiet()]) {
        const { reasons, ...values } = predict(data, schedule);
        for (const [name, value] of Object.entries(values)) {
          const reason = (reasons as Record<string, string>)[name];
          if (value === null) expect(reason).toMatch(/\S/);
          else if (value !== 0) expect(reason).toBeUndefined();
        }
      }
  });

  it("refuses what does not fit in a sentence", () => {
    expect(() => predict(two(), constant(0.5), { horizon: 0 })).toThrow(/^horizon is 0; it must be/);
    expect(() => predict(two({ ridge: 0.1 }), polyak())).toThrow(/no formula with a ridge/);
  });
});
