/** Whole runs of losses that spell built-in models: the same curves, as text and as functions. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  atoms,
  constant,
  createModel,
  customModel,
  gaussian,
  loadFormulas,
  lossExpression,
  type ModelData,
  type ProblemData,
  problem,
  simulate,
} from "../../../src/index.js";

beforeAll(loadFormulas);

const residual = "x - y - noise";
const unit = (field: string) => `erf(${field}/sqrt(2))`;

/** A text, the model that it spells, the learning rate, how far the risk may be off, relative to its largest, and how long to look. */
const spelt: [string, string, ModelData, number, number, number?][] = [
  ["least squares", `0.5*(${residual})^2`, { kind: "least-squares", noiseStd: 0.5 }, 0.7, 1e-12],
  [
    "least squares of two outputs",
    "0.5*((x1 - y1)^2 + (x2 - y2)^2)",
    { kind: "least-squares", outputs: 2 },
    0.7,
    1e-12,
  ],
  ["logistic", "log(1 + exp(x)) - x/(1 + exp(-y))", { kind: "logistic" }, 0.7, 1e-8],
  [
    "Huber",
    `(${residual})^2 < 0.64 ? 0.5*(${residual})^2 : 0.8*abs(${residual}) - 0.32`,
    { kind: "huber", threshold: 0.8, noiseStd: 0.5 },
    0.7,
    1e-10,
  ],
  ["absolute error", `abs(${residual})`, { kind: "absolute-error", noiseStd: 0.5 }, 0.5, 1e-10],
  ["smooth phase retrieval", "0.25*(x^2 - y^2)^2", { kind: "phase-retrieval" }, 0.1, 1e-11],
  [
    "Lipschitz phase retrieval",
    "0.5*(abs(x) - abs(y))^2",
    { kind: "phase-retrieval", variant: "lipschitz" },
    0.5,
    1e-10,
  ],
  [
    "a squared unit and its teacher",
    "0.5*(x^2 - 0.8*y^2 - noise)^2",
    { kind: "committee", activation: "square", student: [1], teacher: [0.8], noiseStd: 0.3 },
    0.05,
    1e-11,
  ],
  [
    "an erf unit and its teacher",
    `0.5*(${unit("x")} - 0.8*${unit("y")} - noise)^2`,
    { kind: "committee", activation: "erf", student: [1], teacher: [0.8], noiseStd: 0.3 },
    0.7,
    1e-9,
    0.2,
  ],
  [
    "a relu unit and its teacher",
    "0.5*(max(0, x) - 0.8*max(0, y))^2",
    { kind: "committee", activation: "relu", student: [1], teacher: [0.8] },
    0.7,
    1e-10,
  ],
];

const statistics = (model: ProblemData["model"], rate: number, method: "ode" | "sgd" | "hsgd", horizon = 1) =>
  simulate(
    problem({
      dimension: 20,
      covariance: atoms([1.6, 0.4], [0.5, 0.5]),
      model,
      target: gaussian({ norm: 1 }),
      initial: gaussian({ norm: 0.7 }),
    }),
    { method, schedule: constant(rate), horizon, save: { points: 5 }, seed: 1 },
  ).statistics;

/** sup over times, relative to the largest. */
const apart = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(b, (value, i) => Math.abs(value - a[i]))) / Math.max(...Array.from(b, Math.abs));

describe.each(spelt)("%s", (_name, loss, data, rate, tolerance, horizon) => {
  const own = () => lossExpression({ loss, noiseStd: "noiseStd" in data ? data.noiseStd : 0 });
  it("has the ODE of the model it spells", () => {
    const [spelled, builtIn] = [own(), data].map((model) => statistics(model, rate, "ode", horizon));
    for (const statistic of ["risk", "norm"] as const)
      expect(apart(spelled[statistic], builtIn[statistic])).toBeLessThan(tolerance);
  });
  it("and, sample by sample, its SGD", () => {
    const [spelled, builtIn] = [own(), data].map((model) => statistics(model, rate, "sgd", horizon));
    // Some built-in models draw a noise of standard deviation 0: their samples are others.
    const [mine, theirs] = [own(), data].map((model) => createModel(model).sampleNoise.normals);
    if (mine !== theirs) return;
    // The same draws: what differs is rounding, and the quadrature of the risk that is reported.
    expect(apart(spelled.norm, builtIn.norm)).toBeLessThan(1e-12);
    expect(apart(spelled.risk, builtIn.risk)).toBeLessThan(tolerance);
  });
});

describe("functions", () => {
  it("give the curves of the formula, whose ODE and HSGD they share", () => {
    const text = lossExpression({ loss: `abs(${residual})`, noiseStd: 0.5 });
    const functions = customModel({
      loss: ([x], [y], [e]) => Math.abs(x - y - e),
      direction: ([x], [y], out, [e]) => {
        out[0] = Math.sign(x - y - e);
      },
      noiseStd: 0.5,
    });
    for (const method of ["ode", "hsgd"] as const)
      expect(
        apart(statistics(functions, 0.5, method, 0.1).risk, statistics(text, 0.5, method, 0.1).risk),
      ).toBeLessThan(1e-9);
  });
  it("of another threshold give other curves (negative control)", () => {
    const huber = (threshold: number): ModelData => ({ kind: "huber", threshold, noiseStd: 0.5 });
    expect(
      apart(statistics(huber(0.81), 0.7, "ode").risk, statistics(huber(0.8), 0.7, "ode").risk),
    ).toBeGreaterThan(1e-4);
  });
});
