/** The models of the residual alone: Huber and the absolute error. */
import { describe, expect, it } from "vitest";
import { centredModel } from "../../../src/models/centred.js";
import { absoluteError, createModel, huber, type Model } from "../../../src/models/index.js";
import { type Point, residualPoints } from "../../kit/gaussian-quadrature.js";
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

const covariances: [string, number[]][] = [
  ["a general B", covariance(1.3, 0.8, 0.4)],
  ["a negative correlation", covariance(0.6, 1.7, -0.9)],
  ["X = 0", covariance(0, 1.2, 0)],
  ["X* = 0", covariance(0.9, 0, 0)],
  ["X = -X*", covariance(1.1, 1.1, -1)],
  ["X = 3 X*", covariance(3, 1, 1)],
  ["wide fields", covariance(20, 8, 0.5)],
  ...Array.from({ length: 4 }, (_, k): [string, number[]] => {
    const [p, q, r] = [0.7548776662, 0.5698402909, 0.4301597091].map((x) => ((k + 1) * x) % 1);
    return [`random B ${k + 1}`, covariance(0.2 + 2 * p, 0.2 + 2 * q, 2 * r - 1)];
  }),
];
const optimum: [string, number[]] = ["X = X*", covariance(0.8, 0.8, 1)];

const models = [
  ["huber, no noise", createModel(huber({ threshold: 0.8 })), 0, 0.8],
  ["huber, noise", createModel(huber({ threshold: 0.8, noiseStd: 0.5 })), 0.5, 0.8],
  ["huber, rarely beyond", createModel(huber({ threshold: 6, noiseStd: 0.7 })), 0.7, 6],
  ["huber, mostly beyond", createModel(huber({ threshold: 1e-3, noiseStd: 0.7 })), 0.7, 1e-3],
  ["absolute error, no noise", createModel(absoluteError()), 0, 0],
  ["absolute error, noise", createModel(absoluteError({ noiseStd: 0.5 })), 0.5, 0],
] as const;

describe.each(models)("%s", (_name, model, sigma, kappa) => {
  const points = (B: number[]): Point[] => residualPoints(B, [1, -1], sigma, kappa);
  it.each(sigma > 0 ? [...covariances, optimum] : covariances)(
    "h, G and I are those of its f and g at %s",
    (_, B) => {
      // Differences of a step 1e-4 in B, relative to the residual's variance.
      expect(gradientDeviation(model, B)).toBeLessThan(2e-6);
      expect(steinDeviation(model, B, points(B))).toBeLessThan(1e-12);
      expect(momentDeviation(model, B, points(B))).toBeLessThan(1e-11);
    },
  );
  it.each([
    [0.3, -0.4, 0.2],
    [5, -3, 1],
    [-9, 4, -2],
  ])("g is the gradient of f at x = %d, y = %d, noise %d", (x, y, z) => {
    expect(directionDeviation(model, [x, y], [z])).toBeLessThan(1e-8);
  });
  it("is the model at x = e + y in its centred forms", () => {
    const { centred: own, ...ordinary } = model;
    const translated = centredModel(ordinary);
    const [got, expected] = [new Float64Array(2), new Float64Array(2)];
    const C = Float64Array.of(0.7, 0.2, 0.2, 1.3);
    expect(own?.residual).toBe(true);
    expect(own?.risk(C)).toBeCloseTo(translated.risk(C), 14);
    expect(own?.excessRisk(C)).toBeCloseTo(translated.excessRisk(C) as number, 14);
    for (const name of ["gradient", "directionSecondMoment"] as const) {
      got.fill(0);
      expected.fill(0);
      own?.[name](C, got);
      translated[name](C, expected);
      for (const i of [0, 1]) expect(got[i]).toBeCloseTo(expected[i], 13);
    }
    own?.direction(Float64Array.of(0.4, 1.7), Float64Array.of(-0.3), got);
    translated.direction(Float64Array.of(0.4, 1.7), Float64Array.of(-0.3), expected);
    expect(got[0]).toBeCloseTo(expected[0], 14);
  });
  it("the best risk is the risk at X = X*, and the excess keeps its digits down to it", () => {
    const best = model.bestRisk(Float64Array.of(0, 0, 0, 1)) as number;
    expect(model.risk(Float64Array.from(optimum[1]))).toBeCloseTo(best, 15);
    const excess = (D: number) => model.centred?.excessRisk(Float64Array.of(D, 0, 0, 1)) as number;
    expect(excess(0)).toBe(0);
    const G = new Float64Array(2);
    model.gradient(Float64Array.from(optimum[1]), G);
    if (sigma > 0)
      // dh/dS² = G_xx/2
      for (const D of [1e-8, 1e-12, 1e-100])
        expect(Math.abs(excess(D) / (0.5 * G[0] * D) - 1)).toBeLessThan(1e-13 + 4 * D);
    // The integral and the difference meet.
    for (const D of [0.24, 0.26].map((share) => share * sigma * sigma))
      expect(excess(D)).toBeCloseTo(model.centred!.risk(Float64Array.of(D)) - best, 13);
  });
  it("is not a number where the overlaps are not", () => {
    const [G, I] = [new Float64Array(2), new Float64Array(1)];
    const B = Float64Array.of(1, Number.NaN, Number.NaN, 1);
    model.gradient(B, G);
    model.directionSecondMoment(B, I);
    expect([model.risk(B), G[0], I[0]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe("limits", () => {
  const at = (model: Model, B: readonly number[]): number[] => {
    const [G, I] = [new Float64Array(2), new Float64Array(1)];
    model.gradient(Float64Array.from(B), G);
    model.directionSecondMoment(Float64Array.from(B), I);
    return [model.risk(Float64Array.from(B)), G[0], G[1], I[0]];
  };
  it("S = 0: Huber is least squares there, the absolute error does not move", () => {
    expect(at(createModel(huber({ threshold: 1 })), [1, 1, 1, 1])).toEqual([0, 1, -1, 0]);
    expect(at(createModel(absoluteError()), [1, 1, 1, 1]).map((value) => value + 0)).toEqual([0, 0, 0, 0]);
    const g = new Float64Array(1);
    createModel(absoluteError()).direction(Float64Array.of(2, 2), Float64Array.of(1), g);
    expect(g[0]).toBe(0);
  });
  it("a high threshold is least squares, a low one κ times the absolute error, to the last digits", () => {
    const [h, top, , moment] = at(createModel(huber({ threshold: 1e3 })), [2, 0, 0, 1]);
    [h / 1.5, top, moment / 3].forEach((value) => {
      expect(value).toBeCloseTo(1, 14);
    });
    const absolute = at(createModel(absoluteError()), [2, 0, 0, 1]);
    for (const kappa of [1e-6, 1e-9, 1e-12]) {
      const values = at(createModel(huber({ threshold: kappa })), [2, 0, 0, 1]);
      // The next terms are smaller by u = κ/√3.
      [kappa, kappa, kappa, kappa * kappa].forEach((unit, i) => {
        expect(Math.abs(values[i] / unit / absolute[i] - 1)).toBeLessThan(1e-14 + kappa);
      });
    }
  });
  it("I is continuous where its series begins, at S = κ", () => {
    const model = createModel(huber({ threshold: 1 }));
    const [below, above] = [1 - 1e-15, 1 + 1e-15].map((a) => at(model, [a, 0, 0, 0])[3]);
    expect(Math.abs(below / above - 1)).toBeLessThan(1e-14);
  });
});

describe("a broken Huber model fails the identity it breaks", () => {
  const sigma = 0.5;
  const model = createModel(huber({ threshold: 0.8, noiseStd: sigma }));
  const B = covariance(1.3, 0.8, 0.4);
  const points = residualPoints(B, [1, -1], sigma, 0.8);
  it("P for the square of the clipped residual", () => {
    const wrong: Model = {
      ...model,
      directionSecondMoment: (C, out) => {
        model.gradient(C, out);
      },
    };
    expect(momentDeviation(wrong, B, points)).toBeGreaterThan(0.01);
  });
  it("half of κ²(1 − Φ) forgotten in h", () => {
    const wrong: Model = { ...model, risk: (C) => model.risk(C) + 0.05 };
    expect(momentDeviation(wrong, B, points)).toBeGreaterThan(0.01);
  });
  it("another threshold's G", () => {
    const other = createModel(huber({ threshold: 1, noiseStd: sigma }));
    const wrong: Model = { ...model, gradient: other.gradient };
    expect(gradientDeviation(wrong, B)).toBeGreaterThan(0.01);
    expect(steinDeviation(wrong, B, points)).toBeGreaterThan(0.01);
  });
  it("the absolute error without its jump", () => {
    const flat: Model = { ...createModel(absoluteError()), gradient: (_B, out) => void out.fill(0) };
    expect(steinDeviation(flat, B, residualPoints(B, [1, -1], 0, 0))).toBeGreaterThan(0.01);
  });
});

describe("the data", () => {
  it("is plain and holds what was given", () => {
    expect(huber({ threshold: 1, noiseStd: 0.5 })).toEqual({ kind: "huber", threshold: 1, noiseStd: 0.5 });
    expect(huber({ threshold: 1 })).toEqual({ kind: "huber", threshold: 1 });
    expect(absoluteError({ noiseStd: 0.5 })).toEqual({ kind: "absolute-error", noiseStd: 0.5 });
    expect(absoluteError()).toEqual({ kind: "absolute-error" });
  });
  it.each([
    [{ threshold: 0 }, "threshold = 0"],
    [{ threshold: -1 }, "threshold = -1"],
    [{ threshold: Number.NaN }, "threshold = NaN"],
    [{ threshold: Infinity }, "threshold = Infinity"],
    [{}, "threshold = undefined"],
    [{ threshold: 1, noiseStd: -1 }, "noiseStd = -1"],
  ])("huber refuses %o", (options, message) => {
    expect(() => huber(options as { threshold: number })).toThrow(message);
    expect(() => createModel({ kind: "huber", ...(options as { threshold: number }) })).toThrow(message);
  });
  it.each([-1, Number.NaN, Infinity])("the absolute error refuses the noise %d", (noiseStd) => {
    expect(() => absoluteError({ noiseStd })).toThrow(`noiseStd = ${noiseStd}`);
  });
});
