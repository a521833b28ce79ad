/** Losses that are formulas: equal to the built-in models they spell, and refused where they say nothing. */
import { beforeAll, describe, expect, it } from "vitest";
import { loadFormulas } from "../../../sde/index.js";
import { createModel, lossExpression, type Model, type ModelData } from "../../../src/models/index.js";
import { randomCovariance } from "../../kit/covariances.js";
import { modelDistance } from "../../kit/same-model.js";

beforeAll(loadFormulas);

const logisticLoss = "log(1 + exp(x)) - x/(1 + exp(-y))";
const residual = "x - y - noise";

const spelt: [string, string, ModelData, Omit<Parameters<typeof lossExpression>[0], "loss">?][] = [
  ["least squares", `0.5*(${residual})^2`, { kind: "least-squares", noiseStd: 0.5 }],
  ["least squares without noise", "(x - y)^2/2", { kind: "least-squares" }],
  ["least squares of two outputs", "0.5*((x1 - y1)^2 + (x2 - y2)^2)", { kind: "least-squares", outputs: 2 }],
  ["logistic", logisticLoss, { kind: "logistic" }],
  ["smooth phase retrieval", "0.25*(x^2 - y^2)^2", { kind: "phase-retrieval" }],
  ["Lipschitz phase retrieval", "0.5*(abs(x) - abs(y))^2", { kind: "phase-retrieval", variant: "lipschitz" }],
  [
    "Huber",
    `abs(${residual}) < 0.8 ? 0.5*(${residual})^2 : 0.8*abs(${residual}) - 0.32`,
    { kind: "huber", threshold: 0.8, noiseStd: 0.5 },
  ],
  [
    "Huber, its threshold between squares",
    "(x - y)^2 <= 0.64 ? (x - y)^2/2 : 0.8*sqrt((x - y)^2) - 0.32",
    { kind: "huber", threshold: 0.8 },
  ],
  [
    "logistic, its sigmoid the other way",
    "-log(exp(x)/(1 + exp(x))) + x*(1 - exp(y)/(1 + exp(y)))",
    { kind: "logistic" },
  ],
  ["absolute error", `abs(${residual})`, { kind: "absolute-error", noiseStd: 0.5 }],
  ["absolute error without noise", "max(x - y, y - x)", { kind: "absolute-error" }],
  [
    "an erf unit and its teacher, with noise",
    "0.5*(erf(x/sqrt(2)) - 0.8*erf(y/sqrt(2)) - noise)^2",
    { kind: "committee", activation: "erf", student: [1], teacher: [0.8], noiseStd: 0.3 },
  ],
  [
    "a squared unit and its teacher, with noise",
    "0.5*(x^2 - 0.8*y^2 - noise)^2",
    { kind: "committee", activation: "square", student: [1], teacher: [0.8], noiseStd: 0.3 },
  ],
  [
    "a relu unit and its teacher",
    "0.5*(max(0, x) - 0.8*max(0, y))^2",
    { kind: "committee", activation: "relu", student: [1], teacher: [0.8] },
  ],
];

describe.each(spelt)("spells %s", (_name, loss, data) => {
  const noiseStd = "noiseStd" in data ? data.noiseStd : 0;
  let own: Model;
  let builtIn: Model;
  beforeAll(() => {
    own = createModel(lossExpression({ loss, noiseStd }));
    builtIn = createModel(data);
  });

  it.each([1, 2])("h, B G and I at random B, %d", (seed) => {
    const m = builtIn.outputs + builtIn.teacherOutputs;
    for (const size of [0.4, 1.4])
      expect(modelDistance(own, builtIn, randomCovariance(m, m, seed, size))).toBeLessThan(1e-9);
  });
  it("and where B is singular", () => {
    const m = builtIn.outputs + builtIn.teacherOutputs;
    expect(modelDistance(own, builtIn, randomCovariance(m, 1, 4))).toBeLessThan(1e-9);
    // At x = 0 itself the built-in model of magnitudes gives what its limit from either side is.
    if (builtIn.restsAtZero && own.restsAtZero) return;
    const atZero = randomCovariance(m, m, 5).map((entry, at) =>
      Math.floor(at / m) < builtIn.outputs || at % m < builtIn.outputs ? 0 : entry,
    );
    expect(modelDistance(own, builtIn, atZero)).toBeLessThan(1e-9);
  });
  it("with an error that says so", () => {
    const m = builtIn.outputs + builtIn.teacherOutputs;
    expect(own.quadratureError!(Float64Array.from(randomCovariance(m, m, 1)))).toBeLessThan(1e-8);
  });
});

it("the hinge loss, whose kink lies where the teacher's sign has it", () => {
  // x and y independent, x of unit width: f = (1 − ξ)⁺, g² = 1(ξ < 1), ξ ~ N(0, 1).
  const own = createModel(lossExpression({ loss: "max(0, 1 - x*sign(y))" }));
  const [B, I] = [Float64Array.of(1, 0, 0, 0.7), new Float64Array(1)];
  own.directionSecondMoment(B, I);
  expect(own.risk(B)).toBeCloseTo(0.8413447460685429 + 0.24197072451914337, 12);
  expect(I[0]).toBeCloseTo(0.8413447460685429, 12);
});

it("the probit loss, whose −log Φ goes on where Φ is 0 to all digits", () => {
  // Φ(ξ) is uniform on (0, 1) for ξ ~ N(0, 1): the mean of its −log is 1.
  const own = createModel(lossExpression({ loss: "-log(0.5*(1 + erf(x*sign(y)/sqrt(2))))" }));
  expect(own.risk(Float64Array.of(1, 0, 0, 0.7))).toBeCloseTo(1, 10);
  expect(own.quadratureError!(Float64Array.of(25, 3, 3, 0.7))).toBeLessThan(1e-9);
});
