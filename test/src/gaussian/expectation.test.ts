import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createExpectation } from "../../../src/gaussian/index.js";
import { gram, randomCovariance, randomRows } from "../../kit/covariances.js";

const variance = (B: ArrayLike<number>, weights: readonly number[]) =>
  weights.reduce(
    (sum, a, i) => sum + weights.reduce((row, b, k) => row + a * b * B[i * weights.length + k], 0),
    0,
  );

/** cos of a sum of fields, whose mean is exp(−½ its variance), beside a product of the first and the last field. */
const cosine = (fields: Float64Array, out: Float64Array) => {
  out[0] = Math.cos(fields.reduce((sum, x) => sum + x, 0));
  out[1] = fields[0] * fields[fields.length - 1];
};

function measured(m: number, B: ArrayLike<number>): { value: number[]; error: number[]; exact: number[] } {
  const expectation = createExpectation(m, 2);
  const value = new Float64Array(2);
  const error = new Float64Array(2);
  expectation.mean(Float64Array.from(B), cosine, value);
  expectation.error(Float64Array.from(B), cosine, error);
  const exact = [Math.exp(-0.5 * variance(B, new Array(m).fill(1))), B[m - 1]];
  return { value: Array.from(value), error: Array.from(error), exact };
}

describe("expectations of few fields, by Gauss–Hermite", () => {
  it.each([1, 2, 3, 4])("are exact to 1e-7 and say so, %i fields", (m) => {
    const { value, error, exact } = measured(m, randomCovariance(m, m, m, 0.8));
    for (let i = 0; i < 2; i++) {
      expect(Math.abs(value[i] - exact[i])).toBeLessThan(1e-7);
      expect(error[i]).toBeLessThan(1e-5);
    }
  });
  it("tell that a field is too wide for them", () => {
    const slopes = createExpectation(2, 1);
    const error = new Float64Array(1);
    // The poles of the sigmoid stand at distance π/30 in units of this field.
    slopes.error(
      Float64Array.of(900, 0, 0, 900),
      ([x], out) => (out[0] = 1 / (1 + Math.exp(-x)) ** 2),
      error,
    );
    expect(error[0]).toBeGreaterThan(1e-6);
  });
});

describe("expectations of many fields, by lattice rules", () => {
  it.each([5, 8, 18])("lie within five of their own standard errors, %i fields", (m) => {
    for (let seed = 1; seed <= 5; seed++) {
      const { value, error, exact } = measured(m, randomCovariance(m, m, seed, 1 / Math.sqrt(m)));
      for (let i = 0; i < 2; i++) {
        // Student's t of seven degrees of freedom: 5.4 leaves one in a thousand.
        expect(Math.abs(value[i] - exact[i])).toBeLessThan(5.4 * error[i]);
        expect(error[i]).toBeLessThan(2e-3);
      }
    }
  });
  it("beat independent draws of the same number by far", () => {
    const { error } = measured(5, randomCovariance(5, 5, 1, 0.5));
    expect(error[1]).toBeLessThan(0.1 * Math.sqrt(0.25 / 8168));
  });
  it("their bits are these", () => {
    const points = new Float64Array(6 * 8168);
    let at = 0;
    createExpectation(6, 1).mean(
      Float64Array.from({ length: 36 }, (_, q) => (q % 7 === 0 ? 1 : 0)),
      (fields) => {
        points.set(fields, at);
        at += 6;
      },
      new Float64Array(1),
    );
    expect(at).toBe(points.length);
    expect(createHash("sha256").update(new Uint8Array(points.buffer)).digest("hex").slice(0, 16)).toBe(
      "2815e884d3feed1e",
    );
  });
});

describe("singular covariances", () => {
  it.each([3, 6])("are no exception, %i fields", (m) => {
    for (const rows of [
      randomRows(m, 2, 2, 0.5),
      [...randomRows(m - 1, 2, 3, 0.5), [0, 0]],
      [[0, 0], ...randomRows(m - 1, 2, 3, 0.5)],
      new Array(m).fill([0.1, 0.3]),
      new Array(m).fill([0, 0]),
    ]) {
      const { value, error, exact } = measured(m, gram(rows));
      for (let i = 0; i < 2; i++) expect(Math.abs(value[i] - exact[i])).toBeLessThan(1e-10 + 5.4 * error[i]);
    }
  });
});
