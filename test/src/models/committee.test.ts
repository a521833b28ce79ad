import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { committee, createModel, type Model } from "../../../src/models/index.js";
import { gram, randomCovariance, randomRows } from "../../kit/covariances.js";
import { gaussHermite, type Rule, trapezoid } from "../../kit/gaussian-quadrature.js";
import {
  directionDeviation,
  gradientDeviation,
  momentDeviation,
  steinDeviation,
} from "../../kit/model-identities.js";

type Activation = "erf" | "square";

/** Exact for the polynomials of square units: with the fields, g is of degree four in each direction. */
const polynomials = { ...gaussHermite(5), noise: gaussHermite(2) };

/**
 * Where fields have variance c, products of two erf's slopes are Gaussians of width 1/√(1 + 2c) in z: the trapezoid rule
 * errs by exp(−2π²/(spacing²(1 + 2c))), and by what lies beyond its reach.
 */
const rules: Record<Activation, { few: Rule; four: Rule; tolerance: number }> = {
  erf: {
    few: { ...trapezoid(0.45, 7.2), noise: gaussHermite(2) },
    four: { ...trapezoid(0.65, 5.2), noise: gaussHermite(1) },
    tolerance: 1e-8,
  },
  square: { few: polynomials, four: polynomials, tolerance: 1e-12 },
};

const model = (activation: Activation, student: number[], teacher: number[], noiseStd = 0): Model =>
  createModel(committee({ activation, student, teacher, noiseStd }));

const teacherRows = randomRows(2, 2, 3);

/** Fields of rank at most three, so that an independent rule over them is quick. */
const small: [string, number[], number[], number[]][] = [
  ["one unit each", [0.8], [1.3], randomCovariance(2, 2, 1)],
  ["one unit each, X = 0", [0.8], [1.3], [0, 0, 0, 1.4]],
  ["one unit each, X = X*", [1], [1], [0.9, 0.9, 0.9, 0.9]],
  ["two units, one teacher", [0.8, -0.5], [1.3], randomCovariance(3, 3, 2)],
  ["two units, two teachers, X = X*", [1, 0.5], [1, 0.5], gram([...teacherRows, ...teacherRows])],
  [
    "two equal units",
    [1, 0.5],
    [1],
    gram([
      [0.9, 0.3],
      [0.9, 0.3],
      [0.4, -0.7],
    ]),
  ],
  ["one unit, three teachers", [0.7], [1, -1, 0.5], randomCovariance(4, 3, 4)],
];

describe.each(["erf", "square"] as const)("a committee of %s units", (activation) => {
  const { few, four, tolerance } = rules[activation];

  it.each(small)("%s: h = E f and I = E g g^T", (_, student, teacher, B) => {
    expect(momentDeviation(model(activation, student, teacher), B, few)).toBeLessThan(tolerance);
  });
  it.each(small)("%s: B G = E r g^T", (_, student, teacher, B) => {
    expect(steinDeviation(model(activation, student, teacher), B, few)).toBeLessThan(tolerance);
  });
  // At X = X* no difference step leaves a covariance of four fields towards the inside, and h is cut off at zero.
  it.each(small.filter(([name]) => !name.startsWith("two units, two")))(
    "%s: G is the gradient of h",
    (_, student, teacher, B) => {
      expect(gradientDeviation(model(activation, student, teacher), B)).toBeLessThan(1e-7);
    },
  );
  it("label noise of standard deviation σ enters h and I", () => {
    const noisy = model(activation, [0.8], [1.3], 0.6);
    expect(momentDeviation(noisy, small[0][3], few)).toBeLessThan(tolerance);
    expect(steinDeviation(noisy, small[0][3], few)).toBeLessThan(tolerance);
  });
  it("two units and two teachers in general position", () => {
    const general = model(activation, [0.8, -0.5], [1.3, 0.7]);
    const B = randomCovariance(4, 4, 5, 0.6);
    expect(momentDeviation(general, B, four)).toBeLessThan(1e-6);
    expect(steinDeviation(general, B, four)).toBeLessThan(1e-6);
    expect(gradientDeviation(general, B)).toBeLessThan(1e-7);
  });
  it("eight units and eight teachers, on fields of rank two", () => {
    const student = [1, -1, 0.5, 0.3, 0.7, -0.2, 0.9, 0.4];
    const teacher = [0.6, 1, -0.8, 0.2, 0.5, 0.1, -0.3, 1];
    const large = model(activation, student, teacher, 0);
    const B = randomCovariance(16, 2, 6, 0.6);
    expect(momentDeviation(large, B, few)).toBeLessThan(tolerance);
    expect(steinDeviation(large, B, few)).toBeLessThan(tolerance);
  });
  it("g is the gradient of f in x", () => {
    const noisy = model(activation, [0.8, -0.5], [1.3, 0.2, 1], 0.4);
    for (const fields of [
      [0.3, -1.2, 0.7, 0.1, 2],
      [0, 0, 1, 2, 3],
    ])
      expect(directionDeviation(noisy, fields, [0.7])).toBeLessThan(1e-8);
  });
  it("h and I stay symmetric, positive and finite with eight units and eight teachers in general position", () => {
    const weights = Array.from({ length: 8 }, (_, i) => (i % 3 === 0 ? -1 : 0.5));
    const large = model(activation, weights, weights, 0.1);
    const B = Float64Array.from(randomCovariance(16, 16, 7));
    const I = new Float64Array(64);
    large.directionSecondMoment(B, I);
    expect(large.risk(B)).toBeGreaterThan(0.005);
    expect(smallestEigenvalue(I)).toBeGreaterThan(0);
    for (let i = 0; i < 8; i++) for (let k = 0; k < 8; k++) expect(I[i * 8 + k]).toBe(I[k * 8 + i]);
  });
  it("neither h nor I falls below zero by rounding where student and teacher agree", () => {
    const twins = model(activation, [1, -0.5, 0.3], [1, -0.5, 0.3]);
    const rows = randomRows(3, 5, 8, 1.7);
    const B = Float64Array.from(gram([...rows, ...rows]));
    const I = new Float64Array(9);
    twins.directionSecondMoment(B, I);
    const scale = Math.max(...B) ** (activation === "square" ? 3 : 0);
    expect(twins.risk(B)).toBeGreaterThanOrEqual(0);
    expect(twins.risk(B)).toBeLessThan(1e-14 * scale);
    for (let i = 0; i < 3; i++) expect(I[4 * i]).toBeGreaterThanOrEqual(0);
    expect(Math.max(...I.map(Math.abs))).toBeLessThan(1e-13 * scale);
  });
  it("a covariance that is not a number stays so", () => {
    expect(model(activation, [1], [1]).risk(new Float64Array(4).fill(Number.NaN))).toBeNaN();
  });
});

function smallestEigenvalue(I: Float64Array): number {
  const n = Math.sqrt(I.length);
  return Math.min(...new EigenvalueDecomposition(Matrix.from1DArray(n, n, I)).realEigenvalues);
}

describe("a broken committee fails the identity it breaks", () => {
  const erf = model("erf", [0.8, -0.5], [1.3], 0.6);
  const B = small[3][3];
  it("teacher weights of the wrong sign", () => {
    const wrong = model("erf", [0.8, -0.5], [-1.3], 0.6);
    const mixed: Model = { ...erf, loss: wrong.loss, direction: wrong.direction };
    expect(momentDeviation(mixed, B, gaussHermite(12))).toBeGreaterThan(0.1);
    expect(steinDeviation(mixed, B, gaussHermite(12))).toBeGreaterThan(0.01);
  });
  it("G without its diagonal term", () => {
    const bare: Model = {
      ...erf,
      gradient(b, out) {
        erf.gradient(b, out);
        out[0] = 0.8 * 0.8 * (2 / Math.PI / Math.sqrt(1 + 2 * b[0]));
      },
    };
    expect(gradientDeviation(bare, B)).toBeGreaterThan(0.01);
    expect(steinDeviation(bare, B, gaussHermite(12))).toBeGreaterThan(0.01);
  });
  it("a variance in the place of a standard deviation", () => {
    const squared = model("erf", [0.8, -0.5], [1.3], 0.36);
    const mixed: Model = { ...erf, directionSecondMoment: squared.directionSecondMoment };
    expect(momentDeviation(mixed, B, gaussHermite(12))).toBeGreaterThan(0.01);
  });
  it("fields drawn towards each other as if both slopes were one field's", () => {
    const square = model("square", [1, 1], [1]);
    const mixed: Model = {
      ...square,
      directionSecondMoment(b, out) {
        square.directionSecondMoment(b, out);
        out[1] = out[2] = out[0];
      },
    };
    expect(momentDeviation(mixed, B, polynomials)).toBeGreaterThan(0.1);
  });
});

describe("the best risk of a committee", () => {
  const B = Float64Array.from(randomCovariance(4, 4, 1));
  it.each([
    ["erf", [1, 0.5], [0.5, 1], 0.08],
    ["erf", [1, 0.5], [-0.5, 1], 0.08],
    ["erf", [1, 0.5], [0.5, 0.5], null],
    ["erf", [1, 0.5, 2], [2], 0.08],
    ["erf", [1], [1, 1], null],
    ["erf", [1], [1, 0], 0.08],
    ["square", [2, -1], [-3, 1], 0.08],
    ["square", [2, 1], [3, -1], null],
  ] as const)("%s units %j taught by %j: %s", (activation, student, teacher, best) => {
    const found = createModel(committee({ activation, student, teacher, noiseStd: 0.4 })).bestRisk(B);
    if (best === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(best, 15);
  });
  it("is attained: a unit of another size, and one too many at zero", () => {
    const homogeneous = model("square", [2, 1], [8], 0.4);
    const y = 1.3;
    const B3 = Float64Array.from(gram([[2 * y], [0], [y]]));
    expect(homogeneous.risk(B3)).toBeCloseTo(homogeneous.bestRisk(B3) as number, 14);
  });
});

describe("committee data", () => {
  it("is plain and holds what was given", () => {
    const data = { activation: "erf", student: [1, 2], teacher: [1] } as const;
    expect(committee(data)).toEqual({ kind: "committee", ...data });
  });
  const good = { activation: "erf", student: [1], teacher: [1] } as const;
  it.each([
    [{ activation: "tanh" }, 'activation = "tanh", but activations are erf'],
    [{ activation: undefined }, "activation = undefined"],
    [{ student: [] }, "student = []"],
    [{ teacher: 3 }, "teacher = 3"],
    [{ teacher: undefined }, "teacher = undefined"],
    [{ student: [1, Number.NaN] }, "student[1] = NaN"],
    [{ teacher: [Infinity] }, "teacher[0] = Infinity"],
    [{ teacher: ["1"] }, 'teacher[0] = "1"'],
    [{ noiseStd: -1 }, "noiseStd = -1"],
    [{ noiseStd: Number.NaN }, "noiseStd = NaN"],
  ])("refuses %o", (change, message) => {
    const data = { ...good, ...change } as Parameters<typeof committee>[0];
    expect(() => committee(data)).toThrow(message);
    expect(() => createModel({ kind: "committee", ...data })).toThrow(message);
  });
});
