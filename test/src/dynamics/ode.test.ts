import { describe, expect, it } from "vitest";
import {
  atoms,
  committee,
  constant,
  gaussian,
  identity,
  leastSquares,
  logistic,
  piecewise,
  powerLaw,
  problem,
  simulate,
} from "../../../src/index.js";
import { fineTrapezoid } from "../../kit/gaussian-quadrature.js";
import { referenceOde } from "../../kit/reference-ode.js";

const relativeError = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);

describe("the deterministic ODE", () => {
  it("K = I, least squares: R' = −2γ(R − σ²/2) + γ²R, the closed form to 1e-7 relative at every time", () => {
    for (const [rate, noiseStd] of [
      [1, 0],
      [0.4, 0.5],
      [1.9, 0.3],
      [2.5, 0.1],
    ]) {
      const curve = simulate(
        problem({
          dimension: 100,
          covariance: identity(),
          model: leastSquares({ noiseStd }),
          target: gaussian({ norm: 1 }),
        }),
        { method: "ode", schedule: constant(rate), horizon: 8 },
      );
      const decay = rate * (2 - rate);
      const floor = ((noiseStd ** 2 / 2) * (2 * rate)) / decay;
      const start = 0.5 * (1 + noiseStd ** 2);
      curve.times.forEach((t, i) => {
        const exact = floor + (start - floor) * Math.exp(-decay * t);
        expect(relativeError(curve.statistics.risk[i], exact)).toBeLessThan(1e-7);
      });
    }
  });

  it("agrees to 1e-7 with an independent fine Runge–Kutta solve, for soft and hard logistic models on a power law", () => {
    for (const labels of ["soft", "hard"] as const) {
      const logisticProblem = problem({
        dimension: 40,
        covariance: powerLaw({ exponent: 0.5, normalize: "trace" }),
        model: logistic({ labels }),
        target: gaussian({ norm: 2 }),
        initial: gaussian({ norm: 0.5 }),
      });
      const rate = 0.8;
      const curve = simulate(logisticProblem, {
        method: "ode",
        schedule: constant(rate),
        horizon: 3,
        seed: 2,
        save: { times: [1, 3] },
      });
      const reference = referenceOde(logisticProblem, () => rate, 2, [1, 3], 600);
      reference.forEach((row, i) => {
        for (const name of ["risk", "distance", "norm"] as const)
          expect(relativeError(curve.statistics[name][i], row[name])).toBeLessThan(1e-7);
      });
    }
  });

  it("serves several outputs and ridge: least squares with ℓ = 2 against the independent solve", () => {
    const two = problem({
      dimension: 12,
      covariance: { kind: "eigenvalues", values: Array.from({ length: 12 }, (_, i) => 0.2 + 0.15 * i) },
      model: leastSquares({ outputs: 2, noiseStd: 0.3 }),
      target: gaussian({ norm: 1 }),
      initial: gaussian({ norm: 1 }),
      ridge: 0.1,
    });
    const curve = simulate(two, {
      method: "ode",
      schedule: constant(0.9),
      horizon: 4,
      seed: 9,
      save: { times: [0.5, 4] },
    });
    const reference = referenceOde(two, () => 0.9, 9, [0.5, 4], 600);
    reference.forEach((row, i) => {
      for (const name of ["risk", "distance", "norm"] as const)
        expect(relativeError(curve.statistics[name][i], row[name])).toBeLessThan(1e-7);
    });
  });

  it("is solved no more finely than the quadrature of its model is known, and to that", () => {
    const two = problem({
      dimension: 10,
      covariance: atoms([1.6, 0.4], [0.5, 0.5]),
      model: committee({
        activation: "relu",
        student: [0.5, 0.5],
        teacher: [0.6, -0.4],
        noiseStd: 0.2,
        clip: 0.3,
      }),
      target: gaussian({ norm: 1 }),
      initial: gaussian({ norm: 0.7 }),
    });
    const curve = simulate(two, {
      method: "ode",
      schedule: constant(0.5),
      horizon: 0.1,
      seed: 3,
      save: { times: [0.1] },
    });
    // Steps of a tolerance of 1e-10 follow every point of the lattice across a kink: 44 of them.
    expect(curve.steps).toBeLessThan(5);
    const [row] = referenceOde(two, () => 0.5, 3, [0.1], 80);
    // The quadrature is known to a few thousandths; a step is allowed a hundredth of that, 1e-5 at most.
    expect(relativeError(curve.statistics.risk[0], row.risk)).toBeLessThan(3e-5);
  });

  it("lands on the jumps of a piecewise rate: the closed form piece by piece", () => {
    const noiseless = problem({
      dimension: 10,
      covariance: identity(),
      model: leastSquares(),
      target: gaussian({ norm: 1 }),
    });
    const curve = simulate(noiseless, {
      method: "ode",
      schedule: piecewise({ times: [0, 0.37, 1.1], rates: [0.5, 1.5, 0.1] }),
      horizon: 2,
      save: { times: [0.37, 1.1, 2] },
    });
    const log = (rate: number, span: number) => (rate * rate - 2 * rate) * span;
    const exact = [
      log(0.5, 0.37),
      log(0.5, 0.37) + log(1.5, 0.73),
      log(0.5, 0.37) + log(1.5, 0.73) + log(0.1, 0.9),
    ];
    exact.forEach((value, i) => {
      expect(relativeError(curve.statistics.risk[i], 0.5 * Math.exp(value))).toBeLessThan(1e-9);
    });
    expect(Array.from(curve.statistics.learningRate)).toEqual([1.5, 0.1, 0.1]);
  });

  it("is stable up to γ = 2/τ and diverges beyond, with an outcome once numbers run out", () => {
    const risk = (rate: number, horizon: number) =>
      simulate(
        problem({
          dimension: 20,
          covariance: atoms([3, 1], [0.5, 0.5]),
          model: leastSquares({ noiseStd: 0.1 }),
          target: gaussian({ norm: 1 }),
        }),
        { method: "ode", schedule: constant(rate), horizon, save: { times: [horizon] } },
      );
    // τ = 2: the threshold is 1, the floor (σ²/2)/(1 − γτ/2) (THEORY §6).
    expect(risk(0.9, 400).statistics.risk[0]).toBeCloseTo(0.005 / (1 - 0.9), 9);
    expect(risk(1.1, 100).statistics.risk[0]).toBeGreaterThan(10);
    const far = risk(30, 200);
    expect(far.outcome).toBe("diverged");
    expect(far.statistics.risk[0]).toBeNaN();
  });

  it("keeps 1e-7 relative however far a noiseless decay goes: risk, excess risk and distance down to e^−200", () => {
    const noiseless = problem({
      dimension: 100,
      covariance: identity(),
      model: leastSquares(),
      target: gaussian({ norm: 1 }),
    });
    const times = [4, 16, 40, 100, 200];
    const curve = simulate(noiseless, {
      method: "ode",
      schedule: constant(1),
      horizon: 200,
      save: { times },
    });
    times.forEach((t, i) => {
      const { risk, excessRisk, distance, norm } = curve.statistics;
      expect(relativeError(risk[i], 0.5 * Math.exp(-t))).toBeLessThan(1e-7);
      expect(relativeError(excessRisk[i], 0.5 * Math.exp(-t))).toBeLessThan(1e-7);
      expect(relativeError(distance[i], Math.exp(-t))).toBeLessThan(1e-7);
      // ‖X‖² = D + 2⟨E, X*⟩ + 1, ⟨E, X*⟩ = −e^{−γt}
      expect(relativeError(norm[i], Math.exp(-t) - 2 * Math.exp(-t) + 1)).toBeLessThan(1e-7);
    });
  });

  it("does not stall on a noiseless power law, whose eigenvalues decay at speeds 60 times apart", () => {
    const steep = problem({
      dimension: 30,
      covariance: powerLaw({ exponent: 1.2, normalize: "trace" }),
      model: leastSquares(),
      target: gaussian({ norm: 1 }),
    });
    const times = [5, 50];
    const curve = simulate(steep, {
      method: "ode",
      schedule: constant(0.1),
      horizon: 50,
      save: { times },
    });
    // An explicit method of order 5 cannot take much fewer than γ 2λ_max t / 3.3 steps; it should not take many more.
    const stiff = (0.1 * 2 * steep.spectrum.largest * 50) / 3.3;
    expect(curve.steps).toBeLessThan(stiff + 2000);
    const reference = referenceOde(steep, () => 0.1, 1, times, 60);
    reference.forEach((row, i) => {
      for (const name of ["risk", "distance", "norm"] as const)
        expect(relativeError(curve.statistics[name][i], row[name])).toBeLessThan(1e-7);
    });
  });

  it("keeps them above a floor of noise too: the excess risk's own decay to σ²-floor, 1e-7 of what is left", () => {
    const [rate, noiseStd] = [0.5, 1e-4];
    const noisy = problem({
      dimension: 50,
      covariance: atoms([1.5, 0.5], [0.5, 0.5]),
      model: leastSquares({ noiseStd }),
      target: gaussian({ norm: 1 }),
    });
    const curve = simulate(noisy, {
      method: "ode",
      schedule: constant(rate),
      horizon: 400,
      save: { times: [400] },
    });
    // R_∞ = (σ²/2)/(1 − γτ/2), τ = 1 (THEORY §6).
    const floor = noiseStd ** 2 / 2 / (1 - rate / 2);
    expect(relativeError(curve.statistics.excessRisk[0], floor - noiseStd ** 2 / 2)).toBeLessThan(1e-7);
  });

  it("keeps 1e-7 where a logistic model decays to its optimum: the linearised system's rate and ratio at 1e-20 and 1e-40", () => {
    // K = I. With e = X − X* small, f = ⟨e, X*⟩ and D = ‖e‖²:
    //   f' = −γ f E s'(y)y²/c,   D' = −2γ (D m + 2f² m') + γ² [(f/c)² E s'(y)²y² + (D − f²/c) E s'(y)²],   m(v) = E s'(√v z)
    // D follows f² (f decays slowest) at the ratio κ = D/f², and the excess is ½ (D m + 2f² m').
    const c = 4;
    const { nodes, weights } = fineTrapezoid(Math.sqrt(c));
    const mean = (of: (y: number, slope: number) => number) =>
      nodes.reduce((sum, z, i) => {
        const y = Math.sqrt(c) * z;
        return sum + weights[i] * of(y, 1 / (4 * Math.cosh(y / 2) ** 2));
      }, 0);
    const m = mean((_, slope) => slope);
    const along = mean((y, slope) => (slope * y * y) / c);
    const twiceRateOfSlope = (along - m) / c;
    const square = mean((_, slope) => slope * slope);
    const squareAlong = mean((y, slope) => (slope * y) ** 2) / c;
    for (const rate of [1, 3]) {
      const decay = 2 * rate * along;
      const kappa =
        (2 * rate * twiceRateOfSlope - (rate ** 2 * (squareAlong - square)) / c) /
        (decay - 2 * rate * m + rate ** 2 * square);
      const times = [46 / decay, 92 / decay];
      const curve = simulate(
        problem({
          dimension: 30,
          covariance: identity(),
          model: logistic(),
          target: gaussian({ norm: Math.sqrt(c) }),
        }),
        { method: "ode", schedule: constant(rate), horizon: times[1], save: { times } },
      );
      const { distance, excessRisk } = curve.statistics;
      expect(distance[1]).toBeLessThan(1e-38);
      expect(relativeError(distance[1] / distance[0], Math.exp(-46))).toBeLessThan(1e-7);
      expect(relativeError(excessRisk[1] / distance[1], 0.5 * (m + twiceRateOfSlope / kappa))).toBeLessThan(
        1e-7,
      );
      expect(relativeError(excessRisk[1] / excessRisk[0], Math.exp(-46))).toBeLessThan(1e-7);
    }
  });

  it("leaves a start at rest at zero beside a teacher of zeros: hard labels push it all the same", () => {
    const pushed = problem({
      dimension: 60,
      covariance: identity(),
      model: logistic({ labels: "hard" }),
      target: { kind: "zero" },
    });
    const curve = simulate(pushed, {
      method: "ode",
      schedule: constant(0.5),
      horizon: 2,
      save: { times: [1e-3, 2] },
    });
    expect(curve.outcome).toBe("finished");
    // At first ‖X‖² = γ² τ I t with I = E (s(0) − label)² = ¼.
    expect(relativeError(curve.statistics.norm[0], 0.5 ** 2 * 0.25 * 1e-3)).toBeLessThan(1e-3);
    expect(curve.statistics.norm[1]).toBeGreaterThan(0.05);
  });
});
