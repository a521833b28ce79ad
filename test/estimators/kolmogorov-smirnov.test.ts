import { describe, expect, it } from "vitest";
import { InputError, kolmogorovSmirnov } from "../../estimators/index.js";
import { exactKolmogorov } from "../kit/exact-kolmogorov.js";
import { randomNumbers } from "../kit/random-numbers.js";

const uniform = (x: number): number => Math.min(1, Math.max(0, x));

/** n numbers whose distance from the uniform law is `statistic`, between 1/(2n) and 1. */
const sampleAt = (n: number, statistic: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.max(0, (i + 1) / n - statistic));

describe("the statistic", () => {
  it("by hand: both sides of every step count", () => {
    expect(kolmogorovSmirnov([0.5], uniform).statistic).toBe(0.5);
    expect(kolmogorovSmirnov([0.8, 0.1], uniform).statistic).toBeCloseTo(0.4, 15);
    // Largest before the step, where F is ahead, and at the step, where the sample is.
    expect(kolmogorovSmirnov([0.9, 0.95], uniform).statistic).toBeCloseTo(0.9, 15);
    expect(kolmogorovSmirnov([0.05, 0.1], uniform).statistic).toBeCloseTo(0.9, 15);
  });
});

describe("the p-value", () => {
  it("the exact law it is held against has Marsaglia, Tsang & Wang's own value", () => {
    expect(exactKolmogorov(10, 0.274)).toBeCloseTo(1 - 0.6284796154565043, 12);
    // By hand: for one value P(D ≥ d) = 2(1 − d), d ≥ ½.
    expect(exactKolmogorov(1, 0.8)).toBeCloseTo(0.4, 14);
  });

  it.each([5, 7, 10, 30, 100])("n = %i: as near to the exact one as it says", (n) => {
    for (let statistic = 0.56 / n; statistic < Math.min(0.95, 2.4 / Math.sqrt(n)); statistic += 0.1 / n) {
      const exact = exactKolmogorov(n, statistic);
      const { pValue, statistic: got } = kolmogorovSmirnov(sampleAt(n, statistic), uniform);
      expect(got).toBeCloseTo(statistic, 13);
      expect(Math.abs(pValue - exact)).toBeLessThan(0.025);
      if (n >= 7 && exact > 0.01 && exact < 0.1) expect(Math.abs(pValue / exact - 1)).toBeLessThan(0.1);
    }
  });

  it("falls as the statistic grows, within [0, 1], across where its two series meet", () => {
    const n = 1e4;
    let before = 1;
    for (let statistic = 1e-4; statistic < 0.06; statistic += 1e-4) {
      const { pValue } = kolmogorovSmirnov(sampleAt(n, statistic), uniform);
      expect(pValue).toBeGreaterThanOrEqual(0);
      expect(pValue).toBeLessThanOrEqual(before + 1e-12);
      before = pValue;
    }
    expect(before).toBeLessThan(1e-25);
  });

  it("rejects a true law at the rate of its level, and a false one almost always", () => {
    const numbers = randomNumbers(1);
    const [n, repetitions] = [60, 2000];
    const counts = { at5: 0, at1: 0, wrong: 0 };
    for (let i = 0; i < repetitions; i++) {
      const sample = Array.from({ length: n }, () => numbers.uniform());
      const { pValue } = kolmogorovSmirnov(sample, uniform);
      if (pValue < 0.05) counts.at5++;
      if (pValue < 0.01) counts.at1++;
      // The alternative F(x) = x², drawn as √U; its power at n = 60 and 5 % is above 0.99.
      if (kolmogorovSmirnov(sample.map(Math.sqrt), uniform).pValue < 0.05) counts.wrong++;
    }
    const deviation = (level: number) => Math.sqrt((level * (1 - level)) / repetitions);
    expect(Math.abs(counts.at5 / repetitions - 0.05)).toBeLessThan(4.5 * deviation(0.05));
    expect(Math.abs(counts.at1 / repetitions - 0.01)).toBeLessThan(4.5 * deviation(0.01));
    expect(counts.wrong / repetitions).toBeGreaterThan(0.99 - 4.5 * deviation(0.99));
  });
});

describe("what is refused", () => {
  it.each<[string, number[], (x: number) => number]>([
    ["an empty sample", [], uniform],
    ["NaN in it", [0.5, Number.NaN], uniform],
    ["+∞ in it", [0.5, Number.POSITIVE_INFINITY], uniform],
    ["a law that leaves [0, 1]", [0.5], () => 1.5],
    ["a law that is NaN", [0.5], () => Number.NaN],
  ])("%s", (_, sample, cdf) => {
    expect(() => kolmogorovSmirnov(sample, cdf)).toThrow(InputError);
  });
});
