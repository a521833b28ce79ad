import { describe, expect, it } from "vitest";
import { gaussLegendre } from "../../../src/spectrum/gauss-legendre.js";

describe("gaussLegendre", () => {
  it.each([1, 2, 3, 8, 41])("is exact for polynomials of degree 2n − 1, and no further: n = %s", (n) => {
    const { nodes, weights } = gaussLegendre(n);
    const moment = (k: number) => nodes.reduce((total, u, j) => total + weights[j] * u ** k, 0);
    for (let k = 0; k < 2 * n; k++) expect(Math.abs(moment(k) * (k + 1) - 1)).toBeLessThan(1e-13);
    // The error at degree 2n is (n!)⁴/((2n + 1)((2n)!)²), about 4^(−2n).
    if (n < 9) expect(Math.abs(moment(2 * n) * (2 * n + 1) - 1)).toBeGreaterThan(0.1 * 16 ** -n);
  });

  it("has the known nodes for n = 2 and 3", () => {
    const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(2e-16);
    close(gaussLegendre(2).nodes[0], (1 - Math.sqrt(1 / 3)) / 2);
    const { nodes, weights } = gaussLegendre(3);
    close(nodes[0], (1 - Math.sqrt(3 / 5)) / 2);
    close(nodes[1], 0.5);
    close(weights[0], 5 / 18);
    close(weights[1], 4 / 9);
  });

  it("nodes increase inside (0, 1), and the lowest is right relative to itself", () => {
    const n = 1000;
    const { nodes, weights } = gaussLegendre(n);
    for (let j = 1; j < n; j++) expect(nodes[j]).toBeGreaterThan(nodes[j - 1]);
    expect(nodes[n - 1]).toBeLessThan(1);
    // Legendre's function near the edge is J₀: the first node is (j₀/(2n + 1))², up to (1 + O(n^(−2))).
    const firstZeroOfBessel = 2.404825557695773;
    expect(Math.abs((nodes[0] * (2 * n + 1) ** 2) / firstZeroOfBessel ** 2 - 1)).toBeLessThan(1e-6);
    expect(weights.every((weight) => weight > 0)).toBe(true);
  });
});
