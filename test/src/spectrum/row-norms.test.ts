import { MersenneTwister19937, Random } from "random-js";
import { describe, expect, it } from "vitest";
import { analyseData, createDataSet } from "../../../src/spectrum/index.js";
import { rowNormConcentration, rowNormWarnings } from "../../../src/spectrum/row-norms.js";

/** Standard normals by Box–Muller. */
function normalRows(seed: number, n: number, d: number): number[][] {
  const random = new Random(MersenneTwister19937.seed(seed));
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random.realZeroToOneExclusive())) *
    Math.cos(2 * Math.PI * random.realZeroToOneExclusive());
  return Array.from({ length: n }, () => Array.from({ length: d }, normal));
}

const analyse = (features: number[][]) =>
  analyseData(createDataSet({ features, labels: features.map(() => 0) }));

describe("row norms", () => {
  it("by hand: two rows of squared norms 1 and 3", () => {
    const norms = rowNormConcentration(2, 2, Float64Array.of(1, 0, 0, Math.sqrt(3)), 0.25 + 2.25);
    expect(norms.max).toBeCloseTo(1.5, 14);
    expect(norms.standardDeviation).toBeCloseTo(0.5, 14);
    expect(norms.gaussian).toBeCloseTo(Math.sqrt(5) / 2, 14);
  });

  it("Gaussian rows have the Gaussian deviation √(2 tr K²)/tr K, and no warning", () => {
    const n = 4000;
    const d = 20;
    const { rowNorms, warnings } = analyse(
      normalRows(1, n, d).map((row) => row.map((x, i) => x * (1 + i / d))),
    );
    // Relative standard error of a standard deviation: √((kurtosis − 1)/4n), kurtosis = 3 + 12 Σλ⁴/(Σλ²)² ≈ 3.9 here.
    expect(Math.abs(rowNorms.standardDeviation / rowNorms.gaussian - 1)).toBeLessThan(
      5 * Math.sqrt(2.9 / (4 * n)),
    );
    expect(warnings).toEqual([]);
  });

  it("rows with heavy-tailed lengths get the warning in one sentence", () => {
    const heavy = normalRows(2, 400, 30).map((row, r) => row.map((x) => (r % 40 === 0 ? 10 * x : x)));
    const { rowNorms, warnings } = analyse(heavy);
    expect(rowNorms.standardDeviation).toBeGreaterThan(2 * rowNorms.gaussian);
    expect(warnings).toHaveLength(1);
    expect(warnings[0].code).toBe("row-norms");
    expect(warnings[0].message).toMatch(
      /^Row norms do not concentrate: [^.]*4\.5 [^.]*0\.41,[^.]*39\.5,[^.]*"rows: normalize" [^.]*\.$/,
    );
  });

  it("warns beyond twice the Gaussian value, not at it", () => {
    expect(rowNormWarnings({ max: 3, standardDeviation: 1, gaussian: 0.5 })).toEqual([]);
    expect(rowNormWarnings({ max: 3, standardDeviation: 1.001, gaussian: 0.5 })).toHaveLength(1);
  });
});
