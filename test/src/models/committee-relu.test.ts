import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import { committee, createModel, type Model } from "../../../src/models/index.js";
import { gram, randomCovariance, randomRows } from "../../kit/covariances.js";
import { gaussHermite } from "../../kit/gaussian-quadrature.js";
import { directionDeviation, gradientDeviation } from "../../kit/model-identities.js";

const model = (student: number[], teacher: number[], noiseStd = 0): Model =>
  createModel(committee({ activation: "relu", student, teacher, noiseStd }));

interface Means {
  readonly risk: number;
  /** E g gᵀ, ℓ×ℓ */
  readonly second: number[];
  /** E r gᵀ, m×ℓ */
  readonly stein: number[];
}

/**
 * E f, E g gᵀ and E r gᵀ for fields r = M z of rank two, without noise. On a ray all are proportional to |z|², whose mean
 * is 2; between the angles where a field changes sign they are trigonometric polynomials of degree two, which three
 * Legendre nodes on each of forty parts integrate to rounding.
 */
function polarMeans(of: Model, M: readonly (readonly number[])[]): Means {
  const { outputs } = of;
  const m = M.length;
  const kinks = M.flatMap(([a, b]) => {
    const angle = Math.atan2(-a, b);
    return [angle, angle + Math.PI].map((x) => (x + 4 * Math.PI) % (2 * Math.PI));
  }).sort((a, b) => a - b);
  const second = new Array<number>(outputs * outputs).fill(0);
  const stein = new Array<number>(m * outputs).fill(0);
  let risk = 0;
  const g = new Float64Array(outputs);
  const noise = new Float64Array(1);
  const parts = 40;
  const legendre = [-Math.sqrt(0.6), 0, Math.sqrt(0.6)];
  kinks.forEach((from, n) => {
    const to = n + 1 < kinks.length ? kinks[n + 1] : kinks[0] + 2 * Math.PI;
    const width = (to - from) / parts;
    for (let part = 0; part < parts; part++)
      legendre.forEach((x, j) => {
        const angle = from + width * (part + 0.5 + 0.5 * x);
        const weight = (2 * width * [5, 8, 5][j]) / 18 / (2 * Math.PI);
        const fields = Float64Array.from(M, ([a, b]) => a * Math.cos(angle) + b * Math.sin(angle));
        of.direction(fields, noise, g);
        risk += weight * of.loss(fields, noise);
        second.forEach((_, q) => {
          second[q] += weight * g[Math.floor(q / outputs)] * g[q % outputs];
        });
        stein.forEach((_, q) => {
          stein[q] += weight * fields[Math.floor(q / outputs)] * g[q % outputs];
        });
      });
  });
  return { risk, second, stein };
}

function formulas(of: Model, B: ArrayLike<number>): Means {
  const { outputs } = of;
  const m = outputs + of.teacherOutputs;
  const covariance = Float64Array.from(B);
  const I = new Float64Array(outputs * outputs);
  const G = new Float64Array(m * outputs);
  of.directionSecondMoment(covariance, I);
  of.gradient(covariance, G);
  const stein = Array.from(G, (_, at) => {
    let sum = 0;
    for (let q = 0; q < m; q++) sum += B[Math.floor(at / outputs) * m + q] * G[q * outputs + (at % outputs)];
    return sum;
  });
  return { risk: of.risk(covariance), second: Array.from(I), stein };
}

function deviation(of: Model, M: readonly (readonly number[])[]): number {
  const found = formulas(of, gram(M));
  const expected = polarMeans(of, M);
  const apart = (a: number[], b: number[]) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));
  return Math.max(
    Math.abs(found.risk - expected.risk),
    apart(found.second, expected.second),
    apart(found.stein, expected.stein),
  );
}

const pair = randomRows(2, 2, 3);
const flat: [string, number[], number[], number[][]][] = [
  ["one unit each", [0.8], [1.3], randomRows(2, 2, 1)],
  ["one unit each, X = X*", [0.8], [1.3], [pair[0], pair[0]]],
  ["one unit each, X = -X*", [0.8], [1.3], [pair[0], pair[0].map((x) => -x)]],
  ["one unit, X = 0", [0.8], [1.3], [[0, 0], pair[0]]],
  ["two units and a teacher", [0.8, -0.5], [1.3], randomRows(3, 2, 2)],
  ["two units and two teachers", [0.8, -0.5], [1.3, 0.7], randomRows(4, 2, 4)],
  ["two units and two teachers, X = X*", [0.8, -0.5], [1.3, 0.7], [...pair, ...pair]],
  ["two equal units and a teacher at zero", [0.8, -0.5], [1, 1], [pair[0], pair[0], pair[1], [0, 0]]],
  [
    "all fields along one",
    [0.8, -0.5],
    [1, 1],
    [
      [1, 2],
      [-2, -4],
      [0.5, 1],
      [3, 6],
    ],
  ],
  [
    "three units, one at zero",
    [1, 0.5, -0.7],
    [1, 2],
    [...randomRows(2, 2, 5), [0, 0], ...randomRows(2, 2, 6)],
  ],
  [
    "eight units and eight teachers",
    [1, -1, 0.5, 0.3, 0.7, -0.2, 0.9, 0.4],
    [0.6, 1, -0.8, 0.2, 0.5, 0.1, -0.3, 1],
    randomRows(16, 2, 7),
  ],
];

describe("a committee of relu units on fields of rank two, against exact integrals over the angle", () => {
  it.each(flat)("%s: h, I and B G", (_, student, teacher, M) => {
    expect(deviation(model(student, teacher), M)).toBeLessThan(1e-7);
  });
  it("fields in general position within their plane keep all their digits where no two are one", () => {
    for (const [, student, teacher, M] of flat.slice(4, 5))
      expect(deviation(model(student, teacher), M)).toBeLessThan(1e-13);
  });
});

describe("a committee of relu units in general position", () => {
  it.each([
    [1, 2],
    [2, 1],
    [2, 2],
    [3, 3],
  ])(
    "%i units and %i teachers: h, I and B G within 4.5 standard errors of seeded means",
    (outputs, teachers) => {
      const m = outputs + teachers;
      const weights = [0.8, -0.5, 1];
      const of = model(weights.slice(0, outputs), weights.slice(0, teachers).reverse(), 0.4);
      const M = randomRows(m, m, 10 + m);
      const found = formulas(of, gram(M));
      const expected = [found.risk, ...found.second, ...found.stein];
      const count = 60_000;
      const stream = createStreams(1, "relu").stream(m);
      const normals = new Float64Array(m + 1);
      const g = new Float64Array(outputs);
      const sums = new Float64Array(expected.length);
      const squares = new Float64Array(expected.length);
      for (let n = 0; n < count; n++) {
        stream.fillNormals(normals, 0, m + 1);
        const fields = Float64Array.from(M, (row) => row.reduce((sum, x, k) => sum + x * normals[k], 0));
        const noise = normals.subarray(m);
        of.direction(fields, noise, g);
        let at = 0;
        const add = (value: number) => {
          sums[at] += value;
          squares[at++] += value * value;
        };
        add(of.loss(fields, noise));
        for (let i = 0; i < outputs; i++) for (let k = 0; k < outputs; k++) add(g[i] * g[k]);
        for (let p = 0; p < m; p++) for (let i = 0; i < outputs; i++) add(fields[p] * g[i]);
      }
      expected.forEach((value, at) => {
        const mean = sums[at] / count;
        const error = Math.sqrt((squares[at] / count - mean * mean) / count);
        expect(Math.abs(mean - value)).toBeLessThan(4.5 * error);
      });
    },
  );
  it("G is the gradient of h", () => {
    expect(gradientDeviation(model([0.8], [1.3]), randomCovariance(2, 2, 1))).toBeLessThan(1e-6);
    expect(gradientDeviation(model([0.8, -0.5], [1.3, 0.2]), randomCovariance(4, 4, 2))).toBeLessThan(1e-6);
    expect(gradientDeviation(model([1, 1, 0.5], [1]), randomCovariance(4, 6, 3))).toBeLessThan(1e-6);
  });
  it("its one integral is right to 1e-11 of I, and says so", () => {
    const weights = [1, -1, 0.5, 0.7];
    const of = model(
      weights,
      weights.map((w) => -w),
    );
    for (let seed = 1; seed <= 5; seed++) {
      const error = of.quadratureError!(Float64Array.from(randomCovariance(8, 8, seed)));
      expect(error).toBeGreaterThanOrEqual(0);
      expect(error).toBeLessThan(1e-11);
    }
  });
  it("I is symmetric, positive and finite with eight units and eight teachers", () => {
    const weights = Array.from({ length: 8 }, (_, i) => (i % 3 === 0 ? -1 : 0.5));
    const of = model(weights, weights, 0.1);
    const B = Float64Array.from(randomCovariance(16, 16, 7));
    const I = new Float64Array(64);
    of.directionSecondMoment(B, I);
    // Positive along every direction looked at, and symmetric to the last bit.
    const stream = createStreams(1, "directions").stream(0);
    for (let n = 0; n < 50; n++) {
      const u = Float64Array.from({ length: 8 }, () => stream.normal());
      let form = 0;
      for (let i = 0; i < 8; i++) for (let k = 0; k < 8; k++) form += u[i] * I[i * 8 + k] * u[k];
      expect(form).toBeGreaterThan(0);
    }
    for (let i = 0; i < 8; i++) for (let k = 0; k < 8; k++) expect(I[i * 8 + k]).toBe(I[k * 8 + i]);
  });
  it("g is the gradient of f in x", () => {
    expect(
      directionDeviation(model([0.8, -0.5], [1.3, 0.2], 0.4), [0.3, -1.2, 0.7, 0.1], [0.7]),
    ).toBeLessThan(1e-8);
  });
  it("a covariance that is not a number stays so", () => {
    const of = model([1, 1], [1, 1]);
    const I = new Float64Array(4);
    of.directionSecondMoment(new Float64Array(16).fill(Number.NaN), I);
    expect(of.risk(new Float64Array(16).fill(Number.NaN))).toBeNaN();
    expect(Array.from(I).every(Number.isNaN)).toBe(true);
  });
});

describe("negative controls", () => {
  const [, student, teacher, M] = flat[5];
  const right = model(student, teacher);
  it("pairs of fields left out of I are seen", () => {
    const broken: Model = {
      ...right,
      directionSecondMoment(B, out) {
        right.directionSecondMoment(B, out);
        out[1] = out[2] = 0.98 * out[1];
      },
    };
    expect(deviation(broken, M)).toBeGreaterThan(1e-4);
  });
  it("a gradient without its diagonal term is seen", () => {
    const broken: Model = {
      ...right,
      gradient(B, out) {
        right.gradient(B, out);
        out[0] = 0.5 * student[0] * student[0];
      },
    };
    expect(deviation(broken, M)).toBeGreaterThan(1e-2);
  });
  it("Gauss–Hermite does not respect the kinks: it misses by far what the arcs give to rounding", () => {
    const { nodes, weights } = gaussHermite(40);
    let second = 0;
    const g = new Float64Array(2);
    nodes.forEach((x, j) => {
      nodes.forEach((y, k) => {
        right.direction(
          Float64Array.from(M, ([a, b]) => a * x + b * y),
          new Float64Array(1),
          g,
        );
        second += weights[j] * weights[k] * g[0] * g[0];
      });
    });
    expect(Math.abs(second - polarMeans(right, M).second[0])).toBeGreaterThan(1e-4);
  });
});

it("the best risk is known where each sign among the teacher's weights has units enough", () => {
  const B = new Float64Array(16);
  expect(model([1, -2], [-3, 0.5], 0.4).bestRisk(B)).toBeCloseTo(0.08, 15);
  expect(model([1, 2], [-3, 0.5], 0.4).bestRisk(B)).toBeNull();
  expect(model([1, 2], [3], 0.4).bestRisk(B)).toBeCloseTo(0.08, 15);
});
