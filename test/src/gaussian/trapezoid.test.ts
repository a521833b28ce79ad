import { describe, expect, it } from "vitest";
import { evenExpectation, stretchedRule, uniformRule } from "../../../src/gaussian/index.js";
import { fineTrapezoid, gaussHermite, type Rule } from "../../kit/gaussian-quadrature.js";

const slope = (x: number) => {
  const e = Math.exp(-Math.abs(x));
  return e / (1 + e) ** 2;
};
const sigmoid = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

function mean(
  rule: { nodes: ArrayLike<number>; weights: ArrayLike<number> },
  f: (z: number) => number,
): number {
  let total = 0;
  for (let j = 0; j < rule.nodes.length; j++) total += rule.weights[j] * f(rule.nodes[j]);
  return total;
}

function relativeError(
  rule: { nodes: ArrayLike<number>; weights: ArrayLike<number> },
  f: (z: number) => number,
  reference: Rule,
) {
  const exact = mean(reference, f);
  return Math.abs(mean(rule, f) - exact) / exact;
}

const widths = [0, 0.01, 0.3, 0.5, 0.78, 0.8, 1, 1.5, 2.7, 5, 8, 13, 30, 50];

/** The functions of s z the logistic model integrates, and the one that cancels most: (s(x) − s(y))², y near x. */
const functions: [string, (x: number) => number][] = [
  ["s'", slope],
  ["log 2cosh", (x) => Math.abs(x) / 2 + Math.log1p(Math.exp(-Math.abs(x)))],
  ["(s − ½)²", (x) => (sigmoid(x) - 0.5) ** 2],
  ["(s(x) − s(0.9x))²", (x) => (sigmoid(x) - sigmoid(0.9 * x)) ** 2],
  ["s'²", (x) => slope(x) ** 2],
];

describe.each(functions)("E %s under N(0, s²)", (_name, f) => {
  it.each(widths.filter((s) => s > 0))("by the stretched rule at s = %d", (s) => {
    expect(relativeError(stretchedRule(s), (z) => f(s * z), fineTrapezoid(s))).toBeLessThan(1e-11);
  });
});

describe("the stretched rule", () => {
  it("holds the even moments of a standard normal", () => {
    for (const s of widths) {
      const rule = stretchedRule(s);
      [1, 1, 3, 15].forEach((moment, k) => {
        expect(mean(rule, (z) => z ** (2 * k))).toBeCloseTo(moment, 8);
      });
    }
  });
  it("meets the asymptotic E s'(sz) = 1/(s√(2π)) (1 − π²/(6s²) + …) far beyond", () => {
    for (const s of [1e4, 1e8, 1e100]) {
      const value = evenExpectation(stretchedRule(s), slope, s) * s * Math.sqrt(2 * Math.PI);
      expect(Math.abs(value - (1 - Math.PI ** 2 / (6 * s * s)))).toBeLessThan(1e-11);
    }
  });
  it("needs nodes like log s", () => {
    expect(stretchedRule(0.5).nodes.length).toBe(21);
    expect(stretchedRule(50).nodes.length).toBeLessThan(90);
    expect(stretchedRule(1e6).nodes.length).toBeLessThan(250);
  });
  it("is symmetric with its middle at zero", () => {
    const { nodes, weights, middle } = stretchedRule(2);
    expect(nodes[middle] + 0).toBe(0);
    for (let j = 1; j <= middle; j++) {
      expect(nodes[middle + j]).toBe(-nodes[middle - j]);
      expect(weights[middle + j]).toBe(weights[middle - j]);
      expect(nodes[middle + j]).toBeGreaterThan(nodes[middle + j - 1]);
    }
  });
  it("made for a narrow field fails on a wide one, as does Gauss–Hermite", () => {
    const s = 10;
    const f = (z: number) => slope(s * z);
    expect(relativeError(stretchedRule(0.5), f, fineTrapezoid(s))).toBeGreaterThan(1e-3);
    expect(relativeError(gaussHermite(100), f, fineTrapezoid(s))).toBeGreaterThan(1e-3);
  });
});

describe("the uniform rule", () => {
  it.each(widths.filter((s) => s <= 8))("resolves a transition anywhere at s = %d", (s) => {
    for (const mu of [0, -0.7 * s, 2 * s, 5 * s + 1]) {
      // Absolute: an outer rule adds up such values, of which the largest are of order one.
      const f = (z: number) => (sigmoid(0.3 * mu) - sigmoid(mu + s * z)) ** 2;
      expect(Math.abs(mean(uniformRule(s), f) - mean(fineTrapezoid(s), f))).toBeLessThan(1e-12);
    }
  });
  it("twice as coarse is not enough", () => {
    const { nodes, weights } = uniformRule(2);
    const coarse = {
      nodes: nodes.filter((_, j) => j % 2 === 0),
      weights: weights.filter((_, j) => j % 2 === 0).map((w) => 2 * w),
    };
    expect(relativeError(coarse, (z) => slope(2 * z), fineTrapezoid(2))).toBeGreaterThan(1e-8);
  });
});
