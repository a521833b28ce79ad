import fc from "fast-check";
import { quantile } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { InputError, quantiles } from "../../estimators/index.js";

type Quantile = (values: readonly number[], p: number) => number;
const typeSeven: Quantile = (values, p) => quantiles(values, [p])[0];
const ascending = (values: readonly number[]) => [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
/** Definition 1 of Hyndman & Fan: the inverse of the sample's distribution function, a step. */
const typeOne: Quantile = (values, p) => ascending(values)[Math.max(0, Math.ceil(values.length * p) - 1)];

const settings = { seed: 12, numRuns: 300 };
const finite = fc.double({ min: -1e300, max: 1e300, noNaN: true });
const infinite = fc.constant(Number.POSITIVE_INFINITY);
const samples = fc.array(finite, { minLength: 1, maxLength: 30 });
const samplesWithDiverged = fc.array(fc.oneof(finite, infinite), { minLength: 1, maxLength: 30 });
const probabilities = fc.double({ min: 0, max: 1, noNaN: true });

describe("quantiles", () => {
  /** By hand: position (n − 1)p, then along the line between its neighbours. */
  const byHand: [values: number[], p: number, value: number][] = [
    [[1, 2, 3, 4], 0, 1],
    [[1, 2, 3, 4], 0.1, 1.3],
    [[1, 2, 3, 4], 0.25, 1.75],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[1, 2, 3, 4], 1, 4],
    [[10, 0], 0.9, 9],
    [[7], 0.3, 7],
    [[5, 5, 5], 0.77, 5],
    [[-3, -1, -2], 0.75, -1.5],
  ];
  const agreesByHand = (f: Quantile) =>
    byHand.every(([values, p, value]) => Math.abs(f(values, p) - value) <= 1e-14 * Math.abs(value));

  it("lie on the line between neighbouring order statistics", () => {
    for (const [values, p, value] of byHand) expect(typeSeven(values, p)).toBeCloseTo(value, 13);
    expect(agreesByHand(typeSeven)).toBe(true);
  });

  it("the same table refuses type 1", () => {
    expect(agreesByHand(typeOne)).toBe(false);
  });

  it("answer in the order of the probabilities and leave the sample alone", () => {
    const values = [3, 1, 2];
    expect(quantiles(values, [1, 0, 0.5])).toEqual([3, 1, 2]);
    expect(quantiles(values, [])).toEqual([]);
    expect(values).toEqual([3, 1, 2]);
  });

  it("lie between the least and the largest value", () => {
    fc.assert(
      fc.property(samples, probabilities, (values, p) => {
        const q = typeSeven(values, p);
        return q >= Math.min(...values) && q <= Math.max(...values);
      }),
      settings,
    );
  });

  it("are not decreasing in p, with diverged values too", () => {
    fc.assert(
      fc.property(
        samplesWithDiverged,
        fc.array(probabilities, { minLength: 2, maxLength: 8 }),
        (values, p) => {
          const line = quantiles(values, ascending(p));
          return line.every((q, i) => i === 0 || q >= line[i - 1]);
        },
      ),
      settings,
    );
  });

  /** simple-statistics is type 7 too. Only the rounding of the position differs: ε n of a gap between neighbours. */
  const moderate = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });
  const agrees = (f: Quantile) => (values: number[], p: number) => {
    const size = Math.max(...values.map(Math.abs));
    return Math.abs(f(values, p) - quantile(values, p)) <= 16 * values.length * Number.EPSILON * size;
  };

  it("are simple-statistics' to rounding", () => {
    fc.assert(fc.property(moderate, probabilities, agrees(typeSeven)), settings);
  });

  it("the same check refuses type 1, and positions np − ½ in place of (n − 1)p (type 5)", () => {
    const typeFive: Quantile = (values, p) => {
      const sorted = ascending(values);
      const position = Math.min(values.length - 1, Math.max(0, values.length * p - 0.5));
      const lower = Math.floor(position);
      const upper = Math.ceil(position);
      return sorted[lower] + (position - lower) * (sorted[upper] - sorted[lower]);
    };
    for (const broken of [typeOne, typeFive])
      expect(fc.check(fc.property(moderate, probabilities, agrees(broken)), settings).failed).toBe(true);
  });

  /** With k of n at +∞, finite up to the last finite order statistic, +∞ beyond it, and never NaN. */
  const divergedLaw = (f: Quantile) => (values: number[], p: number) => {
    const last = values.filter(Number.isFinite).length - 1;
    const q = f(values, p);
    // Within rounding of an order statistic either side is right.
    const position = (values.length - 1) * p;
    if (Math.abs(position - last) <= 1e-12) return !Number.isNaN(q);
    return position < last ? Number.isFinite(q) : q === Number.POSITIVE_INFINITY;
  };

  it("count a diverged value as +∞, and are never NaN", () => {
    fc.assert(fc.property(samplesWithDiverged, probabilities, divergedLaw(typeSeven)), settings);
    const { POSITIVE_INFINITY: infinity } = Number;
    expect(quantiles([1, 2, infinity], [0, 0.25, 0.5, 0.5001, 1])).toEqual([1, 1.5, 2, infinity, infinity]);
    expect(quantiles([infinity, infinity], [0, 0.3, 1])).toEqual([infinity, infinity, infinity]);
    expect(quantiles([-infinity, 0, infinity], [0.25, 0.5, 0.75])).toEqual([-infinity, 0, infinity]);
  });

  it("the same check refuses plain interpolation, which forms ∞ − ∞ and 0·∞", () => {
    const plain: Quantile = (values, p) => {
      const sorted = ascending(values);
      const position = (sorted.length - 1) * p;
      const lower = Math.floor(position);
      const upper = Math.min(lower + 1, sorted.length - 1);
      return sorted[lower] + (position - lower) * (sorted[upper] - sorted[lower]);
    };
    const property = fc.property(samplesWithDiverged, probabilities, divergedLaw(plain));
    expect(fc.check(property, settings).failed).toBe(true);
  });

  it("rounding of (n − 1)p does not turn the last finite value into +∞", () => {
    for (let n = 2; n <= 200; n++)
      for (let k = 0; k < n - 1; k++) {
        const values = Array.from({ length: n }, (_, i) => (i <= k ? i : Number.POSITIVE_INFINITY));
        expect(typeSeven(values, k / (n - 1))).toBe(k);
      }
  });

  it("refuse no values, NaN, and what is no probability", () => {
    expect(() => quantiles([], [0.5])).toThrow(new InputError("quantiles got no values; give at least one."));
    expect(() => quantiles([1, Number.NaN, 2], [0.5])).toThrow(
      new InputError("quantiles got NaN among the values; leave it out, or count it as Infinity."),
    );
    expect(() => quantiles([1], [1.5])).toThrow(
      new InputError("quantiles got the probability 1.5; give numbers from 0 to 1, such as 0.5."),
    );
    for (const p of [-1e-9, Number.NaN]) expect(() => quantiles([1], [p])).toThrow(InputError);
  });
});
