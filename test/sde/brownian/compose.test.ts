import { describe, expect, it } from "vitest";
import { composeIncrements } from "../../../sde/brownian/compose.js";
import { freshIncrement } from "../../../sde/brownian/fresh.js";
import { createIncrement, createStreams, type Stream } from "../../../sde/index.js";
import { meanAndError } from "../../kit/statistics.js";

describe("composeIncrements", () => {
  const increment = (dW: number, H: number) => {
    const w = createIncrement(1, ["space-time-area"]);
    w.dW[0] = dW;
    w.H[0] = H;
    return w;
  };

  it("is what the integral of the path says: ∫W over both = ∫W₁ + h₂W₁ + ∫W₂", () => {
    // Broken lines: W rises by 3 over h = 2, then by −1 over h = 0.5; both halves bent (H ≠ 0).
    const [h1, h2] = [2, 0.5];
    const [first, second] = [increment(3, 0.7), increment(-1, -0.2)];
    const integral = (h: number, { dW, H }: typeof first) => h * (dW[0] / 2 + H[0]);
    const both = increment(Number.NaN, Number.NaN);
    composeIncrements(h1, first, h2, second, both);
    expect(both.dW[0]).toBe(2);
    expect(integral(h1 + h2, both)).toBeCloseTo(integral(h1, first) + h2 * 3 + integral(h2, second), 14);
    // With the halves exchanged it is another path.
    composeIncrements(h2, second, h1, first, both);
    expect(integral(h1 + h2, both)).not.toBeCloseTo(integral(h1, first) + h2 * 3 + integral(h2, second), 1);
  });

  it("for equal halves is ½(H₁ + H₂) + ¼(W₁ − W₂), and is associative", () => {
    const [a, b, c] = [increment(0.3, 0.1), increment(-0.8, 0.25), increment(0.5, -0.4)];
    const ab = increment(0, 0);
    composeIncrements(1, a, 1, b, ab);
    expect(ab.H[0]).toBeCloseTo(0.5 * 0.35 + 0.25 * 1.1, 15);
    const [left, bc, right] = [increment(0, 0), increment(0, 0), increment(0, 0)];
    composeIncrements(2, ab, 0.7, c, left);
    composeIncrements(1, b, 0.7, c, bc);
    composeIncrements(1, a, 1.7, bc, right);
    expect(left.H[0]).toBeCloseTo(right.H[0], 15);
  });

  const areas = (stream: Stream) => {
    const w = createIncrement(2, ["levy-area"]);
    freshIncrement(stream, 0.5, w);
    return w;
  };

  it("adds areas by Chen's relation: a path along two sides of a square encloses half of it", () => {
    const [right, up, both] = [0, 0, 0].map(() => createIncrement(2, ["levy-area"]));
    right.dW[0] = 2;
    up.dW[1] = 2;
    composeIncrements(1, right, 1, up, both);
    // Between the chord and the path to the right of it: ½ (W₁dW₂ − W₂dW₁) is positive counterclockwise.
    expect(Array.from(both.A)).toEqual([0, 2, -2, 0]);
    composeIncrements(1, up, 1, right, both);
    expect(Array.from(both.A)).toEqual([0, -2, 2, 0]);
  });

  it("of areas is associative, and more than their sum", () => {
    const stream = createStreams(1, "compose").stream(0);
    const [a, b, c] = [areas(stream), areas(stream), areas(stream)];
    const [ab, bc, left, right] = [0, 0, 0, 0].map(() => createIncrement(2, ["levy-area"]));
    composeIncrements(0.5, a, 0.5, b, ab);
    composeIncrements(1, ab, 0.5, c, left);
    composeIncrements(0.5, b, 0.5, c, bc);
    composeIncrements(0.5, a, 1, bc, right);
    expect(left.A[1]).toBeCloseTo(right.A[1], 14);
    expect(left.A[1]).not.toBeCloseTo(a.A[1] + b.A[1] + c.A[1], 3);
  });

  it("of two drawn areas has the law of one over both: variance h²/4 and the right mean given W and H", () => {
    const stream = createStreams(2, "compose").stream(0);
    const both = createIncrement(2, ["levy-area"]);
    const squares: number[] = [];
    const residuals: number[] = [];
    const negated: number[] = [];
    for (let i = 0; i < 20_000; i++) {
      composeIncrements(0.5, areas(stream), 0.5, areas(stream), both);
      const { dW, H, A } = both;
      const mean = H[0] * dW[1] - dW[0] * H[1];
      squares.push(A[1] ** 2);
      residuals.push((A[1] - mean) * mean);
      negated.push((-A[1] - mean) * mean);
    }
    const z = (values: number[], expected: number) => {
      const { mean, error } = meanAndError(values);
      return Math.abs(mean - expected) / error;
    };
    expect(z(squares, 1 / 4)).toBeLessThan(4.5);
    expect(z(residuals, 0)).toBeLessThan(4.5);
    expect(z(negated, 0)).toBeGreaterThan(4.5);
  });
});
