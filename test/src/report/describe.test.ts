import { describe, expect, it } from "vitest";
import type { ResultJson } from "../../../src/comparison/index.js";
import { describeExperiment } from "../../../src/report/describe.js";
import { tinyResult } from "../../kit/sample-result.js";

const withProblem = (problem: object, more: object = {}): ResultJson => {
  const result = tinyResult();
  return { ...result, experiment: { ...result.experiment, problem, ...more } };
};
const setting = (problem: object, more: object = {}) =>
  describeExperiment(withProblem(problem, more)).setting;

describe("describeExperiment", () => {
  it("says model, dimension, covariance and rate", () => {
    expect(describeExperiment(tinyResult())).toEqual({
      name: "tiny",
      setting: ["least squares, noise std 0.5", "d = 10", "identity covariance", "γ = 0.5"],
      horizon: "2",
      seed: "7",
    });
  });

  it("names a data file without its folders, and its rank for want of a dimension", () => {
    const covariance = { kind: "data", features: "/home/someone/data/f.csv", labels: "y", rows: "normalize" };
    const result = withProblem({ covariance, model: { kind: "least-squares" } });
    expect(describeExperiment({ ...result, diagnostics: { rank: 99 } }).setting).toEqual([
      "least squares",
      "rank 99",
      "data f.csv, rows normalized",
      "γ = 0.5",
    ]);
  });

  it("finds words for every covariance and schedule of the contract, and for what it does not know", () => {
    const model = { kind: "logistic", labels: "hard" };
    const covariances = [
      { kind: "atoms", eigenvalues: [1.6, 0.4], weights: [0.25, 0.75] },
      { kind: "atoms", eigenvalues: [1, 2, 3, 4, 5], weights: [0.2, 0.2, 0.2, 0.2, 0.2] },
      { kind: "eigenvalues", values: [1, 2] },
      { kind: "power-law", exponent: 1.2 },
      { kind: "dense" },
      { kind: "power-density", beta: 0.5 },
      { kind: "marchenko-pastur", ratio: 2, nodes: 40 },
      { kind: "uniform", min: 0, max: 2 },
      { kind: "density", of: "function", min: 0.5, max: 1 },
      { kind: "wishart" },
    ];
    expect(covariances.map((covariance) => setting({ dimension: "infinity", covariance, model })[2])).toEqual(
      [
        "eigenvalues 1.6 (25 %), 0.4 (75 %)",
        "5 distinct eigenvalues",
        "eigenvalues as listed",
        "power-law spectrum, exponent 1.2",
        "covariance given as a matrix",
        "power-density spectrum, beta 0.5",
        "Marchenko–Pastur spectrum, ratio 2, 40 nodes",
        "uniform spectrum from 0 to 2",
        "spectrum of a given density from 0.5 to 1",
        "wishart",
      ],
    );
    const covariance = { kind: "identity" };
    expect(setting({ dimension: "infinity", covariance, model, ridge: 0.1 }).slice(0, 4)).toEqual([
      "logistic, hard labels",
      "d = ∞",
      "identity covariance",
      "ridge 0.1",
    ]);
    const schedules = [
      { kind: "polynomial", rate: 0.9, power: 1, timescale: 2 },
      { kind: "polynomial", rate: 0.9, power: 0.5, timescale: 2 },
      { kind: "piecewise", times: [0, 2], rates: [0.5, 0.1] },
      { kind: "cosine", rate: 1, final: 0, period: 10 },
      { kind: "expression", value: "0.7/(1+t)" },
      { kind: "function" },
      { kind: "adagrad-norm", eta: 1, b: 2 },
      { kind: "rmsprop-norm", eta: 1, b: 2, alpha: 0.5 },
      { kind: "dog", r0: 0.1, eta0: 1 },
      { kind: "line-search", factor: 1 },
      { kind: "polyak", factor: 0.5 },
      { kind: "of-its-own" },
    ];
    expect(
      schedules.map((schedule) => setting({ dimension: 4, covariance, model }, { schedule }).at(-1)),
    ).toEqual([
      "γ(t) = 0.9/(1 + t/2)",
      "γ(t) = 0.9/(1 + t/2)^0.5",
      "γ = 0.5, then 0.1",
      "γ from 1 to 0 along a cosine up to t = 10",
      "γ(t) = 0.7/(1+t)",
      "γ given by a function",
      "AdaGrad-Norm, η = 1, b = 2",
      "RMSprop-Norm, η = 1, b = 2, α = 0.5",
      "DoG, r₀ = 0.1, η₀ = 1",
      "exact line search",
      "Polyak's rate times 0.5",
      "of its own",
    ]);
  });

  it("manages with an experiment that says nothing", () => {
    const result = { ...tinyResult(), experiment: {} };
    expect(describeExperiment(result)).toEqual({ name: "comparison", setting: [], horizon: "2", seed: "–" });
  });
});
