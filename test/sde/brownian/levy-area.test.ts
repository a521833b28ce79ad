import { describe, expect, it } from "vitest";
import { kolmogorovSmirnov } from "../../../estimators/index.js";
import { composeIncrements } from "../../../sde/brownian/compose.js";
import { freshIncrement } from "../../../sde/brownian/fresh.js";
import { drawLevyArea, levyAreaTerms } from "../../../sde/brownian/levy-area.js";
import { createIncrement, createStreams, type Increment, levyAreaError } from "../../../sde/index.js";
import { randomNumbers } from "../../kit/random-numbers.js";
import { meanAndError } from "../../kit/statistics.js";

const h = 0.3;

/** Increments of m sources whose areas have p terms. */
function drawn(m: number, p: number, seed: number, count: number, use: (w: Increment) => void): void {
  const stream = createStreams(seed, "levy-area").stream(0);
  const plain = createIncrement(m, ["space-time-area"]);
  const w = { ...plain, A: new Float64Array(m * m) };
  for (let i = 0; i < count; i++) {
    freshIncrement(stream, h, plain);
    drawLevyArea(stream, h, p, w.dW, w.H, w.A);
    use(w);
  }
}

/** E[A_kl | ΔW, H] */
const mean = ({ dW, H }: Increment, k: number, l: number) => H[k] * dW[l] - dW[k] * H[l];

/** Distribution function of the area between two Brownian motions: density sech(πx/h)/h, E e^{iuA} = sech(hu/2). */
const levyLaw = (x: number) => (2 / Math.PI) * Math.atan(Math.exp((Math.PI * x) / h));

/** How far a mean is from a number, in standard errors. */
function z(values: readonly number[], expected: number): number {
  const { mean: average, error } = meanAndError(values);
  return Math.abs(average - expected) / error;
}

describe("the law of the Lévy area of two Brownian motions", () => {
  const sample = (p: number, count: number, change = (A: number) => A) => {
    const values: number[] = [];
    drawn(2, p, 1, count, ({ A }) => values.push(change(A[1])));
    return values;
  };
  const terms = levyAreaTerms(2, h, 20 * h);

  it("has the characteristic function sech(hu/2), so variance h²/4 and fourth moment 5h⁴/16", () => {
    const values = sample(terms, 20_000);
    expect(kolmogorovSmirnov(values, levyLaw).pValue).toBeGreaterThan(1e-4);
    expect(
      z(
        values.map((A) => A ** 2),
        h ** 2 / 4,
      ),
    ).toBeLessThan(4.5);
    expect(
      z(
        values.map((A) => A ** 4),
        (5 / 16) * h ** 4,
      ),
    ).toBeLessThan(4.5);
  });

  it("and the checks refuse a series cut off without its rest, and a Gaussian of the right variance", () => {
    // Σ_{r≤p} alone has the variance h²/4 − h²/(2π²)·Σ_{r>p} r⁻², 8 % too little for p = 2: drawn here as so much less.
    const cut = sample(terms, 20_000, (A) => A * Math.sqrt(1 - (2 / Math.PI ** 2) * 0.395));
    expect(
      z(
        cut.map((A) => A ** 2),
        h ** 2 / 4,
      ),
    ).toBeGreaterThan(4.5);
    const { normal } = randomNumbers(1);
    const gaussian = Array.from({ length: 20_000 }, () => (h / 2) * normal());
    expect(kolmogorovSmirnov(gaussian, levyLaw).pValue).toBeLessThan(1e-4);
  });
});

describe("given ΔW and H", () => {
  /** What is left of A_01 when its conditional mean is taken off, against its two parts: both have mean zero. */
  const left = (change: (w: Increment) => number) => {
    const products: [number[], number[]] = [[], []];
    drawn(2, 1, 2, 20_000, (w) => {
      const residual = change(w) - mean(w, 0, 1);
      products[0].push(residual * w.H[0] * w.dW[1]);
      products[1].push(residual * w.dW[0] * w.H[1]);
    });
    return products.map((values) => z(values, 0));
  };

  it("the mean of A_kl is H_kΔW_l − ΔW_kH_l; a negated area and one of the opposite sources fail", () => {
    for (const distance of left(({ A }) => A[1])) expect(distance).toBeLessThan(4.5);
    for (const distance of left(({ A }) => -A[1])) expect(distance).toBeGreaterThan(4.5);
    for (const distance of left(({ A }) => A[2])) expect(distance).toBeGreaterThan(4.5);
  });

  it("it is the mean of any fine path's area: broken lines composed by Chen's relation say the same", () => {
    const { normal } = randomNumbers(3);
    const pieces = 64;
    const dt = h / pieces;
    const residuals: number[] = [];
    const wrong: number[] = [];
    for (let path = 0; path < 1500; path++) {
      let sum = createIncrement(2, ["levy-area"]);
      let both = createIncrement(2, ["levy-area"]);
      for (let i = 0; i < pieces; i++) {
        const piece = createIncrement(2, ["levy-area"]);
        piece.dW.set([Math.sqrt(dt) * normal(), Math.sqrt(dt) * normal()]);
        composeIncrements(i * dt, sum, dt, piece, both);
        [sum, both] = [both, sum];
      }
      const part = sum.H[0] * sum.dW[1];
      residuals.push((sum.A[1] - mean(sum, 0, 1)) * part);
      wrong.push((-sum.A[1] - mean(sum, 0, 1)) * part);
    }
    expect(z(residuals, 0)).toBeLessThan(4.5);
    expect(z(wrong, 0)).toBeGreaterThan(4.5);
  });

  it.each([0, 1, 4])(
    "with %i terms the covariance is h²/20 + (h/5)(H_k² + H_l²) and (h/5) H_l H_n, exactly",
    (p) => {
      const [variance, covariance, apart]: number[][] = [[], [], []];
      drawn(4, p, 4, 20_000, (w) => {
        const { A, H } = w;
        const residual = (k: number, l: number) => A[4 * k + l] - mean(w, k, l);
        variance.push(residual(0, 1) ** 2 - h ** 2 / 20 - (h / 5) * (H[0] ** 2 + H[1] ** 2));
        covariance.push((residual(0, 1) * residual(0, 2) - (h / 5) * H[1] * H[2]) * H[1] * H[2]);
        apart.push(residual(0, 1) * residual(2, 3));
      });
      for (const values of [variance, covariance, apart]) expect(z(values, 0)).toBeLessThan(4.5);
      // The variance that a conditioning on ΔW alone would leave.
      expect(
        z(
          variance.map((v) => v - 0.02 * h ** 2),
          0,
        ),
      ).toBeGreaterThan(4.5);
    },
  );
});

describe("the mean-square error", () => {
  /**
   * Two sources: the rest after p terms is N(0, (h/2)(Σ_{r>p} a_1r² + a_2r²)) given its a_r, and is replaced by a
   * Gaussian with the mean of that variance given u = Σ_{r>p} a_r; with one normal for both their distance squared is
   * (√V − √v)². The a_r are drawn here, up to where the variance left is a thousandth.
   */
  function measuredError(p: number, paths: number) {
    const { normal } = randomNumbers(5 + p);
    const last = 40 * (p + 1);
    const sigma = Array.from({ length: last - p }, (_, i) => Math.sqrt(h / 2) / (Math.PI * (p + 1 + i)));
    const S = sigma.reduce((sum, s) => sum + s ** 2, 0);
    const q = sigma.reduce((sum, s) => sum + s ** 4, 0) / S;
    const errors: number[] = [];
    for (let path = 0; path < paths; path++) {
      let [V, v] = [0, 0];
      for (let source = 0; source < 2; source++) {
        let u = 0;
        for (const s of sigma) {
          const a = s * normal();
          u += a;
          V += (h / 2) * a * a;
        }
        v += (h / 2) * (S - q + (q / S) * u * u);
      }
      errors.push((Math.sqrt(V) - Math.sqrt(v)) ** 2);
    }
    return meanAndError(errors);
  }

  it.each([0, 1, 3, 8])("with %i terms stays below m h² ρ₄/(4π²ρ₂), and is about a quarter of it", (p) => {
    const { mean: measured, error } = measuredError(p, 1500);
    const bound = levyAreaError(2, h, p);
    expect(measured + 4.5 * error).toBeLessThan(bound);
    // (√V − √v)² = (V − v)²/4v − …, and v ≥ λ_min: both are corrections of relative order 1/p.
    expect(Math.abs((4 * measured) / bound - 1)).toBeLessThan(1 / (p + 1) + (18 * error) / bound);
  });

  it("falls as 1/p²: it is at most m h²/(12π²(p + ½)²), and comes to that", () => {
    const simple = (m: number, p: number) => (m * h * h) / (12 * Math.PI ** 2 * (p + 0.5) ** 2);
    for (const p of [0, 1, 2, 5, 47, 48, 49, 1000]) {
      expect(levyAreaError(3, h, p)).toBeLessThanOrEqual(simple(3, p) * (1 + 1e-12));
      if (p >= 5) expect(levyAreaError(3, h, p) / simple(3, p)).toBeGreaterThan(1 - 0.5 / p ** 2);
    }
    // From Σ r⁻⁴ = π⁴/90 and Σ r⁻² = π²/6.
    expect(levyAreaError(2, 1, 0)).toBeCloseTo(1 / 30, 14);
    expect(levyAreaError(2, 1, 1)).toBeCloseTo(
      (Math.PI ** 4 / 90 - 1) / (Math.PI ** 2 / 6 - 1) / (2 * Math.PI ** 2),
      14,
    );
  });

  it("over a span of such steps comes to at most (h/(π√3))², whatever the step: strong order 1", () => {
    for (const steps of [1, 7, 64, 1000, 1e6])
      for (const m of [2, 5]) {
        const step = 3 / steps;
        const error = steps * levyAreaError(m, step, levyAreaTerms(m, step, 3));
        expect(error).toBeLessThan((step / (Math.PI * Math.sqrt(3))) ** 2);
        // And not much less: terms cost 2m normals each.
        if (steps >= 64) expect(error).toBeGreaterThan(0.7 * (step / (Math.PI * Math.sqrt(3))) ** 2);
      }
  });
});

describe("a draw", () => {
  it("is antisymmetric, and depends on nothing drawn before it", () => {
    const once = (m: number, p: number) => {
      const w = createIncrement(m, ["levy-area"]);
      const stream = createStreams(6, "levy-area").stream(0);
      freshIncrement(stream, h, w, h * p);
      return w.A.slice();
    };
    const first = once(3, 50);
    for (let k = 0; k < 3; k++)
      for (let l = 0; l < 3; l++) expect(first[3 * k + l] + first[3 * l + k]).toBe(0);
    expect(first[1]).not.toBe(0);
    once(7, 10_000);
    expect(once(3, 50)).toEqual(first);
  });

  it("of one source is zero", () => {
    const w = createIncrement(1, ["levy-area"]);
    freshIncrement(createStreams(6, "levy-area").stream(0), h, w);
    expect(Array.from(w.A)).toEqual([0]);
  });
});
