import { describe, expect, it } from "vitest";
import {
  dot,
  weightedDot,
  weightedEuler,
  weightedEulerSquare,
  weightedSquare,
} from "../../../sde/kernels/index.js";

const sizes = [...Array.from({ length: 18 }, (_, n) => n), 31, 64, 100];
const numbers = (n: number, salt: number) =>
  Float64Array.from({ length: n }, (_, i) => Math.sin(17 * i + salt) * 2 ** ((i + salt) % 7));
/** Four vectors of n numbers, each behind an offset of its own. */
const made = (n: number) => [0, 1, 2, 3].map((k) => ({ array: numbers(n + k + 2, k), at: k }));

describe("fused kernels", () => {
  it("weightedSquare has the bits of weightedDot(w, a, a)", () => {
    for (const n of sizes) {
      const [w, a] = made(n);
      expect(weightedSquare(n, w.array, w.at, a.array, a.at)).toBe(
        weightedDot(n, w.array, w.at, a.array, a.at, a.array, a.at),
      );
    }
  });

  const euler = (n: number, [w, x, z, out]: ReturnType<typeof made>, run: typeof weightedEuler) =>
    run(n, 0.9, -0.3, w.array, w.at, x.array, x.at, 1.1, z.array, z.at, out.array, out.at);

  it("weightedEuler is ρx + w∘(α(w∘x) + γz) in this order, and writes nothing else", () => {
    for (const n of sizes) {
      const vectors = made(n);
      const [w, x, z, out] = vectors;
      const before = out.array.slice();
      euler(n, vectors, weightedEuler);
      before.forEach((old, i) => {
        const k = i - out.at;
        const [wk, xk] = [w.array[w.at + k], x.array[x.at + k]];
        const stepped = 0.9 * xk + wk * (-0.3 * (wk * xk) + 1.1 * z.array[z.at + k]);
        expect(out.array[i]).toBe(k < 0 || k >= n ? old : stepped);
      });
    }
  });

  it("weightedEulerSquare writes the same, and returns Σ(w∘out)² as dot sums", () => {
    for (const n of sizes) {
      const vectors = made(n);
      const [w, , , out] = vectors;
      const plain = out.array.slice();
      euler(n, [...vectors.slice(0, 3), { array: plain, at: out.at }], weightedEuler);
      const square = euler(n, vectors, weightedEulerSquare);
      expect(out.array).toEqual(plain);
      const coloured = Float64Array.from({ length: n }, (_, i) => w.array[w.at + i] * plain[out.at + i]);
      expect(square).toBe(dot(n, coloured, 0, coloured, 0));
      // Negative control: summed in plain order the last bits are others, for some n.
      if (n === 100) expect(coloured.reduce((sum, value) => sum + value * value, 0)).not.toBe(square);
    }
  });
});
