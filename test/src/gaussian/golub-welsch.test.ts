import { describe, expect, it } from "vitest";
import { hermiteRule, legendreRule } from "../../../src/gaussian/index.js";

/** E z^k = (k − 1)!! and the mean of x^k over (−1, 1), k even. */
const laws: [string, typeof hermiteRule, (k: number) => number][] = [
  ["Gauss–Hermite", hermiteRule, (k) => (k === 0 ? 1 : (k - 1) * laws[0][2](k - 2))],
  ["Gauss–Legendre", legendreRule, (k) => 1 / (k + 1)],
];

describe.each(laws)("%s", (_name, rule, moment) => {
  const mean = (n: number, k: number) => {
    const { nodes, weights } = rule(n);
    return nodes.reduce((sum, x, j) => sum + weights[j] * x ** k, 0);
  };
  it.each([1, 2, 5, 12, 24])("with %i nodes integrates polynomials below twice as many exactly", (n) => {
    for (let k = 0; k < 2 * n; k += 2) expect(Math.abs(mean(n, k) / moment(k) - 1)).toBeLessThan(1e-12);
    for (let k = 1; k < 2 * n; k += 2) expect(Math.abs(mean(n, k))).toBeLessThan(1e-12 * moment(k + 1));
  });
  it("and no further (negative control)", () => {
    for (const n of [1, 2, 5, 12]) expect(Math.abs(mean(n, 2 * n) / moment(2 * n) - 1)).toBeGreaterThan(1e-8);
  });
  it("is symmetric to the last bit, positive and made once", () => {
    const { nodes, weights } = rule(31);
    expect(nodes[15]).toBe(0);
    for (let j = 0; j < 31; j++) {
      expect(nodes[j] + nodes[30 - j]).toBe(0);
      expect(weights[j]).toBe(weights[30 - j]);
      expect(weights[j]).toBeGreaterThan(0);
      if (j > 0) expect(nodes[j]).toBeGreaterThan(nodes[j - 1]);
    }
    expect(rule(31)).toBe(rule(31));
  });
});
