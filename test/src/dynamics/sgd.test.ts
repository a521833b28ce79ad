import { describe, expect, it } from "vitest";
import {
  atoms,
  constant,
  data,
  dense,
  gaussian,
  leastSquares,
  logistic,
  problem,
  simulate,
} from "../../../src/index.js";
import { riskOf, sgdMeanStep } from "../../kit/exact-means.js";
import { meanAndError } from "../../kit/statistics.js";

const spectrum = { eigenvalues: [1.6, 0.4], sizes: [15, 15] };
const d = 30;
const rate = 0.7;
const noiseStd = 0.5;
const twoAtoms = problem({
  dimension: d,
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model: leastSquares({ noiseStd }),
  target: { kind: "values", values: Array.from({ length: d }, () => 1 / Math.sqrt(d)) },
});

/** E R after k steps from ‖X − X*‖² = ½ on each atom. */
function exactRisk(steps: number, gamma = rate): number {
  let s = [0.5, 0.5];
  for (let k = 0; k < steps; k++) s = sgdMeanStep(spectrum, s, gamma, noiseStd);
  return riskOf(spectrum, s, noiseStd);
}

/** Three directions without a gradient: only the ridge moves them. */
const flat = problem({
  dimension: 4,
  covariance: { kind: "eigenvalues", values: [1, 0, 0, 0] },
  model: leastSquares(),
  target: { kind: "values", values: [0, 0, 0, 0] },
  initial: { kind: "values", values: [0, 1, 2, 3] },
  ridge: 0.3,
});

const risksAt = (times: number[], runs: number, options = {}) =>
  Array.from(
    { length: runs },
    (_, run) =>
      simulate(twoAtoms, {
        method: "sgd",
        schedule: constant(rate),
        horizon: 2,
        seed: 11,
        run,
        save: { times },
        ...options,
      }).statistics.risk,
  );

describe("SGD", () => {
  const times = [0, 0.5, 1, 2];
  const risks = risksAt(times, 4000);

  it("has the exact mean risk of finite-d least squares, E R_k by the recursion of THEORY §6", () => {
    times.forEach((t, i) => {
      const { mean, error } = meanAndError(risks.map((curve) => curve[i]));
      expect(Math.abs(mean - exactRisk(Math.floor(t * d + 1e-6)))).toBeLessThanOrEqual(4.5 * error + 1e-14);
    });
  });

  it("would be seen to miss that mean at a rate 5 % off, or one step late (negative controls)", () => {
    const last = meanAndError(risks.map((curve) => curve[3]));
    expect(Math.abs(last.mean - exactRisk(2 * d, 1.05 * rate))).toBeGreaterThan(4.5 * last.error);
    const early = meanAndError(risks.map((curve) => curve[1]));
    expect(Math.abs(early.mean - exactRisk(Math.floor(0.5 * d) + 1))).toBeGreaterThan(4.5 * early.error);
  });

  it("gives the same bytes for the same seed and run, and others for another", () => {
    const [again] = risksAt(times, 1);
    expect(again).toEqual(risks[0]);
    expect(risks[1]).not.toEqual(risks[0]);
  });

  it("walks in the original basis of a dense K with the same law: the same exact mean", () => {
    // K = Q diag(1.6 ×15, 0.4 ×15) Qᵀ with Q a Householder reflection, so that no coordinate is an eigenvector.
    const u = Array.from({ length: d }, (_, i) => i + 1);
    const square = u.reduce((sum, value) => sum + value * value, 0);
    const Q = u.map((a, i) => u.map((b, k) => (i === k ? 1 : 0) - (2 * a * b) / square));
    const lambda = (i: number) => (i < 15 ? 1.6 : 0.4);
    const K = Q.map((row) =>
      Q.map((other) => row.reduce((sum, value, i) => sum + value * lambda(i) * other[i], 0)),
    );
    const rotated = problem({
      dimension: d,
      covariance: dense(K),
      model: leastSquares({ noiseStd }),
      target: twoAtoms.description.target,
    });
    for (const basis of ["original", "eigen"] as const) {
      const curves = Array.from({ length: 2000 }, (_, run) =>
        simulate(rotated, {
          method: "sgd",
          basis,
          schedule: constant(rate),
          horizon: 2,
          seed: 5,
          run,
          save: { times },
        }),
      );
      times.forEach((t, i) => {
        const { mean, error } = meanAndError(curves.map((curve) => curve.statistics.risk[i]));
        expect(Math.abs(mean - exactRisk(Math.floor(t * d + 1e-6)))).toBeLessThanOrEqual(4.5 * error + 1e-12);
      });
      // What is measured at the start owes nothing to chance: K itself and its eigenvalues agree.
      expect(curves[0].statistics.distance[0]).toBeCloseTo(1, 12);
    }
  });

  it("takes the rate at a step's start, γ(k/d): the exact mean under a rate that changes every step", () => {
    const falling = (t: number) => 1.4 / (1 + 8 * t);
    const mean = (rateOf: (k: number) => number) => {
      let s = [0.5, 0.5];
      for (let k = 0; k < d / 2; k++) s = sgdMeanStep(spectrum, s, rateOf(k), noiseStd);
      return riskOf(spectrum, s, noiseStd);
    };
    const ends = risksAt([0.5], 4000, { schedule: falling, horizon: 0.5 }).map((curve) => curve[0]);
    const measured = meanAndError(ends);
    expect(Math.abs(measured.mean - mean((k) => falling(k / d)))).toBeLessThan(4.5 * measured.error);
    // Negative control: a rate taken late would be seen (by one step, of which there are many, the next test).
    expect(Math.abs(measured.mean - mean((k) => falling(k / d + 0.25)))).toBeGreaterThan(
      4.5 * measured.error,
    );
  });

  it("under the ridge alone X shrinks by Π (1 − γ(k/d) δ/d), each factor at its step's own start", () => {
    const schedule = (t: number) => 0.5 / (1 + 3 * t);
    const run = simulate(flat, { method: "sgd", schedule, horizon: 2, seed: 1, save: { times: [2] } });
    const shrunk = (late: number) =>
      Array.from({ length: 8 }, (_, k) => (1 - (schedule((k + late) / 4) * 0.3) / 4) ** 2).reduce(
        (product, factor) => product * factor,
        14,
      );
    expect(run.statistics.norm[0] / shrunk(0)).toBeCloseTo(1, 13);
    expect(Math.abs(run.statistics.norm[0] / shrunk(1) - 1)).toBeGreaterThan(1e-2);
  });

  it("shrinks by the ridge alone where no gradient is left: X_k = (1 − γδ/d)^k X_0", () => {
    const run = simulate(flat, {
      method: "sgd",
      schedule: constant(0.5),
      horizon: 2,
      seed: 1,
      save: { times: [2] },
    });
    expect(run.statistics.norm[0]).toBeCloseTo(14 * (1 - (0.5 * 0.3) / 4) ** 16, 12);
  });

  it("tells a divergence as an outcome, with its time, and nothing after it", () => {
    const run = simulate(twoAtoms, { method: "sgd", schedule: constant(6), horizon: 20, seed: 1 });
    expect(run.outcome).toBe("diverged");
    const after = run.times.findIndex((t) => t > run.divergedAt!);
    expect(run.statistics.risk.slice(after).every(Number.isNaN)).toBe(true);
    expect(run.statistics.risk.slice(0, after).every(Number.isFinite)).toBe(true);
  });

  it("refuses a basis that is none, or that the method does not know", () => {
    const run = (method: "sgd" | "ode", basis: string) =>
      simulate(twoAtoms, { method, basis: basis as "original", schedule: constant(rate), horizon: 1 });
    expect(() => run("sgd", "foo")).toThrow('basis is "foo" for sgd');
    expect(() => run("ode", "original")).toThrow('basis is "original" for ode');
    expect(() => run("sgd", "original")).toThrow(/needs a covariance given as a matrix/);
  });

  it("draws hard logistic labels: E g over them is the soft direction, so the mean first step agrees", () => {
    const labelled = (labels: "soft" | "hard") =>
      problem({
        dimension: 5,
        covariance: { kind: "identity" },
        model: logistic({ labels }),
        target: gaussian({ norm: 2 }),
      });
    const firstStep = (labels: "soft" | "hard") =>
      meanAndError(
        Array.from(
          { length: 4000 },
          (_, run) =>
            simulate(labelled(labels), {
              method: "sgd",
              schedule: constant(1),
              horizon: 0.2,
              seed: 3,
              run,
              save: { times: [0.2], statistics: ["overlaps"] },
            }).statistics["overlap.1.2"][0],
        ),
      );
    const soft = firstStep("soft");
    const hard = firstStep("hard");
    expect(Math.abs(soft.mean - hard.mean)).toBeLessThan(4.5 * Math.hypot(soft.error, hard.error));
    // Hard labels are noisier: without that the label would not have been drawn.
    expect(hard.error).toBeGreaterThan(1.1 * soft.error);
  });
});

describe("SGD over rows", () => {
  // Rows of unequal norm whose labels no line fits; their mean square has axes of its own.
  const features = [
    [2, 0.5],
    [-1, 1.5],
    [0.3, -2],
    [1, 1],
    [-1.2, 0.4],
  ];
  const labels = [1, -2, 0.5, 3, -0.7];
  const initial = [0.4, -0.9];
  const rows = problem({
    covariance: data({ features, labels }),
    model: leastSquares(),
    initial: { kind: "values", values: initial },
  });
  const gamma = 0.6;
  const firstStep = (run: number) =>
    simulate(rows, {
      method: "sgd-rows",
      schedule: constant(gamma),
      horizon: 0.5,
      seed: 8,
      run,
      save: { times: [0, 0.5] },
    }).statistics;

  /** X* by the normal equations of two features, and where row i's step leads: X − (γ/d) a_i(⟨a_i, X⟩ − y_i). */
  const normal = (p: number, q: number) => features.reduce((sum, a) => sum + a[p] * a[q], 0);
  const moment = (p: number) => features.reduce((sum, a, i) => sum + a[p] * labels[i], 0);
  const determinant = normal(0, 0) * normal(1, 1) - normal(0, 1) ** 2;
  const optimum = [
    (moment(0) * normal(1, 1) - moment(1) * normal(0, 1)) / determinant,
    (moment(1) * normal(0, 0) - moment(0) * normal(0, 1)) / determinant,
  ];
  /** The start is given in the eigenbasis; ω of the larger eigenvalue, up to sign. */
  const angle = 0.5 * Math.atan2(2 * normal(0, 1), normal(0, 0) - normal(1, 1));
  const axes = [
    [Math.cos(angle), Math.sin(angle)],
    [-Math.sin(angle), Math.cos(angle)],
  ];
  const distancesFrom = (signs: number[]): number[] => {
    const X = [0, 1].map((p) => signs[0] * initial[0] * axes[0][p] + signs[1] * initial[1] * axes[1][p]);
    return features.map((a, i) => {
      const error = a[0] * X[0] + a[1] * X[1] - labels[i];
      return [0, 1].reduce((sum, p) => sum + (X[p] - (gamma / 2) * a[p] * error - optimum[p]) ** 2, 0);
    });
  };
  const startDistance = (signs: number[]) =>
    [0, 1].reduce(
      (sum, p) =>
        sum + (signs[0] * initial[0] * axes[0][p] + signs[1] * initial[1] * axes[1][p] - optimum[p]) ** 2,
      0,
    );

  it("makes the step of one of the rows, each of them equally often, in the basis of the features", () => {
    const runs = 1000;
    const stepped = Array.from({ length: runs }, (_, run) => firstStep(run).distance);
    const signs = [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ].find((pair) => Math.abs(startDistance(pair) - stepped[0][0]) < 1e-12)!;
    const expected = distancesFrom(signs);
    const counts = expected.map(
      (distance) => stepped.filter((reached) => Math.abs(reached[1] - distance) < 1e-12).length,
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(runs);
    // χ² with 4 degrees of freedom: 23.5 is passed once in 10⁴.
    const share = runs / features.length;
    expect(counts.reduce((sum, count) => sum + (count - share) ** 2 / share, 0)).toBeLessThan(23.5);
  });
});
