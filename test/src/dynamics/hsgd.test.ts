import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { eulerMaruyama, solve } from "../../../sde/index.js";
import {
  atoms,
  compare,
  constant,
  gaussian,
  identity,
  leastSquares,
  problem,
  simulate,
  toSde,
} from "../../../src/index.js";
import { hsgdMeanStep, riskOf } from "../../kit/exact-means.js";
import { meanAndError } from "../../kit/statistics.js";

const d = 20;
const rate = 0.7;
const noiseStd = 0.5;
const spectrum = { eigenvalues: [1.6, 0.4], sizes: [10, 10] };
const twoAtoms = problem({
  dimension: d,
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model: leastSquares({ noiseStd }),
  target: { kind: "values", values: Array.from({ length: d }, () => 1 / Math.sqrt(d)) },
});

describe("homogenized SGD", () => {
  it("has the exact mean risk of its Euler–Maruyama steps (THEORY §6)", async () => {
    const times = [0, 0.5, 1, 2];
    const h = 0.05;
    const result = await compare(twoAtoms, {
      methods: ["hsgd"],
      schedule: constant(rate),
      horizon: 2,
      seed: 7,
      runs: 6000,
      hsgd: { step: h },
      save: { times },
    });
    const curves = result.runs("hsgd", "risk");
    const exact = (t: number, gamma: number) => {
      let s = [0.5, 0.5];
      for (let n = 0; n < Math.round(t / h); n++) s = hsgdMeanStep(spectrum, s, gamma, noiseStd, h);
      return riskOf(spectrum, s, noiseStd);
    };
    times.forEach((t, i) => {
      const { mean, error } = meanAndError(curves.map((curve) => curve[i]));
      expect(Math.abs(mean - exact(t, rate))).toBeLessThanOrEqual(4.5 * error + 1e-14);
      // Negative control: a rate 10 % off would be seen.
      if (t === 2) expect(Math.abs(mean - exact(t, 1.1 * rate))).toBeGreaterThan(4.5 * error);
    });
  });

  it("takes the rate at a step's start: the exact mean of its Euler–Maruyama steps under a falling rate", async () => {
    const h = 0.1;
    const falling = (t: number) => 1.4 / (1 + 20 * t);
    const result = await compare(twoAtoms, {
      methods: ["hsgd"],
      schedule: falling,
      horizon: 0.5,
      seed: 9,
      runs: 6000,
      hsgd: { step: h },
      save: { times: [0.5] },
    });
    const { mean, error } = meanAndError(result.runs("hsgd", "risk").map((curve) => curve[0]));
    const exact = (late: number) => {
      let s = [0.5, 0.5];
      for (let n = 0; n < 5; n++) s = hsgdMeanStep(spectrum, s, falling((n + late) * h), noiseStd, h);
      return riskOf(spectrum, s, noiseStd);
    };
    expect(Math.abs(mean - exact(0))).toBeLessThan(4.5 * error);
    expect(Math.abs(mean - exact(1))).toBeGreaterThan(4.5 * error);
  });

  it("under the ridge alone X shrinks by Π (1 − γ(t_n) δh), each factor at its step's own start", () => {
    const [h, ridge] = [0.125, 0.3];
    const schedule = (t: number) => 0.5 / (1 + 3 * t);
    const flat = problem({
      dimension: 4,
      covariance: { kind: "eigenvalues", values: [1, 0, 0, 0] },
      model: leastSquares(),
      target: { kind: "values", values: [0, 0, 0, 0] },
      initial: { kind: "values", values: [0, 1, 2, 3] },
      ridge,
    });
    const run = simulate(flat, {
      method: "hsgd",
      schedule,
      horizon: 2,
      seed: 1,
      hsgd: { step: h },
      save: { times: [2] },
    });
    const shrunk = (late: number, delta: number) =>
      Array.from({ length: 16 }, (_, n) => (1 - schedule((n + late) * h) * delta * h) ** 2).reduce(
        (product, factor) => product * factor,
        14,
      );
    expect(run.statistics.norm[0] / shrunk(0, ridge)).toBeCloseTo(1, 13);
    // Negative controls: a rate one step late, a ridge of 0.95 δ.
    for (const wrong of [shrunk(1, ridge), shrunk(0, 0.95 * ridge)])
      expect(Math.abs(run.statistics.norm[0] / wrong - 1)).toBeGreaterThan(1e-2);
  });

  it.each([1, 2, 3])(
    "has drift −γ(K(X − X*) + δX) and noise covariance γ² I(B) K/d with %i outputs",
    (outputs) => {
      const lambda = [2, 1, 0.5];
      const ridge = 0.4;
      const target = lambda.map((_, i) => Array.from({ length: outputs }, (_, o) => Math.cos(3 * i + o)));
      const sde = toSde(
        problem({
          dimension: 3,
          covariance: { kind: "eigenvalues", values: lambda },
          model: leastSquares({ outputs, noiseStd }),
          target: { kind: "values", values: target },
          ridge,
        }),
        constant(rate),
        { seed: 4 },
      );
      const n = 3 * outputs;
      const X = Float64Array.from({ length: n }, (_, k) => Math.sin(k + 1));
      const error = X.map((x, k) => x - target[k % 3][Math.floor(k / 3)]);
      const drift = new Float64Array(n);
      sde.drift!(0, X, drift);
      drift.forEach((f, k) => {
        expect(f).toBeCloseTo(-rate * (lambda[k % 3] * error[k] + ridge * X[k]), 13);
      });
      const I = (o: number, p: number) =>
        lambda.reduce((sum, l, i) => sum + l * error[o * 3 + i] * error[p * 3 + i], 0) +
        (o === p ? noiseStd ** 2 : 0);
      const columns = Array.from({ length: n }, (_, k) => {
        const out = new Float64Array(n);
        sde.applyNoise!(0, X, new Float64Array(n).fill(1, k, k + 1), out);
        return out;
      });
      for (let r = 0; r < n; r++)
        for (let s = 0; s < n; s++) {
          const [i, o, j, p] = [r % 3, Math.floor(r / 3), s % 3, Math.floor(s / 3)];
          const covariance = columns.reduce((sum, c) => sum + c[r] * c[s], 0);
          expect(covariance).toBeCloseTo(i === j ? (rate ** 2 * I(o, p) * lambda[i]) / 3 : 0, 13);
        }
    },
  );

  it("joint and separate callbacks say the same", () => {
    const sde = toSde(twoAtoms, constant(rate), { seed: 1 });
    const n = sde.dimension;
    const X = Float64Array.from({ length: n }, (_, i) => Math.cos(i));
    const dW = Float64Array.from({ length: n }, (_, i) => Math.sin(3 * i));
    const [drift, noise, joint] = Array.from({ length: 3 }, () => new Float64Array(n));
    sde.drift!(0, X, drift);
    sde.applyNoise!(0, X, dW, noise);
    sde.eulerStep!(0, 0.1, X, dW, joint);
    joint.forEach((value, i) => {
      expect(value).toBeCloseTo(X[i] + 0.1 * drift[i] + noise[i], 14);
    });
  });

  it("noiseless with K = I, ‖X − X*‖² is lognormal: ln(D_t/D_0) ~ N((γ² − 2γ − 2γ²/d) t, 4γ² t/d) (THEORY §6)", async () => {
    const size = 50;
    const isotropic = problem({
      dimension: size,
      covariance: identity(),
      model: leastSquares(),
      target: gaussian({ norm: 1 }),
    });
    const h = 0.002;
    const t = 1;
    const result = await compare(isotropic, {
      methods: ["hsgd"],
      schedule: constant(rate),
      horizon: t,
      seed: 3,
      runs: 1500,
      hsgd: { step: h },
      save: { times: [t] },
    });
    const logs = result.runs("hsgd", "distance").map((curve) => Math.log(curve[0]));
    const { mean, error } = meanAndError(logs);
    const expected = (rate ** 2 - 2 * rate - (2 * rate ** 2) / size) * t;
    // Euler–Maruyama's own bias on the log is of order h: (γ²/2 + …) h ≤ h here.
    expect(Math.abs(mean - expected)).toBeLessThan(4.5 * error + 2 * h);
    const variance = error ** 2 * logs.length;
    const expectedVariance = (4 * rate ** 2 * t) / size;
    expect(Math.abs(variance / expectedVariance - 1)).toBeLessThan(4.5 * Math.sqrt(2 / logs.length) + 2 * h);
    // Negative control: without the Itô term −2γ²/d the mean would be off by more than is allowed.
    expect(Math.abs(mean - (expected + (2 * rate ** 2) / size))).toBeGreaterThan(4.5 * error - 2 * h);
  });

  it("is an ordinary SDE problem that carries its start", () => {
    const sde = toSde(twoAtoms, constant(rate), { seed: 1 });
    const path = solve(sde, { to: 1, step: 0.01, scheme: eulerMaruyama, seed: 1, purpose: "hsgd" });
    const run = simulate(twoAtoms, {
      method: "hsgd",
      schedule: constant(rate),
      horizon: 1,
      seed: 1,
      hsgd: { step: 0.01 },
      save: { times: [1] },
    });
    const norm = path.state.reduce((sum, x) => sum + x * x, 0);
    expect(norm).toBeCloseTo(run.statistics.norm[0], 13);
  });

  it("carries the overlaps a step has summed as if they were summed anew, every step of the way", () => {
    // Saved at every own step, the risk is summed from the state itself; the carried B drives the same path.
    const sde = toSde(twoAtoms, constant(rate), { seed: 1 });
    const step = 0.02;
    const fresh = solve(sde, {
      to: 2,
      step,
      scheme: eulerMaruyama,
      seed: 1,
      purpose: "hsgd",
      save: { times: "steps" },
    });
    const carried = simulate(twoAtoms, {
      method: "hsgd",
      schedule: constant(rate),
      horizon: 2,
      seed: 1,
      hsgd: { step },
      save: { points: 101 },
    });
    carried.statistics.norm.forEach((norm, n) => {
      const state = fresh.values.subarray(n * sde.dimension, (n + 1) * sde.dimension);
      expect(norm).toBeCloseTo(
        state.reduce((sum, x) => sum + x * x, 0),
        12,
      );
    });
  });

  it("refuses a step beyond Euler–Maruyama's stability, naming the largest", () => {
    expect(() =>
      simulate(twoAtoms, { method: "hsgd", schedule: constant(rate), horizon: 4, hsgd: { step: 2 } }),
    ).toThrow(/at most 1\.785:/);
    // What it names is accepted: 2/(γ λ_max) = 1.7857….
    expect(
      simulate(twoAtoms, { method: "hsgd", schedule: constant(rate), horizon: 4, hsgd: { step: 1.785 } })
        .steps,
    ).toBe(3);
  });

  it("refuses a step longer than the whole run, and takes one as long", () => {
    const run = (step: number) =>
      simulate(twoAtoms, { method: "hsgd", schedule: constant(rate), horizon: 1, hsgd: { step } });
    expect(() => run(1.01)).toThrow(
      new InputError("hsgd.step is 1.01, longer than the whole run to the horizon 1; lower it or use auto"),
    );
    expect(run(1).steps).toBe(1);
  });

  it("counts the ridge where it holds: the largest step is 2 / sup γ(λ_max ‖G_xx‖ + δ), and auto keeps below it", () => {
    const ridged = problem({ dimension: 600, covariance: identity(), model: leastSquares(), ridge: 400 });
    const run = (step: number | "auto") =>
      simulate(ridged, {
        method: "hsgd",
        schedule: constant(rate),
        horizon: 0.5,
        hsgd: { step },
        save: { times: [0.5] },
      });
    expect(() => run(0.00713)).toThrow("at most 0.007125");
    expect(run("auto").outcome).toBe("finished");
    expect(run("auto").steps).toBe(Math.ceil(0.5 * rate * 401));
  });

  it("refuses a scheme it does not have, rather than run another under its name", () => {
    expect(() =>
      simulate(twoAtoms, {
        method: "hsgd",
        schedule: constant(rate),
        horizon: 1,
        hsgd: { scheme: "milstein" as "heun" },
      }),
    ).toThrow('hsgd.scheme is "milstein"');
  });
});
