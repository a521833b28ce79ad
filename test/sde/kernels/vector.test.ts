import { describe, expect, it } from "vitest";
import { dot, sum, weightedDot } from "../../../sde/kernels/index.js";
import { createStreams } from "../../../sde/random/index.js";

const LENGTHS = [...Array.from({ length: 34 }, (_, n) => n), 63, 64, 65, 100, 1000, 1003];
const OFFSETS = [0, 1, 7];
const stream = createStreams(1, "sums").stream(0);

/** Numbers of very different sizes, so that another order of the sum shows. */
function numbers(count: number): Float64Array {
  return Float64Array.from({ length: count }, () => stream.normal() * 10 ** Math.floor(8 * stream.uniform()));
}

/** Terms 0 … n−1 added as the promise says: term i to partial sum i mod 8, then halving the width. */
function eightSums(n: number, term: (i: number) => number): number {
  const s = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) s[i % 8] += term(i);
  return s[0] + s[4] + (s[2] + s[6]) + (s[1] + s[5] + (s[3] + s[7]));
}

describe.each(OFFSETS)("sums over vectors from offset %i", (offset) => {
  const a = numbers(1100);
  const b = numbers(1100);
  const w = numbers(1100);
  const [ao, bo, wo] = [offset, 2 * offset + 1, 11 - offset];

  it("dot, weightedDot and sum add in the promised order, bit for bit", () => {
    for (const n of LENGTHS) {
      expect(dot(n, a, ao, b, bo)).toBe(eightSums(n, (i) => a[ao + i] * b[bo + i]));
      expect(weightedDot(n, w, wo, a, ao, b, bo)).toBe(
        eightSums(n, (i) => w[wo + i] * a[ao + i] * b[bo + i]),
      );
      expect(sum(n, a, ao)).toBe(eightSums(n, (i) => a[ao + i]));
    }
  });
});

describe("negative control", () => {
  it("a plain left-to-right sum fails the comparison", () => {
    const a = numbers(1000);
    const b = numbers(1000);
    let plain = 0;
    for (let i = 0; i < 1000; i++) plain += a[i] * b[i];
    expect(dot(1000, a, 0, b, 0)).not.toBe(plain);
    expect(Math.abs(dot(1000, a, 0, b, 0) / plain - 1)).toBeLessThan(1e-9);
  });
});
