import { describe, expect, it } from "vitest";
import { createModel, logistic, type Model } from "../../../src/models/index.js";
import { fineTrapezoid } from "../../kit/gaussian-quadrature.js";
import {
  directionDeviation,
  gradientDeviation,
  momentDeviation,
  type Outcomes,
  steinDeviation,
} from "../../kit/model-identities.js";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The label is 1 where the uniform lies below s(y): one uniform on either side, with its probability. */
const bernoulli: Outcomes = (fields) => {
  const p = sigmoid(fields[1]);
  return [
    { uniforms: [p / 2], probability: p },
    { uniforms: [(1 + p) / 2], probability: 1 - p },
  ];
};

function covariance(studentStd: number, teacherStd: number, correlation: number): number[] {
  const b = studentStd * teacherStd * correlation;
  return [studentStd ** 2, b, b, teacherStd ** 2];
}

const covariances: [string, number[]][] = [
  ["a general B", covariance(1.3, 0.8, 0.4)],
  ["a negative correlation", covariance(0.6, 1.7, -0.9)],
  ["X = 0", covariance(0, 1.2, 0)],
  ["X* = 0", covariance(0.9, 0, 0)],
  ["X = X*", covariance(1.1, 1.1, 1)],
  ["X = -X*", covariance(1.1, 1.1, -1)],
  ["X = 3 X*", covariance(3, 1, 1)],
  ["wide fields", covariance(4, 3, 0.5)],
];

describe.each([
  ["soft", createModel(logistic()), undefined],
  ["hard", createModel(logistic({ labels: "hard" })), bernoulli],
] as const)("logistic, %s labels", (_name, model, outcomes) => {
  it.each(covariances)("G is the gradient of h at %s", (_, B) => {
    expect(gradientDeviation(model, B)).toBeLessThan(1e-6);
  });
  it.each(covariances)("B G = E r g^T at %s", (_, B) => {
    const rule = fineTrapezoid(Math.sqrt(Math.max(B[0], B[3])));
    expect(steinDeviation(model, B, rule, outcomes)).toBeLessThan(1e-10);
  });
  it.each(covariances)("h = E f and I = E g g^T at %s", (_, B) => {
    const rule = fineTrapezoid(Math.sqrt(Math.max(B[0], B[3])));
    expect(momentDeviation(model, B, rule, outcomes)).toBeLessThan(1e-10);
  });
  it.each([
    [0.3, -0.8],
    [-4, 2],
    [5, 6],
    [0, 0],
  ])("g is the gradient of f at x = %d, y = %d", (x, y) => {
    for (const uniform of [0.01, 0.99]) {
      expect(directionDeviation(model, [x, y], [uniform])).toBeLessThan(1e-8);
    }
  });
  it("f and g stay finite where the exponential does not", () => {
    const g = new Float64Array(1);
    for (const x of [800, -800]) {
      for (const y of [800, -800]) {
        const fields = Float64Array.of(x, y);
        const noise = Float64Array.of(0.5);
        model.direction(fields, noise, g);
        expect(model.loss(fields, noise)).toBe(x === y ? 0 : 800);
        expect(g[0] + 0).toBe(x === y ? 0 : Math.sign(x));
      }
    }
  });
  it("the best risk is the risk at X = X*, and no X on its ray does better", () => {
    const best = model.bestRisk(Float64Array.of(0, 0, 0, 1.7)) as number;
    expect(model.risk(Float64Array.of(1.7, 1.7, 1.7, 1.7))).toBe(best);
    for (const r of [0, 0.5, 0.99, 1.01, 2]) {
      expect(model.risk(Float64Array.of(1.7 * r * r, 1.7 * r, 1.7 * r, 1.7))).toBeGreaterThan(best);
    }
  });
});

describe("logistic, the labels", () => {
  it("soft and hard labels differ by the label's variance in I and in nothing else", () => {
    const B = Float64Array.from(covariance(1.3, 0.8, 0.4));
    const soft = createModel(logistic({ labels: "soft" }));
    const hard = createModel(logistic({ labels: "hard" }));
    const I = new Float64Array(1);
    const G = new Float64Array(2);
    soft.directionSecondMoment(B, I);
    soft.gradient(B, G);
    const softMoment = I[0];
    hard.directionSecondMoment(B, I);
    expect(I[0] - softMoment).toBeCloseTo(-G[1], 14);
    expect(hard.risk(B)).toBe(soft.risk(B));
  });
});

describe("a broken logistic model fails the identity it breaks", () => {
  const model = createModel(logistic());
  const hard = createModel(logistic({ labels: "hard" }));
  const B = covariance(1.3, 0.8, 0.4);
  const rule = fineTrapezoid(1.3);
  const swapped: Model = {
    ...model,
    gradient: (b, out) => {
      model.gradient(b, out);
      const student = out[0];
      out[0] = -out[1];
      out[1] = -student;
    },
  };
  it("student and teacher slopes exchanged, ∂h", () => {
    expect(gradientDeviation(swapped, B)).toBeGreaterThan(0.01);
  });
  it("student and teacher slopes exchanged, B G", () => {
    expect(steinDeviation(swapped, B, rule)).toBeGreaterThan(0.01);
  });
  it("soft labels' I beside hard labels' g", () => {
    const mixed: Model = { ...hard, directionSecondMoment: model.directionSecondMoment };
    expect(momentDeviation(mixed, B, rule, bernoulli)).toBeGreaterThan(0.01);
  });
});

describe("logistic data", () => {
  it("is plain and holds what was given", () => {
    expect(logistic({ labels: "hard" })).toEqual({ kind: "logistic", labels: "hard" });
    expect(logistic()).toEqual({ kind: "logistic" });
  });
  it("refuses unknown labels and names those it knows", () => {
    const labels = "firm" as "soft";
    expect(() => logistic({ labels })).toThrow(/"firm".*soft or hard/);
  });
});
