import { describe, expect, it } from "vitest";
import { axpby, axpy, multiply, scale, weightedAxpy } from "../../../sde/kernels/index.js";
import { createStreams } from "../../../sde/random/index.js";

const LENGTHS = [...Array.from({ length: 34 }, (_, n) => n), 63, 64, 65, 100, 1003];
const stream = createStreams(1, "updates").stream(0);

function numbers(count: number): Float64Array {
  const out = new Float64Array(count);
  stream.fillNormals(out, 0, count);
  return out;
}

describe.each([0, 1, 7])("kernels that write a vector, from offset %i", (offset) => {
  const a = numbers(1100);
  const w = numbers(1100);
  const [ao, bo, wo] = [offset, 2 * offset + 1, 11 - offset];

  it("do their arithmetic, bit for bit, and touch nothing outside of their n elements", () => {
    for (const n of LENGTHS) {
      const check = (run: (y: Float64Array) => void, value: (y: number, i: number) => number): void => {
        const before = numbers(1100);
        const after = before.slice();
        run(after);
        const expected = before.slice();
        for (let i = 0; i < n; i++) expected[bo + i] = value(before[bo + i], i);
        expect(after.findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
      };
      check(
        (y) => multiply(n, a, ao, w, wo, y, bo),
        (_, i) => a[ao + i] * w[wo + i],
      );
      check(
        (y) => scale(n, 1.7, y, bo),
        (y) => 1.7 * y,
      );
      check(
        (y) => axpy(n, 1.7, a, ao, y, bo),
        (y, i) => y + 1.7 * a[ao + i],
      );
      check(
        (y) => axpby(n, 1.7, a, ao, -0.3, y, bo),
        (y, i) => -0.3 * y + 1.7 * a[ao + i],
      );
      check(
        (y) => weightedAxpy(n, 1.7, w, wo, a, ao, y, bo),
        (y, i) => y + 1.7 * (w[wo + i] * a[ao + i]),
      );
    }
  });
});

describe("in place", () => {
  it("multiply may overwrite either factor", () => {
    const [a, b] = [numbers(19), numbers(19)];
    const product = a.map((value, i) => value * b[i]);
    const [left, right] = [a.slice(), b.slice()];
    multiply(19, left, 0, b, 0, left, 0);
    multiply(19, a, 0, right, 0, right, 0);
    expect([left, right]).toEqual([product, product]);
  });
});
