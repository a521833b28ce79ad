import { describe, expect, it } from "vitest";
import { createModel, type Model, type ModelData, phaseRetrieval } from "../../../src/models/index.js";
import { gaussHermite, type Point, type Rule, sectorPoints } from "../../kit/gaussian-quadrature.js";
import {
  directionDeviation,
  gradientDeviation,
  momentDeviation,
  steinDeviation,
} from "../../kit/model-identities.js";

function covariance(studentStd: number, teacherStd: number, correlation: number): number[] {
  const b = studentStd * teacherStd * correlation;
  return [studentStd ** 2, b, b, teacherStd ** 2];
}

const regular: [string, number[]][] = [
  ["a general B", covariance(1.3, 0.8, 0.4)],
  ["a negative correlation", covariance(0.6, 1.7, -0.9)],
  ["a weak start", covariance(0.1, 1.1, 0.02)],
  ["no correlation", covariance(0.9, 1.1, 0)],
  ["X near X*", covariance(1.1, 1.12, 0.999)],
  ...Array.from({ length: 6 }, (_, k): [string, number[]] => {
    const [p, q, r] = [0.7548776662, 0.5698402909, 0.4301597091].map((x) => ((k + 1) * x) % 1);
    return [`random B ${k + 1}`, covariance(0.2 + 2 * p, 0.2 + 2 * q, 2 * r - 1)];
  }),
];
const singular: [string, number[]][] = [
  ["X* = 0", covariance(0.9, 0, 0)],
  ["X = X*", covariance(1.1, 1.1, 1)],
  ["X = -X*", covariance(1.1, 1.1, -1)],
  ["X = 3 X*", covariance(3, 1, 1)],
];
const atZero: [string, number[]] = ["X = 0", covariance(0, 1.2, 0)];

const exact: Rule = gaussHermite(4);
/** Kinks where x = 0 and y = 0. */
const sectors = (B: number[]): Point[] =>
  sectorPoints(B, [
    [1, 0],
    [0, 1],
  ]);

const smooth = createModel(phaseRetrieval());
const lipschitz = createModel(phaseRetrieval({ variant: "lipschitz" }));

describe("smooth phase retrieval", () => {
  it.each([...regular, ...singular, atZero])("h, G and I are those of its f and g at %s", (_, B) => {
    expect(gradientDeviation(smooth, B)).toBeLessThan(1e-7);
    expect(steinDeviation(smooth, B, exact)).toBeLessThan(1e-12);
    // I is a difference of terms of sixth order in the fields' widths.
    expect(momentDeviation(smooth, B, exact)).toBeLessThan(1e-10);
  });
});

describe("Lipschitz phase retrieval", () => {
  it.each([...regular, ...singular])("h, G and I are those of its f and g at %s", (_, B) => {
    expect(steinDeviation(lipschitz, B, sectors(B))).toBeLessThan(1e-12);
    expect(momentDeviation(lipschitz, B, sectors(B))).toBeLessThan(1e-11);
  });
  it.each(regular)("G is the gradient of h at %s", (_, B) => {
    expect(gradientDeviation(lipschitz, B, 1e-6)).toBeLessThan(1e-5);
  });
  // With X* = 0 no covariance can leave zero.
  it.each(singular.slice(1))("G is the gradient of h at %s, where h has a power 3/2", (_, B) => {
    expect(gradientDeviation(lipschitz, B, 1e-9)).toBeLessThan(3e-4);
  });
  it("as X → 0, G_xx grows like −(2/π)√(c/a) while h and I stay; at X = 0 its jump is left out", () => {
    const G = new Float64Array(2);
    const I = new Float64Array(1);
    for (const size of [1e-3, 1e-6, 1e-100]) {
      const B = Float64Array.of(size * size, 0.3 * size, 0.3 * size, 1);
      lipschitz.gradient(B, G);
      const root = Math.sqrt(1 - 0.09);
      expect(Math.abs(G[0] - 1 + ((2 / Math.PI) * root) / size) * size).toBeLessThan(1e-14);
      expect(G[1]).toBeCloseTo((-2 / Math.PI) * Math.asin(0.3), 14);
      expect(Math.abs(lipschitz.risk(B) - 0.5)).toBeLessThan(size);
    }
    const zero = Float64Array.of(0, 0, 0, 1);
    lipschitz.gradient(zero, G);
    lipschitz.directionSecondMoment(zero, I);
    expect([G[0], G[1] + 0, I[0], lipschitz.risk(zero)]).toEqual([1, 0, 1, 0.5]);
  });
});

describe.each([
  ["smooth", smooth],
  ["lipschitz", lipschitz],
] as const)("phase retrieval, %s", (_name, model) => {
  it.each([
    [0.3, -0.8],
    [-1.4, 2],
    [-0.7, -0.2],
    [1.1, 0],
  ])("g is the gradient of f at x = %d, y = %d", (x, y) => {
    expect(directionDeviation(model, [x, y], [])).toBeLessThan(1e-8);
  });
  it("is even: −x turns g around and leaves f, −y leaves both; x = 0 does not move", () => {
    const [g, turned, other] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
    const none = new Float64Array(0);
    for (const [x, y] of [
      [0.3, -0.8],
      [2, 1],
      [0, 1.3],
    ]) {
      model.direction(Float64Array.of(x, y), none, g);
      model.direction(Float64Array.of(-x, y), none, turned);
      model.direction(Float64Array.of(x, -y), none, other);
      expect(turned[0] + g[0]).toBe(0);
      expect(other[0]).toBe(g[0]);
      if (x === 0) expect(g[0] + 0).toBe(0);
      const loss = model.loss(Float64Array.of(x, y), none);
      expect(model.loss(Float64Array.of(-x, y), none)).toBe(loss);
      expect(model.loss(Float64Array.of(x, -y), none)).toBe(loss);
    }
    expect(model.even).toBe(true);
  });
  it("the best risk is 0, at X = ±X*", () => {
    for (const sign of [1, -1]) {
      const B = Float64Array.from(covariance(1.1, 1.1, sign));
      expect(model.risk(B)).toBeLessThan(1e-15);
      expect(model.bestRisk(B)).toBe(0);
    }
  });
  it("is not a number where the overlaps are not", () => {
    const I = new Float64Array(1);
    const B = Float64Array.of(1, Number.NaN, Number.NaN, 1);
    model.directionSecondMoment(B, I);
    expect([model.risk(B), I[0]]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("broken phase retrieval fails the identity it breaks", () => {
  const B = covariance(1.3, 0.8, 0.4);
  it("4b² for 2b² in h, and 2b for b in G", () => {
    const wrong: Model = { ...smooth, risk: (C) => smooth.risk(C) + 0.5 * C[1] * C[1] };
    expect(momentDeviation(wrong, B, exact)).toBeGreaterThan(0.01);
    expect(gradientDeviation(wrong, B)).toBeGreaterThan(0.01);
  });
  it("G without the jump of sgn", () => {
    const wrong: Model = {
      ...lipschitz,
      gradient: (C, out) => {
        lipschitz.gradient(C, out);
        out[0] = 1;
      },
    };
    expect(steinDeviation(wrong, B, sectors(B))).toBeGreaterThan(0.01);
    expect(gradientDeviation(wrong, B, 1e-6)).toBeGreaterThan(0.01);
  });
  it("one variant's I beside the other's g", () => {
    const wrong: Model = { ...lipschitz, directionSecondMoment: smooth.directionSecondMoment };
    expect(momentDeviation(wrong, B, sectors(B))).toBeGreaterThan(0.01);
  });
});

describe("phase retrieval data", () => {
  it("is plain and holds what was given", () => {
    expect(phaseRetrieval({ variant: "lipschitz" })).toEqual({
      kind: "phase-retrieval",
      variant: "lipschitz",
    });
    expect(phaseRetrieval()).toEqual({ kind: "phase-retrieval" });
  });
  it("refuses unknown variants and names those it knows", () => {
    const variant = "rough" as "smooth";
    expect(() => phaseRetrieval({ variant })).toThrow(/"rough".*smooth or lipschitz/);
    expect(() => createModel({ kind: "phase-retrieval", variant } as ModelData)).toThrow("rough");
  });
});
