/** Clipped directions: g·min(1, c/‖g‖) on every model of one output. */
import { describe, expect, it } from "vitest";
import { centredModel } from "../../../src/models/centred.js";
import {
  absoluteError,
  createModel,
  huber,
  leastSquares,
  logistic,
  type Model,
  type ModelData,
  phaseRetrieval,
} from "../../../src/models/index.js";
import { type Point, pieces, residualPoints, squareRootOf } from "../../kit/gaussian-quadrature.js";
import {
  gradientDeviation,
  momentDeviation,
  type Outcomes,
  steinDeviation,
} from "../../kit/model-identities.js";

function covariance(studentStd: number, teacherStd: number, correlation: number): number[] {
  const b = studentStd * teacherStd * correlation;
  return [studentStd ** 2, b, b, teacherStd ** 2];
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const bernoulli: Outcomes = (fields) => {
  const p = sigmoid(fields[1]);
  return [
    { uniforms: [p / 2], probability: p },
    { uniforms: [(1 + p) / 2], probability: 1 - p },
  ];
};

const covariances: [string, number[]][] = [
  ["a general B", covariance(1.3, 0.8, 0.4)],
  ["a negative correlation", covariance(0.6, 1.7, -0.9)],
  ["wide fields", covariance(4, 3, 0.9)],
];
const singular: [string, number[]][] = [
  ["X = 3 X*", covariance(3, 1, 1)],
  ["X = -X*/2", covariance(0.6, 1.2, -1)],
];

/**
 * Points in polar coordinates, the radius cut where |g| passes c (found by walking and bisection) and the angle into
 * pieces that halve towards the lines x = 0, y = 0, x = ±y and those where a ray touches |g| = c.
 */
function clippedPoints(
  B: number[],
  sizesAt: (x: number, y: number) => number[],
  c: number,
  lines: number[][],
): Point[] {
  const root = squareRootOf(B);
  const half = Math.PI;
  const cuts = lines.map((n) => {
    const along = [0, 1].map((k) => n[0] * root[0][k] + n[1] * root[1][k]);
    const angle = Math.atan2(along[0], -along[1]);
    return ((angle % half) + half) % half;
  });
  cuts.sort((a, b) => a - b);
  const angles = cuts.flatMap((from, i) => {
    const to = i + 1 < cuts.length ? cuts[i + 1] : cuts[0] + half;
    const span = to - from;
    if (!(span > 1e-12)) return [];
    const shares = Array.from({ length: 9 }, (_, k) => 3 ** -k / 2).reverse();
    const ends = [0, ...shares, ...shares.map((share) => 1 - share).reverse(), 1];
    const rule = pieces(5, [...new Set(ends.map((share) => from + span * share))]);
    return rule.nodes.map((node, k) => [node, rule.weights[k]]);
  });
  return angles.flatMap(([angle, angleWeight]) => {
    const ray = root.map((row) => row[0] * Math.cos(angle) + row[1] * Math.sin(angle));
    const over = (rho: number) => sizesAt(rho * ray[0], rho * ray[1]).map((size) => size > c);
    const ends = [0, 0.35, 0.7, 1.4, 2.8, 5.6, 9];
    const steps = 40;
    let before = over(1e-9);
    for (let k = 1; k <= steps; k++) {
      const now = over((9 * k) / steps);
      now.forEach((value, which) => {
        if (value === before[which]) return;
        let [low, high] = [(9 * (k - 1)) / steps, (9 * k) / steps];
        for (let i = 0; i < 40; i++) {
          const middle = (low + high) / 2;
          if (over(middle)[which] === before[which]) low = middle;
          else high = middle;
        }
        ends.push(low);
      });
      before = now;
    }
    const radii = pieces(8, ends);
    return radii.nodes.map((rho, k) => ({
      fields: Float64Array.of(rho * ray[0], rho * ray[1]),
      normals: new Float64Array(0),
      weight: (angleWeight / Math.PI) * radii.weights[k] * rho * Math.exp((-rho * rho) / 2),
    }));
  });
}

const lines = [
  [1, 0],
  [0, 1],
  [1, -1],
  [1, 1],
];
/** The ratio at which s(u) − s(tu) peaks at c, by a scan: where rays of soft labels touch |g| = c. */
function touching(c: number): number {
  const top = (t: number) =>
    Math.max(...Array.from({ length: 4000 }, (_, i) => sigmoid(i / 50) - sigmoid((t * i) / 50)));
  let [low, high] = [0, 1];
  for (let i = 0; i < 30; i++) {
    const t = (low + high) / 2;
    if (top(t) > c) low = t;
    else high = t;
  }
  return low;
}

/** The models that can be clipped. */
type Clippable = Exclude<ModelData, { kind: "committee" | "multiclass-logistic" }>;

const planar: [string, Clippable, number][] = [
  ["logistic, soft labels, a low clip", logistic({ clip: 0.2 }), 0.2],
  ["logistic, soft labels, a high clip", logistic({ clip: 0.6 }), 0.6],
  ["logistic, hard labels, a low clip", logistic({ labels: "hard", clip: 0.3 }), 0.3],
  ["logistic, hard labels, a high clip", logistic({ labels: "hard", clip: 0.7 }), 0.7],
  ["smooth phase retrieval", phaseRetrieval({ clip: 0.8 }), 0.8],
  ["Lipschitz phase retrieval", phaseRetrieval({ variant: "lipschitz", clip: 0.5 }), 0.5],
];

function planarPoints(data: Clippable, c: number, B: number[]): Point[] {
  const { clip: _, ...rest } = data;
  const unclipped = createModel(rest as ModelData);
  const hard = data.kind === "logistic" && data.labels === "hard";
  const g = new Float64Array(1);
  const none = new Float64Array(1);
  const sizes = (x: number, y: number): number[] => {
    if (hard) return [sigmoid(-x), sigmoid(x)];
    unclipped.direction(Float64Array.of(x, y), none, g);
    return [Math.abs(g[0])];
  };
  const t = data.kind === "logistic" && !hard && c < 0.5 ? touching(c) : 0;
  return clippedPoints(B, sizes, c, t > 0 ? [...lines, [t, -1], [1, -t]] : lines);
}

describe.each(planar)("clipped: %s", (_name, data, c) => {
  const model = createModel(data);
  const hard = data.kind === "logistic" && data.labels === "hard";
  const outcomes = hard ? bernoulli : undefined;

  it.each([...covariances, ...singular])("G and I are those of the clipped g at %s", (_, B) => {
    const points = planarPoints(data, c, B);
    expect(steinDeviation(model, B, points, outcomes)).toBeLessThan(2e-6);
    // The risk is the loss's own, clipped or not.
    expect(momentDeviation(model, B, points, outcomes)).toBeLessThan(2e-6);
  });
  it("tends to the model without clip as c grows", () => {
    const { clip: _, ...rest } = data;
    const unclipped = createModel(rest as ModelData);
    const wide = createModel({ ...data, clip: data.kind === "logistic" ? 1 - 1e-12 : 1e6 } as ModelData);
    const [got, expected] = [new Float64Array(2), new Float64Array(2)];
    const B = Float64Array.from(covariances[0][1]);
    for (const name of ["gradient", "directionSecondMoment"] as const) {
      got.fill(0);
      expected.fill(0);
      wide[name](B, got);
      unclipped[name](B, expected);
      for (const i of [0, 1])
        expect(Math.abs(got[i] - expected[i])).toBeLessThan(1e-7 * Math.max(1, Math.abs(expected[i])));
    }
  });
  it("g is scaled to length c where it is longer, and only there", () => {
    const { clip: _, ...rest } = data;
    const unclipped = createModel(rest as ModelData);
    const [own, centred] = [model, centredModel(model)];
    const [got, fromCentred, plain] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
    for (const [x, y, uniform] of [
      [0.3, -0.8, 0.1],
      [-2.5, 2, 0.9],
      [0.1, 0.2, 0.5],
      [3, 1, 0.99],
    ]) {
      const noise = Float64Array.of(uniform);
      unclipped.direction(Float64Array.of(x, y), noise, plain);
      own.direction(Float64Array.of(x, y), noise, got);
      centred.direction(Float64Array.of(x - y, y), noise, fromCentred);
      expect(got[0]).toBe(plain[0] * Math.min(1, c / Math.abs(plain[0])));
      expect(fromCentred[0]).toBeCloseTo(got[0], 14);
    }
  });
  it("is not a number where the overlaps are not", () => {
    const [G, I] = [new Float64Array(2), new Float64Array(1)];
    for (const B of [
      [1, Number.NaN, Number.NaN, 1],
      [Infinity, 0, 0, 1],
    ]) {
      model.gradient(Float64Array.from(B), G);
      model.directionSecondMoment(Float64Array.from(B), I);
      expect([G[0], I[0]]).toEqual([Number.NaN, Number.NaN]);
    }
  });
  it("the risk and its own gradient stay those of the loss", () => {
    const B = covariances[0][1];
    const gradient = model.riskGradient as Model["gradient"];
    expect(gradientDeviation({ ...model, gradient }, B, 1e-6)).toBeLessThan(1e-5);
    // Negative control: the clipped G is not the gradient of the risk.
    expect(gradientDeviation(model, covariances[2][1], 1e-6)).toBeGreaterThan(0.01);
    const [H, shifted] = [new Float64Array(2), new Float64Array(2)];
    const { centred, ...ordinary } = model;
    const C = Float64Array.of(0.7, 0.2, 0.2, 1.3);
    centred?.riskGradient?.(C, H);
    centredModel(ordinary).riskGradient(C, shifted);
    for (const i of [0, 1]) expect(shifted[i]).toBeCloseTo(H[i], 11);
  });
});

const residual: [string, Clippable, number, number][] = [
  ["least squares", leastSquares({ noiseStd: 0.5, clip: 0.7 }), 0.5, 0.7],
  ["Huber, a clip below the threshold", huber({ threshold: 1, noiseStd: 0.5, clip: 0.7 }), 0.5, 0.7],
  ["Huber, a clip above the threshold", huber({ threshold: 1, noiseStd: 0.5, clip: 3 }), 0.5, 1],
  ["absolute error", absoluteError({ noiseStd: 0.5, clip: 0.7 }), 0.5, 0],
];

describe.each(residual)("clipped: %s", (_name, data, sigma, kappa) => {
  const model = createModel(data);
  it.each([...covariances, ...singular])("G and I are those of the clipped g at %s", (_, B) => {
    const points = residualPoints(B, [1, -1], sigma, kappa);
    expect(steinDeviation(model, B, points)).toBeLessThan(1e-12);
    const I = new Float64Array(1);
    model.directionSecondMoment(Float64Array.from(B), I);
    const g = new Float64Array(1);
    const moment = points.reduce((sum, { fields, normals, weight }) => {
      model.direction(fields, normals, g);
      return sum + weight * g[0] * g[0];
    }, 0);
    expect(Math.abs(I[0] / moment - 1)).toBeLessThan(1e-12);
    const { clip: _clip, ...rest } = data;
    expect(model.risk(Float64Array.from(B))).toBe(createModel(rest as ModelData).risk(Float64Array.from(B)));
  });
});

describe("where a clip changes nothing", () => {
  it("logistic from 1 on, the absolute error from 1 on", () => {
    const [G, H, I, J] = [1, 2, 3, 4].map(() => new Float64Array(2));
    for (const [clipped, plain] of [
      [logistic({ clip: 1 }), logistic()],
      [absoluteError({ clip: 1.5 }), absoluteError()],
    ]) {
      const B = Float64Array.from(covariances[0][1]);
      createModel(clipped).gradient(B, G);
      createModel(plain).gradient(B, H);
      createModel(clipped).directionSecondMoment(B, I);
      createModel(plain).directionSecondMoment(B, J);
      expect([...G, ...I]).toEqual([...H, ...J]);
    }
  });
  it("near the optimum, where no digit of the soft model is lost", () => {
    const clipped = createModel(logistic({ clip: 0.3 })).centred!;
    const plain = createModel(logistic()).centred!;
    const [I, J] = [new Float64Array(1), new Float64Array(1)];
    clipped.directionSecondMoment(Float64Array.of(1e-20, 1e-11, 1e-11, 1), I);
    plain.directionSecondMoment(Float64Array.of(1e-20, 1e-11, 1e-11, 1), J);
    expect(I[0]).toBe(J[0]);
    expect(I[0]).toBeGreaterThan(0);
  });
});

describe("broken clips fail the identity they break", () => {
  const B = covariances[0][1];
  it("another clip's G and I", () => {
    const data = phaseRetrieval({ clip: 0.8 });
    const other = createModel(phaseRetrieval({ clip: 0.9 }));
    const points = planarPoints(data, 0.8, B);
    const model = createModel(data);
    expect(steinDeviation({ ...model, gradient: other.gradient }, B, points)).toBeGreaterThan(0.01);
    const { directionSecondMoment } = other;
    expect(momentDeviation({ ...model, directionSecondMoment }, B, points)).toBeGreaterThan(0.01);
  });
});

describe("the data", () => {
  it("holds the clip, resolved and not", () => {
    expect(leastSquares({ clip: 2 })).toEqual({ kind: "least-squares", clip: 2 });
    expect(phaseRetrieval({ clip: 2 })).toEqual({ kind: "phase-retrieval", clip: 2 });
  });
  it.each([0, -1, Number.NaN, Infinity])("refuses the clip %d", (clip) => {
    for (const make of [leastSquares, logistic, phaseRetrieval, absoluteError])
      expect(() => make({ clip })).toThrow(`clip = ${clip}, but a clip is a finite number above 0`);
    expect(() => huber({ threshold: 1, clip })).toThrow(`clip = ${clip}`);
  });
});
