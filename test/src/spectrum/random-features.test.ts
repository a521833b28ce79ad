import { MersenneTwister19937, Random } from "random-js";
import { describe, expect, it } from "vitest";
import { createStreams } from "../../../sde/index.js";
import { createDataSet, data, type FeatureMap } from "../../../src/spectrum/index.js";
import { mapFeatures } from "../../../src/spectrum/random-features.js";
import { sentenceOf } from "./matrices.js";

const random = new Random(MersenneTwister19937.seed(3));
const set = createDataSet({
  features: Array.from({ length: 5 }, () => Array.from({ length: 7 }, () => random.real(-1, 1))),
  labels: [1, 2, 3, 4, 5],
});

describe("random features", () => {
  it("are relu(Θa/√p), Θ row by row from (seed, features)", () => {
    const Theta = new Float64Array(4 * 7);
    createStreams(8, "features").stream(0).fillNormals(Theta, 0, 28);
    const mapped = mapFeatures(set, { kind: "relu", count: 4 }, 8);
    expect(mapped).toMatchObject({ sampleCount: 5, dimension: 4, names: null, labels: set.labels });
    for (let r = 0; r < 5; r++)
      for (let i = 0; i < 4; i++) {
        let field = 0;
        for (let k = 0; k < 7; k++) field += (Theta[i * 7 + k] * set.features[r * 7 + k]) / Math.sqrt(7);
        expect(mapped.features[r * 4 + i]).toBeCloseTo(Math.max(0, field), 14);
      }
    expect(mapFeatures(set, { kind: "relu", count: 4 }, 9).features).not.toEqual(mapped.features);
  });

  it("of two rows have the arc-cosine kernel: E φ_i(a)φ_i(b) = ‖a‖‖b‖(sin θ + (π − θ) cos θ)/(2πp)", () => {
    const count = 20000;
    const { features } = mapFeatures(set, { kind: "relu", count }, 1);
    const own = (r: number, k: number) => set.features[r * 7 + k];
    const inner = (r: number, s: number) =>
      [0, 1, 2, 3, 4, 5, 6].reduce((total, k) => total + own(r, k) * own(s, k), 0);
    for (const [r, s] of [
      [0, 0],
      [0, 1],
      [2, 4],
    ]) {
      const products = Array.from(
        { length: count },
        (_, i) => features[r * count + i] * features[s * count + i],
      );
      const mean = products.reduce((total, x) => total + x, 0) / count;
      const variance = products.reduce((total, x) => total + (x - mean) ** 2, 0) / (count - 1);
      const norms = Math.sqrt(inner(r, r) * inner(s, s));
      const angle = Math.acos(Math.min(1, inner(r, s) / norms));
      const kernel = (norms * (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle))) / (2 * Math.PI * 7);
      expect(Math.abs(mean - kernel)).toBeLessThan(4.5 * Math.sqrt(variance / count));
      // Without the rectifier it would be ‖a‖‖b‖ cos θ/p.
      expect(Math.abs(mean - inner(r, s) / 7)).toBeGreaterThan(4.5 * Math.sqrt(variance / count));
    }
  });

  it("a map that is none is refused where it is written", () => {
    const withMap = (map: unknown) => () => data({ features: "f.csv", labels: "y", map: map as FeatureMap });
    expect(data({ features: "f.csv", labels: "y", map: { kind: "relu", count: 3 } })).toEqual({
      kind: "data",
      features: "f.csv",
      labels: "y",
      map: { kind: "relu", count: 3 },
      rows: "raw",
    });
    expect(sentenceOf(withMap({ kind: "tanh", count: 3 }))).toMatch(/^covariance\.map\.kind is "tanh", but /);
    expect(sentenceOf(withMap({ kind: "relu", count: 2.5 }))).toMatch(
      /^covariance\.map\.count is 2\.5, but /,
    );
    expect(sentenceOf(withMap({ kind: "relu", count: 2, seed: 1 }))).toMatch(/seed/);
  });
});
