/** Means over N(0, B) of functions of which nothing is known but their sheets, against closed forms, errors included. */
import { describe, expect, it } from "vitest";
import { erf as wideErf } from "../../../sde/kernels/index.js";
import { BLOCK, createFieldMean, createRoot, type Sheet, takeRoot } from "../../../src/gaussian/index.js";
import { randomCovariance } from "../../kit/covariances.js";

type FieldMean = ReturnType<typeof createFieldMean>;
type Integrand = (fields: Float64Array, normals: Float64Array) => number;

/** E F with E |F| beside it, to which its error is relative. */
function meanOf(fields: number, normals: number, f: Integrand, sheets: readonly Sheet[] = []): FieldMean {
  const [own, drawn] = [new Float64Array(fields), new Float64Array(normals)];
  return createFieldMean({
    fields,
    normals,
    values: 2,
    sheets,
    integrand: (_root, { count, values, weights }, out) => {
      for (let j = 0; j < count; j++) {
        for (let p = 0; p < fields; p++) own[p] = values[p * BLOCK + j];
        for (let e = 0; e < normals; e++) drawn[e] = values[(fields + e) * BLOCK + j];
        const value = f(own, drawn);
        out[0] += weights[j] * value;
        out[1] += weights[j] * Math.abs(value);
      }
    },
    deviation: (a, b) => {
      const difference = Math.abs(a[0] - b[0]);
      return difference === 0 ? 0 : difference / b[1];
    },
  });
}
function at(mean: FieldMean, B: ArrayLike<number>): { value: number; size: number; error: number } {
  const root = createRoot(Math.sqrt(B.length));
  takeRoot(root.widths.length, Float64Array.from(B), root);
  const out = new Float64Array(2);
  mean.mean(root, out);
  return { value: out[0], size: out[1], error: mean.error(root) };
}
const sheet = (normal: number[], offset = 0): Sheet => ({ normal, offset });
const scaled = (B: readonly number[], size: number) => B.map((entry) => entry * size * size);
const variance = (B: ArrayLike<number>, w: readonly number[]) =>
  w.reduce((sum, a, i) => sum + w.reduce((row, b, k) => row + a * b * B[i * w.length + k], 0), 0);
const asinLaw = (c: number, a: number, b: number) => (2 / Math.PI) * Math.asin(c / Math.sqrt(a * b));
/** Abramowitz & Stegun 7.1.26 would not do: the series is exact to rounding up to 3. */
const erf = (x: number) => {
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};

const SIZES = [1e-4, 1, 1e3];

describe.each([
  [1, 1],
  [2, 2],
  [2, 1],
  [3, 3],
])("%i fields of rank %i, from narrow to wide", (m, rank) => {
  const covariances = (m < 3 ? [1, 2] : [1]).map((seed) => randomCovariance(m, rank, seed));
  const w = [1, -0.7, 0.4].slice(0, m);
  const along = (fields: Float64Array) => w.reduce((sum, weight, p) => sum + weight * fields[p], 0);

  it("polynomials", () => {
    const square = meanOf(m, 0, (r) => along(r) ** 2);
    const fourth = meanOf(m, 0, (r) => along(r) ** 4);
    const sixth = meanOf(m, 1, (r, [e]) => (along(r) + e) ** 6);
    for (const B of covariances)
      for (const size of SIZES) {
        const own = scaled(B, size);
        const v = variance(own, w);
        const got = [square, fourth, sixth].map((mean) => at(mean, own));
        const expected = [v, 3 * v * v, 15 * (v + 1) ** 3];
        got.forEach(({ value, error }, k) => {
          expect(Math.abs(value / expected[k] - 1)).toBeLessThan(1e-11);
          expect(error).toBeLessThan(1e-10);
        });
      }
  });
  it("exponentials and cosines of unit width", () => {
    for (const B of covariances)
      for (const size of SIZES) {
        const own = scaled(B, size);
        const s = Math.sqrt(variance(own, w));
        const unit = (r: Float64Array) => along(r) / s;
        const growing = at(
          meanOf(m, 0, (r) => Math.exp(unit(r))),
          own,
        );
        expect(Math.abs(growing.value / Math.exp(0.5) - 1)).toBeLessThan(1e-9);
        const waving = at(
          meanOf(m, 0, (r) => Math.cos(unit(r))),
          own,
        );
        expect(Math.abs(waving.value - Math.exp(-0.5))).toBeLessThan(1e-9);
        for (const { error } of [growing, waving]) expect(error).toBeLessThan(1e-7);
      }
  });
  it("a kink and a jump on a sheet, also beside the origin and with a normal", () => {
    for (const B of covariances)
      for (const size of SIZES) {
        const own = scaled(B, size);
        const s = Math.sqrt(variance(own, w));
        const magnitude = at(
          meanOf(m, 0, (r) => Math.abs(along(r)), [sheet(w)]),
          own,
        );
        expect(Math.abs(magnitude.value / (s * Math.sqrt(2 / Math.PI)) - 1)).toBeLessThan(1e-9);
        const c = 0.6;
        const jump = at(
          meanOf(m, 0, (r) => (along(r) > c * s ? 1 : 0), [sheet(w, c * s)]),
          own,
        );
        expect(Math.abs(jump.value - 0.5 * (1 - erf(c * Math.SQRT1_2)))).toBeLessThan(1e-9);
        const noisy = at(
          meanOf(m, 1, (r, [e]) => Math.max(0, along(r) - size * e), [sheet([...w, -size])]),
          own,
        );
        const total = Math.sqrt(s * s + size * size);
        expect(Math.abs(noisy.value / (total / Math.sqrt(2 * Math.PI)) - 1)).toBeLessThan(1e-9);
        for (const { error } of [magnitude, jump, noisy]) expect(error).toBeLessThan(1e-7);
      }
  });
});

describe("error functions that are steps for wide fields, beside a noise in which all is a polynomial", () => {
  const unit = (x: number) => wideErf(x * Math.SQRT1_2);
  it.each<[string, number, readonly number[]]>([
    ["two fields", 2, [0.3, 1, 3, 6, 8]],
    ["three", 3, [0.3, 1, 2]],
  ])("%s", (_name, m, widths) => {
    // (Σ_p ± erf(r_p/√2) − ε)², one field as wide as the next: by the arcsine law.
    const signs = [1, -1, 1].slice(0, m);
    const gap = meanOf(
      m,
      1,
      (r, [e]) => (signs.reduce((sum, sign, p) => sum + sign * unit(r[p]), 0) - e) ** 2,
    );
    const rho = 0.3;
    for (const width of widths) {
      const v = width * width;
      const pairs = signs.flatMap((a, p) =>
        signs.map((b, q) => a * b * asinLaw(p === q ? v : rho * v, 1 + v, 1 + v)),
      );
      const exact = 1 + pairs.reduce((sum, term) => sum + term, 0);
      const B = signs.flatMap((_a, p) => signs.map((_b, q) => (p === q ? v : rho * v)));
      const { value, error } = at(gap, B);
      expect(Math.abs(value / exact - 1)).toBeLessThan(1e-9);
      expect(error).toBeLessThan(1e-7);
    }
  });
});

describe("two fields", () => {
  const covariances = [1, 2, 3].map((seed) => randomCovariance(2, 2, seed));
  const signs = meanOf(2, 0, ([x, y]) => Math.sign(x * y), [sheet([1, 0]), sheet([0, 1])]);
  it("the arcsine law of signs, at any two widths", () => {
    for (const B of covariances)
      for (const [a, b] of [
        [1, 1],
        [1e-3, 50],
        [400, 0.02],
      ]) {
        const own = [B[0] * a * a, B[1] * a * b, B[2] * a * b, B[3] * b * b];
        const { value, error } = at(signs, own);
        expect(Math.abs(value - asinLaw(B[1], B[0], B[3]))).toBeLessThan(1e-9);
        expect(error).toBeLessThan(1e-7);
      }
    // On the edge, where the two sheets are one.
    for (const sign of [1, -1]) expect(at(signs, [1, 2 * sign, 2 * sign, 4]).value).toBeCloseTo(sign, 9);
  });
  it("and of error functions, as long as they are not steep", () => {
    const product = meanOf(2, 0, ([x, y]) => erf(x * Math.SQRT1_2) * erf(y * Math.SQRT1_2));
    // The series is good to 3: widths of a quarter reach no further.
    for (const B of covariances) {
      const own = scaled(B, 0.25);
      const { value, size } = at(product, own);
      expect(Math.abs(value - asinLaw(own[1], 1 + own[0], 1 + own[3])) / size).toBeLessThan(1e-9);
    }
  });
});

describe("many coordinates", () => {
  it.each([4, 5, 7, 9])("%i: polynomials and cosines within their errors", (m) => {
    const w = Array.from({ length: m }, (_, p) => (p % 2 ? -1 : 1) / Math.sqrt(m));
    const along = (fields: Float64Array) => w.reduce((sum, weight, p) => sum + weight * fields[p], 0);
    const B = randomCovariance(m, m, 1);
    const v = variance(B, w);
    const square = at(
      meanOf(m, 0, (r) => along(r) ** 2),
      B,
    );
    const waving = at(
      meanOf(m, 0, (r) => Math.cos(along(r))),
      B,
    );
    // Of a lattice's eight shifts the error is a standard error: Student's t of seven degrees, one in a thousand.
    expect(Math.abs(square.value - v) / v).toBeLessThan(5.4 * square.error + 1e-12);
    expect(Math.abs(waving.value - Math.exp(-0.5 * v)) / waving.size).toBeLessThan(5.4 * waving.error + 1e-9);
    if (m <= 6) expect(square.error).toBeLessThan(1e-12);
    expect(Math.max(square.error, waving.error)).toBeLessThan(1e-2);
  });
});

describe("errors are honest where digits are lost", () => {
  /** The error as it is, relative as that which is reported. */
  const lost = (mean: FieldMean, B: readonly number[], exact: number) => {
    const { value, size, error } = at(mean, B);
    return { actual: Math.abs(value - exact) / Math.max(size, Math.abs(exact)), reported: error };
  };
  it("kinks and jumps that were not told", () => {
    for (const size of [0.02, 1, 40])
      for (const rho of [-0.6, 0.2, 0.95]) {
        const B = scaled([1, rho, rho, 1], size);
        for (const { actual, reported } of [
          lost(
            meanOf(2, 0, ([x, y]) => Math.sign(x * y)),
            B,
            asinLaw(rho, 1, 1),
          ),
          lost(
            meanOf(2, 0, ([x, y]) => Math.abs(x - y)),
            B,
            size * Math.sqrt((4 * (1 - rho)) / Math.PI),
          ),
        ]) {
          expect(reported).toBeGreaterThan(0.1 * actual);
          expect(reported).toBeGreaterThan(1e-6);
        }
      }
  });
  it("curved jumps, also those that all nodes of the coarsest rules miss", () => {
    // 1 − e^(−ρ²/2) inside the circle of radius ρ.
    const circle = meanOf(2, 0, ([x, y]) => (x * x + y * y < 1 ? 0.5 : 1));
    for (const width of [0.25, 0.5, 1, 2, 3, 5]) {
      const inside = -Math.expm1(-0.5 / (width * width));
      const { actual, reported } = lost(circle, [width * width, 0, 0, width * width], 1 - 0.5 * inside);
      expect(actual).toBeLessThan(0.02);
      // Further out than eight standard deviations there is nothing to miss.
      expect(reported).toBeGreaterThan(0.1 * actual - 1e-9);
    }
    const { reported } = lost(circle, [4, 0, 0, 4], 1);
    expect(reported).toBeGreaterThan(1e-6);
  });
  it("steps much narrower than any rule", () => {
    for (const width of [1, 4, 10, 40, 100]) {
      const steep = meanOf(3, 0, ([x, y, z]) => Math.exp(-0.5 * x * x) + 0.1 * Math.exp(-0.5 * (y - z) ** 2));
      const B = scaled([1, 0.3, 0, 0.3, 1, -0.2, 0, -0.2, 1], width);
      const [first, second] = [1 / Math.sqrt(1 + width ** 2), 0.1 / Math.sqrt(1 + 2.4 * width ** 2)];
      const { actual, reported } = lost(steep, B, first + second);
      expect(reported).toBeGreaterThan(0.1 * actual - 1e-12);
    }
  });
  it("a sheet that is just out of reach leaves nothing open", () => {
    // The covariances of the same rung at which the rule is tried out reach it.
    const waving = meanOf(1, 0, ([x]) => (x < 3 ? Math.cos(9 * x) : 1), [sheet([1], 3)]);
    for (const width of [0.27, 0.3, 0.312]) {
      const { actual, reported } = lost(waving, [width * width], Math.exp(-40.5 * width * width));
      expect(actual).toBeLessThan(1e-10);
      expect(reported).toBeLessThan(1e-10);
    }
  });
  it("and small where none are lost (negative control)", () => {
    const smooth = meanOf(2, 0, ([x, y]) => 1 / (1 + 0.1 * (x - y) ** 2));
    expect(at(smooth, [1, 0.2, 0.2, 1]).error).toBeLessThan(1e-9);
  });
});

describe("whatever was integrated before", () => {
  it("the mean has the same bits", () => {
    const make = () =>
      meanOf(2, 1, ([x, y], [e]) => Math.tanh(2 * x) * Math.abs(x - y - 0.3 * e), [sheet([1, -1, -0.3])]);
    const covariances = [
      ...[1, 2, 3].map((seed) => randomCovariance(2, 2, seed)),
      randomCovariance(2, 1, 4),
      [0, 0, 0, 1],
      [0, 0, 0, 0],
      scaled(randomCovariance(2, 2, 5), 9),
      scaled(randomCovariance(2, 2, 6), 0.1),
    ];
    const used = make();
    const forwards = covariances.map((B) => at(used, B).value);
    const backwards = [...covariances]
      .reverse()
      .map((B) => at(used, B).value)
      .reverse();
    expect(backwards).toEqual(forwards);
    expect(covariances.map((B) => at(make(), B).value)).toEqual(forwards);
  });
});

describe("at the edges", () => {
  it("fields that are all 0 are one point, without error", () => {
    const mean = meanOf(2, 0, ([x, y]) => x - y + 7);
    expect(at(mean, [0, 0, 0, 0])).toEqual({ value: 7, size: 7, error: 0 });
  });
  it("a covariance that is no number has no mean", () => {
    const mean = meanOf(2, 0, ([x]) => x * x);
    expect(at(mean, [Number.NaN, 0, 0, 1]).value).toBeNaN();
    expect(at(mean, [Number.POSITIVE_INFINITY, 0, 0, 1]).value).toBeNaN();
  });
});
