import { describe, expect, it } from "vitest";
import {
  atoms,
  compare,
  constant,
  correlated,
  density,
  gaussian,
  identity,
  leastSquares,
  logistic,
  marchenkoPastur,
  type ProblemData,
  power,
  powerDensity,
  problem,
  simulate,
  toSde,
  uniform,
} from "../../../src/index.js";
import { powerTimesExponential } from "../../kit/incomplete-gamma.js";
import { volterraRisk } from "../../kit/volterra.js";

const relativeError = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);
const quarters = (horizon: number) => [0, 1, 2, 3, 4].map((i) => (horizon * i) / 4);
const ode = (data: ProblemData, rate: number, horizon: number) =>
  simulate(data, { method: "ode", schedule: constant(rate), horizon, save: { times: quarters(horizon) } })
    .statistics;

describe("the ODE at infinite dimension", () => {
  it("K = I: R' = −2γ(R − σ²/2) + γ²R", () => {
    const [rate, sigma] = [0.7, 0.5];
    const model = leastSquares({ noiseStd: sigma });
    const { risk, distance } = ode({ dimension: Infinity, covariance: identity(), model }, rate, 8);
    const decay = rate * (2 - rate);
    const floor = (rate * sigma ** 2) / decay;
    quarters(8).forEach((t, i) => {
      const exact = floor + (0.5 + sigma ** 2 / 2 - floor) * Math.exp(-decay * t);
      expect(relativeError(risk[i], exact)).toBeLessThan(1e-8);
      expect(relativeError(distance[i], 2 * exact - sigma ** 2)).toBeLessThan(1e-7);
    });
  });

  it("atoms: what finite dimension gives, from overlaps that do not fluctuate", () => {
    const S = [
      [0.5, 0.2],
      [0.2, 1],
    ];
    const data = { covariance: atoms([1.6, 0.4], [0.5, 0.5]), model: logistic(), overlaps: S, ridge: 0.1 };
    const [finite, infinite] = [100, Infinity].map((dimension) => ode({ ...data, dimension }, 0.8, 4));
    for (const name of ["risk", "excessRisk", "distance", "norm"])
      infinite[name].forEach((value, i) => {
        expect(relativeError(finite[name][i], value)).toBeLessThan(1e-8);
      });
  });

  it.each([
    [0.5, 0, 0.3],
    [0.5, 0.4, 0],
    [0.5, 0.9, 0],
    [0.2, 1.5, 0.3],
  ])(
    "power density and source: the Volterra equation in closed form, β = %s, s = %s, σ = %s",
    (beta, s, sigma) => {
      const [rate, horizon] = [0.9, 20];
      const moment = (power: number, t: number) =>
        (1 - beta) * powerTimesExponential(1 - beta + power, 2 * rate * t);
      const exact = volterraRisk(
        (t) => (sigma * sigma) / 2 + moment(1 - s, t) / 2,
        (t) => moment(2, t),
        rate,
        horizon,
        1000,
      );
      const data: ProblemData = {
        dimension: "infinity",
        covariance: powerDensity({ beta }),
        model: leastSquares({ noiseStd: sigma }),
        target: power({ exponent: s, scale: 1 }),
      };
      const { risk, distance, norm } = ode(data, rate, horizon);
      risk.forEach((value, i) => {
        expect(relativeError(value, exact[i])).toBeLessThan(1e-6);
      });
      // ‖X*‖² = ∫ λ^(−s) dμ is a number for β + s < 1 only.
      if (beta + s < 1) expect(relativeError(distance[0], (1 - beta) / (1 - beta - s))).toBeLessThan(1e-8);
      for (const curve of [distance, norm]) expect(curve.every(Number.isNaN)).toBe(beta + s >= 1);
      const other = ode({ ...data, target: power({ exponent: s + 0.05, scale: 1 }) }, rate, horizon);
      expect(relativeError(other.risk[4], exact[4])).toBeGreaterThan(1e-3);
    },
  );

  it("at late times the risk keeps falling like t^(β + s − 2): no node rule runs dry", () => {
    const data: ProblemData = {
      dimension: "infinity",
      covariance: powerDensity({ beta: 0.5 }),
      model: leastSquares(),
      target: power({ exponent: 0.7, scale: 1 }),
    };
    const { risk } = simulate(data, {
      method: "ode",
      schedule: constant(0.5),
      horizon: 4000,
      save: { times: [1000, 4000] },
    }).statistics;
    expect(Math.abs(Math.log(risk[1] / risk[0]) / Math.log(4) + 0.8)).toBeLessThan(0.01);
    const twelve = simulate(
      { ...data, covariance: powerDensity({ beta: 0.5, nodes: 12 }) },
      { method: "ode", schedule: constant(0.5), horizon: 4000, save: { times: [4000] } },
    ).statistics.risk[0];
    expect(relativeError(twelve, risk[1])).toBeGreaterThan(0.01);
  });

  it.each<[string, Omit<ProblemData, "dimension">]>([
    [
      "uniform, logistic",
      { covariance: uniform({ min: 0.2, max: 2 }), model: logistic(), target: power({ exponent: 1 }) },
    ],
    [
      "Marchenko–Pastur with an atom at 0",
      { covariance: marchenkoPastur({ ratio: 2 }), model: leastSquares(), target: power({ exponent: 0 }) },
    ],
    [
      "a power density",
      {
        covariance: powerDensity({ beta: 0.5 }),
        model: leastSquares({ noiseStd: 0.2 }),
        target: power({ exponent: -1 }),
      },
    ],
    [
      "a density of its own",
      {
        covariance: density({ of: (x) => x * (2 - x), min: 0, max: 2 }),
        model: logistic(),
        target: power({ exponent: 0.5 }),
      },
    ],
  ])("is the limit of finite dimensions, with error O(1/d): %s", (_, parts) => {
    const infinite = ode({ ...parts, dimension: Infinity }, 0.8, 4);
    const error = (dimension: number) => {
      const finite = ode({ ...parts, dimension }, 0.8, 4);
      return Math.max(
        ...["risk", "distance"].flatMap((name) =>
          Array.from(infinite[name], (value, i) => relativeError(finite[name][i], value)),
        ),
      );
    };
    // Signs are all that is drawn, and with a start at zero they do not show: quantiles are the only error.
    expect(error(100)).toBeLessThan(2 / 100);
    expect(error(800)).toBeLessThan(2 / 800);
    expect(error(800)).toBeLessThan(error(100) / 5);
  });

  it("a correlated start has its cosine, and follows finite dimensions", () => {
    const parts: Omit<ProblemData, "dimension"> = {
      covariance: powerDensity({ beta: 0.3, normalize: "trace" }),
      model: leastSquares({ outputs: 2, noiseStd: 0.3 }),
      target: gaussian({ norm: 1.5 }),
      initial: correlated({ overlap: -0.4, norm: 0.7 }),
    };
    const save = { times: quarters(3), statistics: ["cosine"] as const };
    const [finite, infinite] = [20_000, Infinity].map(
      (dimension) =>
        simulate({ ...parts, dimension }, { method: "ode", schedule: constant(0.5), horizon: 3, save })
          .statistics,
    );
    expect(infinite.cosine[0]).toBeCloseTo(-0.4, 12);
    // Overlaps of drawn vectors fluctuate by about 2/√d; four of that.
    for (const name of ["risk", "distance", "cosine"])
      infinite[name].forEach((value, i) => {
        expect(Math.abs(finite[name][i] - value)).toBeLessThan(8 / Math.sqrt(20_000));
      });
  });
});

describe("other methods at infinite dimension", () => {
  const infinite = problem({ dimension: Infinity, covariance: identity(), model: leastSquares() });

  it.each(["sgd", "hsgd", "sgd-rows"] as const)("%s is refused", async (method) => {
    const sentence = `${method} moves a vector of d coordinates, but problem.dimension is infinity; use the method ode, or a finite dimension`;
    const options = { schedule: constant(0.5), horizon: 1 };
    expect(() => simulate(infinite, { ...options, method })).toThrow(sentence);
    await expect(compare(infinite, { ...options, methods: ["ode", method] })).rejects.toThrow(sentence);
  });

  it("so is the SDE, and a comparison left to itself is the ODE", async () => {
    expect(() => toSde(infinite, constant(0.5))).toThrow(/homogenized SGD moves a vector of d coordinates/);
    const json = (await compare(infinite, { schedule: constant(0.5), horizon: 1 })).toJSON();
    expect(Object.keys(json.curves)).toEqual(["ode"]);
    expect(json.experiment).toMatchObject({ methods: ["ode"], problem: { dimension: "infinity" } });
  });
});
