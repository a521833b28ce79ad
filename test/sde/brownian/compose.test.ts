import { describe, expect, it } from "vitest";
import { composeIncrements } from "../../../sde/brownian/compose.js";
import { createIncrement } from "../../../sde/index.js";

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
});
