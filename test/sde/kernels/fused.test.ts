import { describe, expect, it } from "vitest";
import {
  dot,
  weightedDot,
  weightedEuler,
  weightedEulerSums,
  weightedSquare,
} from "../../../sde/kernels/index.js";

const sizes = [...Array.from({ length: 18 }, (_, n) => n), 31, 64, 100];
const numbers = (n: number, salt: number) =>
  Float64Array.from({ length: n }, (_, i) => Math.sin(17 * i + salt) * 2 ** ((i + salt) % 7));
/** Five vectors of n numbers, each behind an offset of its own. */
const made = (n: number) => [0, 1, 2, 3, 4].map((k) => ({ array: numbers(n + k + 2, k), at: k }));

describe("fused kernels", () => {
  it("weightedSquare has the bits of weightedDot(w, a, a)", () => {
    for (const n of sizes) {
      const [w, a] = made(n);
      expect(weightedSquare(n, w.array, w.at, a.array, a.at)).toBe(
        weightedDot(n, w.array, w.at, a.array, a.at, a.array, a.at),
      );
    }
  });

  it("weightedEuler is (ρx + w∘(α(w∘x) + γz)) + βy in this order, and writes nothing else", () => {
    for (const n of sizes) {
      const [w, x, y, z, out] = made(n);
      const before = out.array.slice();
      weightedEuler(
        n,
        0.9,
        -0.3,
        w.array,
        w.at,
        x.array,
        x.at,
        0.7,
        y.array,
        y.at,
        1.1,
        z.array,
        z.at,
        out.array,
        out.at,
      );
      before.forEach((old, i) => {
        const k = i - out.at;
        const [wk, xk] = [w.array[w.at + k], x.array[x.at + k]];
        const drifted = 0.9 * xk + wk * (-0.3 * (wk * xk) + 1.1 * z.array[z.at + k]);
        expect(out.array[i]).toBe(k < 0 || k >= n ? old : drifted + 0.7 * y.array[y.at + k]);
      });
    }
  });

  it("weightedEulerSums writes the same, and sums Σ(w∘out)² and Σ out∘y as dot sums", () => {
    for (const n of sizes) {
      const [w, x, y, z, out] = made(n);
      const plain = out.array.slice();
      const sums = new Float64Array(2);
      weightedEuler(
        n,
        0.9,
        -0.3,
        w.array,
        w.at,
        x.array,
        x.at,
        0.7,
        y.array,
        y.at,
        1.1,
        z.array,
        z.at,
        plain,
        out.at,
      );
      weightedEulerSums(
        n,
        0.9,
        -0.3,
        w.array,
        w.at,
        x.array,
        x.at,
        0.7,
        y.array,
        y.at,
        1.1,
        z.array,
        z.at,
        out.array,
        out.at,
        sums,
      );
      expect(out.array).toEqual(plain);
      const coloured = Float64Array.from({ length: n }, (_, i) => w.array[w.at + i] * plain[out.at + i]);
      expect(sums[0]).toBe(dot(n, coloured, 0, coloured, 0));
      expect(sums[1]).toBe(dot(n, plain, out.at, y.array, y.at));
      // Negative control: summed in plain order the last bits are others, for some n.
      if (n === 100) expect(coloured.reduce((sum, value) => sum + value * value, 0)).not.toBe(sums[0]);
    }
  });
});
