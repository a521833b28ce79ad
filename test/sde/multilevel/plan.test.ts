import { describe, expect, it } from "vitest";
import { estimatedBias, fitRates, type LevelMoments, wantedSamples } from "../../../sde/multilevel/plan.js";

/** Levels whose means fall as h^α and variances as h^β from level 1 on, refined by M. */
const levels = (count: number, M: number, alpha: number, beta: number): LevelMoments[] =>
  Array.from({ length: count }, (_, l) => {
    const variance = l === 0 ? 4 : M ** (-beta * l);
    return {
      samples: 1000,
      mean: l === 0 ? 2 : -0.3 * M ** (-alpha * l),
      standardError: Math.sqrt(variance / 1000),
      variance,
      varianceError: variance * Math.sqrt(2 / 1000),
      costPerSample: l === 0 ? 1 : M ** l + M ** (l - 1),
    };
  });

describe("the plan of multilevel Monte Carlo", () => {
  it.each([
    [2, 1, 1],
    [4, 1, 2],
    [2, 2, 3],
  ])("reads the rates off the levels: M = %i, α = %d, β = %d", (M, alpha, beta) => {
    const { mean, variance } = fitRates(levels(5, M, alpha, beta), M);
    expect(mean.rate).toBeCloseTo(alpha, 12);
    expect(variance.rate).toBeCloseTo(beta, 12);
    expect(variance.interval[0]).toBeLessThan(beta);
    expect(variance.interval[1]).toBeGreaterThan(beta);
  });

  it("has no rate from one level of differences", () => {
    expect(fitRates(levels(2, 2, 1, 1), 2).mean.rate).toBeNaN();
    expect(estimatedBias(levels(1, 2, 1, 1), 2)).toBeNaN();
  });

  it("meets half the squared tolerance at the least cost", () => {
    const known = levels(5, 2, 1, 1);
    const counts = wantedSamples(known, 2, 0.01);
    const spread = (some: readonly number[]) => some.reduce((sum, n, l) => sum + known[l].variance / n, 0);
    const cost = (some: readonly number[]) => some.reduce((sum, n, l) => sum + known[l].costPerSample * n, 0);
    expect(spread(counts)).toBeLessThanOrEqual(0.01 ** 2 / 2);
    expect(spread(counts) / (0.01 ** 2 / 2)).toBeGreaterThan(0.99);
    // Moving samples from one level to another at equal cost makes it worse, either way.
    for (const [from, to] of [
      [0, 3],
      [3, 0],
      [1, 4],
    ]) {
      const moved = [...counts];
      const amount = 0.2 * known[from].costPerSample * counts[from];
      moved[from] -= amount / known[from].costPerSample;
      moved[to] += amount / known[to].costPerSample;
      expect(cost(moved) / cost(counts)).toBeCloseTo(1, 12);
      expect(spread(moved)).toBeGreaterThan(spread(counts));
    }
  });

  it("plans a level that has no samples yet by the rate of the others", () => {
    const known = levels(5, 2, 1, 1);
    expect(wantedSamples(known.slice(0, 4), 2, 0.01, known[4].costPerSample)).toEqual(
      wantedSamples(known, 2, 0.01),
    );
  });

  it("estimates the bias as the sum of the levels that are not there", () => {
    for (const [M, alpha] of [
      [2, 1],
      [4, 1],
      [2, 2],
    ]) {
      // Σ_{ℓ > L} 0.3 M^−αℓ
      const missing = (0.3 * M ** (-alpha * 4)) / (M ** alpha - 1);
      expect(estimatedBias(levels(5, M, alpha, 1), M)).toBeCloseTo(missing, 12);
    }
  });

  it("does not trust a last level that came out too small by chance", () => {
    const lucky = levels(5, 2, 1, 1);
    lucky[4] = { ...lucky[4], mean: 0, variance: 0 };
    expect(estimatedBias(lucky, 2)).toBeCloseTo(estimatedBias(levels(5, 2, 1, 1), 2), 12);
    expect(wantedSamples(lucky, 2, 0.01)[4]).toBeGreaterThan(
      0.5 * wantedSamples(levels(5, 2, 1, 1), 2, 0.01)[4],
    );
  });
});
