/** Least squares of several outputs with ‖g‖ ≤ c: the integral along a contour against integration over directions. */
import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import { centredModel, uncentre } from "../../../src/models/centred.js";
import { clippedMoments } from "../../../src/models/clip-residuals.js";
import { clippedSecondMoment, clippedSlope } from "../../../src/models/huber-moments.js";
import { createModel, leastSquares, type Model } from "../../../src/models/index.js";
import { gram, randomCovariance, randomRows } from "../../kit/covariances.js";
import { pieces, squareRootOf } from "../../kit/gaussian-quadrature.js";

const largest = (values: ArrayLike<number>): number => Math.max(...Array.from(values, Math.abs));
const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  largest(Array.from(a, (value, i) => value - b[i])) / Math.max(1e-300, largest(b));

/** G, m×ℓ, and I. */
function formsOf(model: Model, B: ArrayLike<number>): { G: Float64Array; I: Float64Array } {
  const { outputs, teacherOutputs } = model;
  const G = new Float64Array((outputs + teacherOutputs) * outputs);
  const I = new Float64Array(outputs * outputs);
  model.gradient(Float64Array.from(B), G);
  model.directionSecondMoment(Float64Array.from(B), I);
  return { G, I };
}

/** Covariance Σ of x − y − ε. */
function residualCovariance(n: number, B: ArrayLike<number>, sigma: number): number[] {
  const at = (p: number, q: number) => B[p * 2 * n + q];
  return Array.from({ length: n * n }, (_, entry) => {
    const [i, k] = [Math.floor(entry / n), entry % n];
    return at(i, k) - at(i, n + k) - at(n + i, k) + at(n + i, n + k) + (i === k ? sigma * sigma : 0);
  });
}

/** ∫ ρ^power e^(−ρ²/2) dρ from 0 to R and from R on, R cut at 12. */
function radial(power: number, R: number): [number, number] {
  const over = (from: number, to: number) => {
    const rule = pieces(
      16,
      [0, 0.25, 0.5, 0.75, 1].map((share) => from + share * (to - from)),
    );
    return rule.nodes.reduce(
      (sum, rho, k) => sum + rule.weights[k] * rho ** power * Math.exp((-rho * rho) / 2),
      0,
    );
  };
  const cut = Math.min(12, R);
  return [over(0, cut), over(cut, 12)];
}

/** E r gᵀ and E g gᵀ, r ~ N(0, Σ) of two or three numbers, in polar or spherical coordinates. */
function overDirections(sigma: number[], c: number): { first: number[]; second: number[] } {
  const n = Math.round(Math.sqrt(sigma.length));
  const root = squareRootOf(sigma);
  const first = new Array<number>(n * n).fill(0);
  const second = new Array<number>(n * n).fill(0);
  const around = Array.from({ length: 64 }, (_, k) => (2 * Math.PI * (k + 0.5)) / 64);
  const heights = n === 2 ? { nodes: [0], weights: [2] } : pieces(20, [-1, 0, 1]);
  const area = n === 2 ? 2 * Math.PI : (2 * Math.PI) ** 1.5;
  heights.nodes.forEach((height, j) => {
    const across = Math.sqrt(1 - height * height);
    for (const angle of around) {
      const unit = [across * Math.cos(angle), across * Math.sin(angle), height];
      const ray = root.map((row) => row.reduce((sum, value, k) => sum + value * unit[k], 0));
      const length = Math.hypot(...ray);
      if (length === 0) continue;
      const R = c / length;
      const share = (2 * Math.PI * heights.weights[j] * (n === 2 ? 0.5 : 1)) / around.length / area;
      const [inside] = radial(n + 1, R);
      const beyond = [n, n - 1].map((power) => radial(power, R)[1]);
      for (let i = 0; i < n; i++)
        for (let k = 0; k < n; k++) {
          first[i * n + k] += share * ray[i] * ray[k] * (inside + R * beyond[0]);
          second[i * n + k] += share * ray[i] * ray[k] * (inside + R * R * beyond[1]);
        }
    }
  });
  return { first, second };
}

const noisy = 0.3;
const general = (n: number) => randomCovariance(2 * n, 2 * n, 5);
const teacher = (n: number) => randomRows(n, n, 3);
const cases: [string, number, number, number[]][] = [
  ["two outputs", 2, 0.9, general(2)],
  ["two outputs, a low clip", 2, 0.05, general(2)],
  ["two outputs, X = 0", 2, 0.9, gram([[0, 0], [0, 0], ...teacher(2)])],
  ["two outputs, X = X*", 2, 0.4, gram([...teacher(2), ...teacher(2)])],
  ["two equal columns", 2, 0.9, gram([[0.9, 0.3], [0.9, 0.3], ...teacher(2)])],
  ["three outputs", 3, 0.9, general(3)],
  ["three outputs, a singular B", 3, 1.4, randomCovariance(6, 3, 6)],
];

describe("G and I of clipped least squares", () => {
  it.each(cases)("%s", (_, n, clip, B) => {
    const model = createModel(leastSquares({ outputs: n, noiseStd: noisy, clip }));
    const { G, I } = formsOf(model, B);
    const sigma = residualCovariance(n, B, noisy);
    const { first, second } = overDirections(sigma, clip);
    // Stein: Σ G_xx = E r gᵀ.
    const product = first.map((_value, entry) => {
      const [i, k] = [Math.floor(entry / n), entry % n];
      let sum = 0;
      for (let q = 0; q < n; q++) sum += sigma[i * n + q] * G[q * n + k];
      return sum;
    });
    expect(distance(product, first)).toBeLessThan(1e-9);
    expect(distance(I, second)).toBeLessThan(1e-9);
    expect(Array.from(G.subarray(n * n), (value) => -value)).toEqual([...G.subarray(0, n * n)]);
    // Negative control: another clip's.
    const other = formsOf(createModel(leastSquares({ outputs: n, noiseStd: noisy, clip: 1.1 * clip })), B);
    expect(distance(other.I, second)).toBeGreaterThan(0.01);
    expect(distance(other.G, G)).toBeGreaterThan(0.005);
  });
  it.each([0.01, 0.2, 1, 4, 100])("one output is the form of one output, width %d", (S) => {
    const [alpha, beta] = [new Float64Array(1), new Float64Array(1)];
    clippedMoments(Float64Array.of(S * S), 0.7, alpha, beta);
    expect(Math.abs(alpha[0] / clippedSlope(0.7, S) - 1)).toBeLessThan(1e-13);
    expect(Math.abs((S * S * beta[0]) / clippedSecondMoment(0.7, S) - 1)).toBeLessThan(1e-13);
  });
  it.each([0.05, 1, 3])("eight outputs of one width are a single radius, c = %d", (c) => {
    const [alpha, beta] = [new Float64Array(8), new Float64Array(8)];
    const width = 0.8;
    clippedMoments(new Float64Array(8).fill(width * width), c, alpha, beta);
    const R = c / width;
    const whole = radial(9, 12)[0];
    const [inside] = radial(9, R);
    const expected = [(inside + R * radial(8, R)[1]) / whole, (inside + R * R * radial(7, R)[1]) / whole];
    expect(distance(alpha, new Array(8).fill(expected[0]))).toBeLessThan(1e-12);
    expect(distance(beta, new Array(8).fill(expected[1]))).toBeLessThan(1e-12);
  });
  it("eight outputs in general position: samples, within five standard errors", () => {
    const n = 8;
    const B = randomCovariance(2 * n, 2 * n, 7);
    const model = createModel(leastSquares({ outputs: n, noiseStd: noisy, clip: 2 }));
    const { G, I } = formsOf(model, B);
    const root = squareRootOf(B);
    const stream = createStreams(1, "samples").stream(0);
    const drawn = new Float64Array(3 * n);
    const g = new Float64Array(n);
    const samples = 20_000;
    const sums = [0, 1].map(() => ({
      mean: new Float64Array(2 * n * n),
      square: new Float64Array(2 * n * n),
    }));
    for (let sample = 0; sample < samples; sample++) {
      stream.fillNormals(drawn, 0, drawn.length);
      const fields = Float64Array.from(root, (row) =>
        row.reduce((sum, value, k) => sum + value * drawn[k], 0),
      );
      model.direction(fields, drawn.subarray(2 * n), g);
      const add = (which: number, entry: number, value: number): void => {
        sums[which].mean[entry] += value / samples;
        sums[which].square[entry] += (value * value) / samples;
      };
      for (let i = 0; i < n; i++) {
        for (let p = 0; p < 2 * n; p++) add(0, p * n + i, fields[p] * g[i]);
        for (let k = 0; k < n; k++) add(1, k * n + i, g[k] * g[i]);
      }
    }
    const worst = (which: number, expected: ArrayLike<number>): number =>
      largest(
        Array.from(expected, (value, entry) => {
          const { mean, square } = sums[which];
          return (mean[entry] - value) / Math.sqrt((square[entry] - mean[entry] ** 2) / samples);
        }),
      );
    const product = (slopes: Float64Array): number[] =>
      Array.from(slopes, (_, entry) => {
        const [p, i] = [Math.floor(entry / n), entry % n];
        let sum = 0;
        for (let q = 0; q < 2 * n; q++) sum += B[p * 2 * n + q] * slopes[q * n + i];
        return sum;
      });
    expect(worst(0, product(G))).toBeLessThan(5);
    expect(worst(1, I)).toBeLessThan(5);
    const plain = formsOf(createModel(leastSquares({ outputs: n, noiseStd: noisy })), B);
    expect(worst(0, product(plain.G))).toBeGreaterThan(20);
  });
});

describe("clipped least squares of several outputs", () => {
  const clipped = leastSquares({ outputs: 3, noiseStd: noisy, clip: 0.6 });

  it("is the model without clip, bit for bit, where nothing is clipped", () => {
    const B = general(3);
    const wide = formsOf(createModel({ ...clipped, clip: 1e3 }), B);
    const plain = formsOf(createModel(leastSquares({ outputs: 3, noiseStd: noisy })), B);
    expect(wide.I).toEqual(plain.I);
    expect(Array.from(wide.G, Math.abs)).toEqual(Array.from(plain.G, Math.abs));
  });
  it("keeps its digits as X tends to X*", () => {
    const C = new Float64Array(16);
    C.set([1e-20, 0, 0, 0, 0, 2e-20]);
    C[10] = C[15] = 1;
    const model = centredModel(createModel(leastSquares({ outputs: 2, clip: 1 })));
    const I = new Float64Array(4);
    model.directionSecondMoment(C, I);
    expect([...I]).toEqual([1e-20, 0, 0, 2e-20]);
  });
  it("has centred forms that are the ordinary ones, translated", () => {
    const { centred: own, ...ordinary } = createModel(clipped);
    const one = centredModel({ ...ordinary, ...(own && { centred: own }) });
    const other = centredModel(ordinary);
    const C = Float64Array.from(randomCovariance(6, 6, 8));
    for (const [name, length] of [
      ["gradient", 18],
      ["riskGradient", 18],
      ["directionSecondMoment", 9],
    ] as const) {
      const [a, b] = [new Float64Array(length).fill(9), new Float64Array(length)];
      one[name](C, a);
      other[name](C, b);
      expect(distance(a, b)).toBeLessThan(1e-12);
    }
    const B = new Float64Array(36);
    uncentre(C, 3, 3, B);
    expect(one.risk(C)).toBeCloseTo(createModel(leastSquares({ outputs: 3, noiseStd: noisy })).risk(B), 12);
    const [g, h] = [new Float64Array(3), new Float64Array(3)];
    one.direction(Float64Array.of(1, -2, 0.5, 9, 9, 9), Float64Array.of(0.1, 0, 1), g);
    other.direction(Float64Array.of(1, -2, 0.5, 0, 0, 0), Float64Array.of(0.1, 0, 1), h);
    expect(distance(g, h)).toBeLessThan(1e-14);
    expect(Math.hypot(...g)).toBeCloseTo(0.6, 14);
  });
  it("is not a number where the overlaps are not", () => {
    for (const value of [Number.NaN, Infinity]) {
      const { G, I } = formsOf(createModel(clipped), [value, ...general(3).slice(1)]);
      expect([G[0], I[0]]).toEqual([Number.NaN, Number.NaN]);
    }
  });
});
