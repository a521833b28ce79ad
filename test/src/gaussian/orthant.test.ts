import { describe, expect, it } from "vitest";
import { correlationAngle, fourPositive, threePositive, twoPositive } from "../../../src/gaussian/index.js";
import { randomRows } from "../../kit/covariances.js";

/** ρ₁₂ … ρ₃₄ of variables given by their rows. */
function correlations(rows: readonly (readonly number[])[]): Float64Array {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k], 0);
  const units = rows.map((row) => row.map((x) => x / Math.sqrt(dot(row, row))));
  const rho: number[] = [];
  for (let a = 0; a < 4; a++) for (let b = a + 1; b < 4; b++) rho.push(dot(units[a], units[b]));
  return Float64Array.from(rho, (r) => Math.max(-1, Math.min(1, r)));
}

const quadrants = new Float64Array(6);
const four = (...rho: number[]) => fourPositive(Float64Array.from(rho), quadrants);
const two = (rho: number) => 0.25 + Math.asin(rho) / (2 * Math.PI);

describe("the probability that all variables are positive", () => {
  it("of two and three is Sheppard's", () => {
    expect(twoPositive(correlationAngle(0.6 * 2, 4 * (1 - 0.36)))).toBeCloseTo(two(0.6), 15);
    expect(twoPositive(correlationAngle(1, 0))).toBe(0.5);
    expect(twoPositive(correlationAngle(-1, 0))).toBe(0);
    const sixth = Math.PI / 6;
    expect(threePositive(sixth, sixth, sixth)).toBeCloseTo(0.25, 15);
  });
  it("of four: the largest of five equal ones is the last in a fifth of the cases", () => {
    expect(four(0.5, 0.5, 0.5, 0.5, 0.5, 0.5)).toBeCloseTo(0.2, 14);
  });
  it("of four: a random walk stays positive for n steps with probability (2n choose n)/4ⁿ", () => {
    const rho = [1, 2, 3].flatMap((a) => [2, 3, 4].filter((b) => b > a).map((b) => Math.sqrt(a / b)));
    expect(four(...rho)).toBeCloseTo(70 / 256, 14);
  });
  it("of four: independent pairs multiply", () => {
    expect(four(0.4, 0, 0, 0, 0, -0.6)).toBeCloseTo(two(0.4) * two(-0.6), 14);
    expect(four(0, 0, 0, 0, 0, 0)).toBe(0.0625);
  });
  it.each([0.3, -0.7, 0.999, 1, -1])("of four: equal variables are one, at correlation %d", (r) => {
    expect(four(1, r, r, r, r, 1)).toBeCloseTo(two(r), 14);
    expect(four(-1, 0.5 * r, 0.1, -0.5 * r, -0.1, 0.2)).toBeCloseTo(0, 14);
  });
  it("of four: the signs of each variable share out the whole", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const rho = correlations(randomRows(4, 4, seed));
      let total = 0;
      for (let signs = 0; signs < 16; signs++) {
        const s = [0, 1, 2, 3].map((bit) => ((signs >> bit) & 1 ? -1 : 1));
        const pairs = [s[0] * s[1], s[0] * s[2], s[0] * s[3], s[1] * s[2], s[1] * s[3], s[2] * s[3]];
        total += four(...pairs.map((sign, q) => sign * rho[q]));
      }
      expect(Math.abs(total - 1)).toBeLessThan(1e-13);
    }
  });
  it.each([1, 1e-1, 1e-3, 1e-6, 1e-9])(
    "of four: nodes left out count for nothing, distance %d from singular",
    (last) => {
      for (let seed = 1; seed <= 100; seed++) {
        const rho = correlations(randomRows(4, 4, seed).map((row) => [...row.slice(0, 3), last * row[3]]));
        const whole = fourPositive(rho, quadrants);
        expect(Math.abs(whole - fourPositive(rho, quadrants, 4))).toBeLessThan(2e-12);
        expect(Math.abs(whole - fourPositive(rho, quadrants, 14))).toBeLessThan(1e-3);
      }
      const rho = correlations(randomRows(4, 4, 1));
      expect(Math.abs(fourPositive(rho, quadrants) - fourPositive(rho, quadrants, 16))).toBeGreaterThan(
        1e-12,
      );
    },
  );
  it("moves with a correlation by the density of its pair times the quadrant of the others (Plackett)", () => {
    const rho = correlations(randomRows(4, 4, 7));
    const step = 1e-4;
    for (let q = 0; q < 6; q++) {
      const at = (h: number) => four(...rho.map((r, k) => (k === q ? r + h : r)));
      const slope = (at(step) - at(-step)) / (2 * step);
      fourPositive(rho, quadrants);
      const density = 1 / (2 * Math.PI * Math.sqrt(1 - rho[q] ** 2));
      expect(Math.abs(slope - density * quadrants[5 - q])).toBeLessThan(1e-6);
    }
  });
});
