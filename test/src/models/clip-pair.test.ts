/** One square unit on each side without noise, clipped: G and I along rays, against a plain fine rule in the plane. */
import { describe, expect, it } from "vitest";
import { clippedSquarePair } from "../../../src/models/committee-clip-pair.js";
import { committee, createModel, phaseRetrieval } from "../../../src/models/index.js";
import { pieces, squareRootOf } from "../../kit/gaussian-quadrature.js";

const covariance = (a: number, c: number, correlation: number): number[] => {
  const b = a * c * correlation;
  return [a * a, b, b, c * c];
};
const covariances: [string, number[]][] = [
  ["a general B", covariance(1.3, 0.8, 0.4)],
  ["a negative correlation", covariance(0.6, 1.7, -0.9)],
  ["X close to X*", covariance(1, 1.0001, 1 - 1e-8)],
  ["X = 3 X*", covariance(3, 1, 1)],
  ["X = -X*/2", covariance(0.6, 1.2, -1)],
  ["a small X", covariance(1e-3, 1.2, 0.3)],
];
const weights: [number, number][] = [
  [1, 1],
  [0.8, 1.2],
  [0.7, -1.1],
  [-1, -0.5],
];

const formsOf = (v: number, A: number, c: number, B: ArrayLike<number>): number[] => {
  const { gradient, directionSecondMoment } = clippedSquarePair(v, A, c);
  const [G, I] = [new Float64Array(2), new Float64Array(1)];
  gradient(Float64Array.from(B), G);
  directionSecondMoment(Float64Array.from(B), I);
  return [G[0], G[1], I[0]];
};

/**
 * E g x, E g y and E g² of the clipped g in polar coordinates: the radius cut where a ray meets |g| = c, which a cube root
 * finds, and the angle into panels that halve towards the rays on which g vanishes and y = 0.
 */
function meansOf(v: number, A: number, c: number, B: number[]): number[] {
  const root = squareRootOf(B);
  const ratio = Math.sqrt(Math.max(0, A / v));
  const zeros = [
    [1, 0],
    [0, 1],
    [1, ratio],
    [1, -ratio],
  ].map(([n0, n1]) => {
    const along = [0, 1].map((k) => n0 * root[0][k] + n1 * root[1][k]);
    return (Math.atan2(along[0], -along[1]) + 2 * Math.PI) % Math.PI;
  });
  zeros.sort((a, b) => a - b);
  const sums = [0, 0, 0];
  zeros.forEach((from, i) => {
    const span = (zeros[i + 1] ?? zeros[0] + Math.PI) - from;
    if (span < 1e-12) return;
    const shares = Array.from({ length: 26 }, (_, k) => 2 ** -(k + 1)).reverse();
    const ends = [0, ...shares, ...shares.slice(0, -1).map((share) => 1 - share), 1];
    const angles = pieces(12, ends);
    angles.nodes.forEach((share, j) => {
      const theta = from + span * share;
      const [x, y] = root.map((row) => row[0] * Math.cos(theta) + row[1] * Math.sin(theta));
      const q = 2 * v * x * (v * x * x - A * y * y);
      const cut = Math.min(9, Math.cbrt(c / Math.abs(q)));
      const radii = pieces(12, [0, cut / 2, cut, ...[2, 4, 6.5, 9].filter((end) => end > cut)]);
      radii.nodes.forEach((rho, k) => {
        const g = Math.max(-c, Math.min(c, rho ** 3 * q));
        const weight =
          ((angles.weights[j] * span) / Math.PI) * radii.weights[k] * rho * Math.exp((-rho * rho) / 2);
        sums[0] += weight * g * rho * x;
        sums[1] += weight * g * rho * y;
        sums[2] += weight * g * g;
      });
    });
  });
  return sums;
}

describe.each(covariances)("at %s", (_name, B) => {
  it.each(weights)("v = %d, A = %d: B G is E r g and I is E g² of the clipped g", (v, A) => {
    const size = Math.sqrt(formsOf(v, A, 1e9, B)[2]);
    for (const share of [0.01, 0.1, 1, 10]) {
      const c = share * size;
      const [x, y, second] = formsOf(v, A, c, B);
      const means = meansOf(v, A, c, B);
      const scale = Math.sqrt(means[2]);
      // Stein's identity, relative to the factors' sizes, and I to itself.
      expect(Math.abs(B[0] * x + B[1] * y - means[0])).toBeLessThan(1e-7 * scale * Math.sqrt(B[0]));
      expect(Math.abs(B[2] * x + B[3] * y - means[1])).toBeLessThan(1e-7 * scale * Math.sqrt(B[3]));
      expect(Math.abs(second / means[2] - 1)).toBeLessThan(1e-7);
    }
    // Negative control: another clip's.
    expect(Math.abs(formsOf(v, A, 0.11 * size, B)[2] / meansOf(v, A, 0.1 * size, B)[2] - 1)).toBeGreaterThan(
      0.05,
    );
  });
  it("is the model without clip as c grows, and c² as it shrinks", () => {
    const data = { activation: "square", student: [0.8], teacher: [1.2] } as const;
    const plain = createModel(committee(data));
    const [G, I] = [new Float64Array(2), new Float64Array(1)];
    plain.gradient(Float64Array.from(B), G);
    plain.directionSecondMoment(Float64Array.from(B), I);
    const wide = formsOf(0.8, 1.2, 1e9, B);
    const size = Math.max(Math.abs(G[0]), Math.abs(G[1]));
    for (const i of [0, 1]) expect(Math.abs(wide[i] - G[i])).toBeLessThan(1e-9 * size);
    expect(Math.abs(wide[2] / I[0] - 1)).toBeLessThan(1e-7);
    const small = 1e-9 * Math.sqrt(I[0]);
    expect(Math.abs(formsOf(0.8, 1.2, small, B)[2] / (small * small) - 1)).toBeLessThan(2e-3);
  });
});

describe("one square unit on each side", () => {
  it("is smooth phase retrieval: v = A = 1 has twice its direction", () => {
    const B = Float64Array.from(covariances[0][1]);
    const phase = createModel(phaseRetrieval({ clip: 0.8 }));
    const pair = formsOf(1, 1, 1.6, B);
    const [G, I] = [new Float64Array(2), new Float64Array(1)];
    phase.gradient(B, G);
    phase.directionSecondMoment(B, I);
    expect(Math.abs(pair[0] / (2 * G[0]) - 1)).toBeLessThan(1e-7);
    expect(Math.abs(pair[1] / (2 * G[1]) - 1)).toBeLessThan(1e-7);
    expect(Math.abs(pair[2] / (4 * I[0]) - 1)).toBeLessThan(1e-7);
  });
  it("rests at X = 0, where G is that without clip, and is not a number where B is not", () => {
    const [x, y, second] = formsOf(0.8, 1.2, 0.3, [0, 0, 0, 1.4]);
    expect(Math.abs(x - 2 * 0.8 * -1.2 * 1.4)).toBeLessThan(1e-12);
    expect(Math.abs(y)).toBe(0);
    expect(second).toBe(0);
    for (const entry of formsOf(0.8, 1.2, 0.3, [1, Number.NaN, Number.NaN, 1])) expect(entry).toBeNaN();
  });
  it("is what the committee takes, and no quadrature to be warned of", () => {
    const model = createModel(committee({ activation: "square", student: [0.8], teacher: [1.2], clip: 0.3 }));
    const B = Float64Array.from(covariances[0][1]);
    const I = new Float64Array(1);
    model.directionSecondMoment(B, I);
    expect(I[0]).toBe(formsOf(0.8, 1.2, 0.3, B)[2]);
    expect(model.quadratureError).toBeUndefined();
  });
});
