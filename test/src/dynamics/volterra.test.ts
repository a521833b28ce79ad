import { describe, expect, it } from "vitest";
import {
  adagradNorm,
  atoms,
  compare,
  constant,
  cosine,
  dog,
  gaussian,
  identity,
  leastSquares,
  lineSearch,
  logistic,
  marchenkoPastur,
  type ProblemData,
  parseExperiment,
  piecewise,
  polyak,
  polynomial,
  power,
  powerDensity,
  powerLaw,
  problem,
  rmspropNorm,
  type ScheduleInput,
  simulate,
} from "../../../src/index.js";
import { powerTimesExponential } from "../../kit/incomplete-gamma.js";
import { volterraRisk } from "../../kit/volterra.js";

const relativeError = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);
const quarters = (horizon: number) => [0, 1, 2, 3, 4].map((i) => (horizon * i) / 4);
const two = (more: Partial<ProblemData> = {}): ProblemData => ({
  dimension: 100,
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model: leastSquares({ noiseStd: 0.5 }),
  target: gaussian({ norm: 1 }),
  ...more,
});
const noiseless: Partial<ProblemData> = { model: leastSquares() };
const steep: ProblemData = {
  dimension: 200,
  covariance: powerLaw({ exponent: 1.2, normalize: "trace" }),
  model: leastSquares(),
  target: gaussian({ norm: 1 }),
};
const infinite: ProblemData = {
  dimension: "infinity",
  covariance: powerDensity({ beta: 0.5 }),
  model: leastSquares(),
  target: power({ exponent: 0.7, scale: 1 }),
};
const everything = {
  points: 11,
  statistics: ["overlaps", "gradientNorm", "cosine", { name: "curvature", quadratic: (x: number) => x * x }],
} as const;

/** sup_t |volterra − ode| over sup_t |ode|, of the statistic that is worst; where one is NaN, so is the other. */
function worst(
  data: ProblemData,
  schedule: ScheduleInput,
  horizon: number,
  save: object = everything,
): number {
  const [ode, volterra] = (["ode", "volterra"] as const).map(
    (method) => simulate(data, { method, schedule, horizon, save }).statistics,
  );
  expect(Object.keys(volterra)).toEqual(Object.keys(ode));
  return Math.max(
    ...Object.keys(ode).map((name) => {
      expect(volterra[name].map(Number.isNaN as never)).toEqual(ode[name].map(Number.isNaN as never));
      const known = ode[name].filter(Number.isFinite);
      const size = Math.max(...known.map(Math.abs));
      const distances = ode[name].map((value, i) => Math.abs(value - volterra[name][i]));
      return size > 0 ? Math.max(...distances.filter(Number.isFinite)) / size : 0;
    }),
  );
}

describe("the Volterra equation and the ODE", () => {
  it.each<[string, ProblemData, ScheduleInput, number]>([
    ["a constant rate", two(), constant(0.7), 5],
    ["a constant rate without noise, for long", two(noiseless), constant(0.7), 100],
    ["just below the threshold", two(), constant(1.9), 50],
    ["beyond the threshold", two(), constant(2.5), 20],
    ["a polynomial rate", two(), polynomial({ rate: 1.5, power: 0.5, timescale: 1 }), 50],
    ["a piecewise rate, 0 in between", two(), piecewise({ times: [0, 2, 3.3], rates: [0.7, 0, 0.2] }), 5],
    ["a rate that comes down to 0 along a cosine", two(), cosine({ rate: 0.9, period: 4 }), 5],
    ["a function of t", two(), (t: number) => 0.5 + 0.4 * Math.sin(3 * t), 10],
    ["a function of t and the risk", two(), (_t, seen) => seen.risk / (0.2 + seen.risk), 10],
    ["AdaGrad-Norm", two(), adagradNorm({ eta: 1, b: 0.3 }), 20],
    ["AdaGrad-Norm from a small b", two(), adagradNorm({ eta: 1, b: 1e-3 }), 20],
    ["AdaGrad-Norm without noise", two(noiseless), adagradNorm({ eta: 1, b: 0.3 }), 20],
    ["RMSprop-Norm", two(), rmspropNorm({ eta: 0.5, b: 0.5, alpha: 1 }), 20],
    ["line search", two(noiseless), lineSearch(), 20],
    ["Polyak", two(), polyak(), 20],
    ["a ridge", two({ ridge: 0.3, initial: gaussian({ norm: 1 }) }), constant(0.7), 20],
    ["a ridge and AdaGrad-Norm", two({ ridge: 0.3 }), adagradNorm({ eta: 1, b: 1 }), 20],
    [
      "a ridge, two outputs, a cosine",
      two({
        ridge: 0.3,
        model: leastSquares({ outputs: 2, noiseStd: 0.3 }),
        initial: gaussian({ norm: 1 }),
      }),
      cosine({ rate: 0.7 }),
      20,
    ],
    ["three outputs", two({ model: leastSquares({ outputs: 3, noiseStd: 0.3 }) }), constant(0.5), 10],
    ["a start at the optimum", two({ initial: { kind: "correlated", overlap: 1 } }), constant(0.7), 5],
    ["a power law", steep, constant(0.1), 50],
    ["a power law and AdaGrad-Norm", steep, adagradNorm({ eta: 0.2, b: 1 }), 50],
    ["a power density and a source without a norm", infinite, constant(0.5), 1000],
    ["the same with AdaGrad-Norm", infinite, adagradNorm({ eta: 1, b: 0.1 }), 300],
    [
      "Marchenko–Pastur with an atom at 0",
      {
        dimension: "infinity",
        covariance: marchenkoPastur({ ratio: 2 }),
        model: leastSquares({ noiseStd: 0.1 }),
      },
      constant(0.5),
      100,
    ],
  ])("agree to 1e-8 in every statistic: %s", (_, data, schedule, horizon) => {
    expect(worst(data, schedule, horizon)).toBeLessThan(1e-8);
  });

  it("agree to 1e-7 on DoG, whose rate has kinks on which neither lands", () => {
    expect(worst(two(), dog({ r0: 0.1, eta0: 1 }), 20)).toBeLessThan(1e-7);
  });

  it("part where the kernel is off by a factor of 1.001, or the rate, or the ridge", () => {
    const right = problem(two({ ridge: 0.1 }));
    const options = { schedule: constant(0.7), horizon: 5, save: { times: [5] } };
    const ode = simulate(right, { ...options, method: "ode" }).statistics.risk[0];
    const { spectrum } = right;
    const traces = spectrum.atomTraces.map((trace) => 1.001 * trace);
    for (const wrong of [
      { ...right, spectrum: { ...spectrum, atomTraces: traces } },
      { ...right, ridge: 0.1001 },
    ])
      expect(
        relativeError(simulate(wrong, { ...options, method: "volterra" }).statistics.risk[0], ode),
      ).toBeGreaterThan(1e-5);
    const slower = simulate(right, { ...options, method: "volterra", schedule: constant(0.6999) });
    expect(relativeError(slower.statistics.risk[0], ode)).toBeGreaterThan(1e-6);
  });

  it("agree where one saves two times or hundreds: steps do not depend on what is asked", () => {
    expect(worst(two(), adagradNorm({ eta: 1, b: 1 }), 10, { times: [0, 10] })).toBeLessThan(1e-8);
    expect(worst(two(), adagradNorm({ eta: 1, b: 1 }), 10, { points: 400 })).toBeLessThan(1e-8);
  });
});

describe("the Volterra equation", () => {
  it("K = I: R' = −2γ(R − σ²/2) + γ²R, right relative to itself down to e^−100", () => {
    const [rate, sigma] = [0.7, 0.5];
    const decay = rate * (2 - rate);
    for (const noiseStd of [sigma, 0]) {
      const horizon = noiseStd > 0 ? 8 : 110;
      const { risk, distance } = simulate(
        { dimension: "infinity", covariance: identity(), model: leastSquares({ noiseStd }) },
        { method: "volterra", schedule: constant(rate), horizon, save: { times: quarters(horizon) } },
      ).statistics;
      const floor = (rate * noiseStd ** 2) / decay;
      quarters(horizon).forEach((t, i) => {
        const exact = floor + (0.5 + noiseStd ** 2 / 2 - floor) * Math.exp(-decay * t);
        expect(relativeError(risk[i], exact)).toBeLessThan(1e-8);
        expect(relativeError(distance[i], 2 * exact - noiseStd ** 2)).toBeLessThan(1e-8);
      });
    }
  });

  it("two atoms: what the trapezoid rule gives, and no other with the kernel off by 1 %", () => {
    const [rate, horizon] = [0.7, 5];
    const { risk } = simulate(
      { ...two(), dimension: "infinity" },
      { method: "volterra", schedule: constant(rate), horizon, save: { times: quarters(horizon) } },
    ).statistics;
    const solved = (factor: number) =>
      volterraRisk(
        (t) => 0.125 + 0.25 * (1.6 * Math.exp(-3.2 * rate * t) + 0.4 * Math.exp(-0.8 * rate * t)),
        (t) => 0.5 * factor * (1.6 ** 2 * Math.exp(-3.2 * rate * t) + 0.4 ** 2 * Math.exp(-0.8 * rate * t)),
        rate,
        horizon,
        4000,
      );
    solved(1).forEach((exact, i) => {
      expect(relativeError(risk[i], exact)).toBeLessThan(1e-9);
    });
    expect(relativeError(risk[4], solved(1.01)[4])).toBeGreaterThan(1e-3);
  });

  it("a power density: the equation in closed form, with a source without a norm", () => {
    const [beta, s, rate, horizon] = [0.5, 0.9, 0.9, 20];
    const moment = (exponent: number, t: number) =>
      (1 - beta) * powerTimesExponential(1 - beta + exponent, 2 * rate * t);
    const exact = volterraRisk(
      (t) => moment(1 - s, t) / 2,
      (t) => moment(2, t),
      rate,
      horizon,
      1000,
    );
    const { risk, distance } = simulate(
      { ...infinite, target: power({ exponent: s, scale: 1 }) },
      { method: "volterra", schedule: constant(rate), horizon, save: { times: quarters(horizon) } },
    ).statistics;
    risk.forEach((value, i) => {
      expect(relativeError(value, exact[i])).toBeLessThan(1e-6);
    });
    expect(distance.every(Number.isNaN)).toBe(true);
  });

  it("has no trouble with large eigenvalues: a thousandfold spread costs no more steps than a tenfold one", () => {
    const spread = (ratio: number) =>
      simulate(
        { ...two(), covariance: atoms([ratio, 0.1], [0.01, 0.99]) },
        { method: "volterra", schedule: constant(0.1), horizon: 300, save: { times: [300] } },
      ).steps;
    expect(spread(100)).toBeLessThan(1.5 * spread(1) + 50);
  });

  it("ends with an outcome, and without a warning, where numbers run out", () => {
    const run = (method: "ode" | "volterra") =>
      simulate(two(), { method, schedule: constant(30), horizon: 200, save: { points: 101 } });
    const [ode, volterra] = [run("ode"), run("volterra")];
    expect(volterra.outcome).toBe("diverged");
    expect(relativeError(volterra.divergedAt!, ode.divergedAt!)).toBeLessThan(0.02);
    expect(volterra.statistics.risk[100]).toBeNaN();
    expect(relativeError(volterra.statistics.risk[0], ode.statistics.risk[0])).toBeLessThan(1e-12);
  });

  it("stands in the ODE's place as the reference where that is not asked for", async () => {
    const options = { schedule: constant(0.7), horizon: 2, runs: 3, save: { points: 5 } };
    const result = await compare(problem(two()), { ...options, methods: ["sgd", "volterra"] });
    const json = result.toJSON();
    expect(json.agreement.map(({ between }) => between.join()).slice(0, 1)).toEqual(["sgd,volterra"]);
    expect(json.curves.volterra).toMatchObject({ outcome: "finished" });
    const both = await compare(problem(two()), { ...options, methods: ["volterra", "sgd", "ode"] });
    expect(
      both
        .toJSON()
        .agreement.filter(({ statistic }) => statistic === "distance")
        .map(({ between }) => between.join()),
    ).toEqual(["volterra,ode", "sgd,ode"]);
    expect(Object.keys(both.agreement("volterra", "ode", "risk"))).toEqual([
      "between",
      "statistic",
      "supDistance",
    ]);
    for (const statistic of ["risk", "distance", "norm", "learningRate"])
      expect(both.agreement("volterra", "ode", statistic).supDistance.relative).toBeLessThan(1e-8);
    expect(both.agreement("volterra", "ode", "risk").supDistance.value).toBeLessThan(1e-8);
  });

  it("stopped by a signal before it, a comparison keeps the ODE", async () => {
    const stop = new AbortController();
    let kept: string[] = [];
    const slow: ProblemData = {
      dimension: 1500,
      covariance: powerLaw({ exponent: 0.5, normalize: "trace" }),
      model: leastSquares({ noiseStd: 0.1 }),
    };
    await expect(
      compare(slow, {
        schedule: adagradNorm({ eta: 1, b: 0.1 }),
        horizon: 100,
        methods: ["ode", "volterra"],
        signal: stop.signal,
        onProgress: ({ method }) => method === "volterra" && stop.abort(),
        onInterrupt: (partial) => {
          const { curves, interrupted, warnings } = partial.toJSON();
          kept = [...Object.keys(curves), JSON.stringify(interrupted), warnings.at(-1)!.message];
        },
      }),
    ).rejects.toThrow(/abort/i);
    expect(kept).toEqual([
      "ode",
      '{"runs":32,"runsDone":{}}',
      "The comparison was interrupted after the ODE: this is a partial result, whose curves and agreement are those of the runs done.",
    ]);
  });

  it.each([
    ["another model", logistic(), "is of kind logistic"],
    ["a clip", leastSquares({ clip: 1 }), "has a clip"],
  ])("refuses %s in one sentence", async (_, model, other) => {
    const sentence = `volterra is the equation of least squares as it is, but problem.model ${other}; use the method ode`;
    const options = { schedule: constant(0.5), horizon: 1 };
    expect(() => simulate(two({ model }), { ...options, method: "volterra" })).toThrow(sentence);
    await expect(compare(two({ model }), { ...options, methods: ["volterra"] })).rejects.toThrow(sentence);
    expect(() =>
      parseExperiment({ problem: two({ model }), ...options, methods: ["ode", "volterra"] }),
    ).toThrow(
      `methods[1] is "volterra", the equation of least squares as it is, but problem.model ${other}; leave it out, or use ode.`,
    );
  });
});
