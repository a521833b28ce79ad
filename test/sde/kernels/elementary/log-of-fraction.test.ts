import { createStreams } from "homogenized-sgd/sde";
import { expect, it } from "vitest";
import { add, type Double2, divide, multiply } from "../../../../sde/kernels/elementary/double-double.js";
import { log1p } from "../../../../sde/kernels/elementary/log.js";

/** 2 artanh(x/(2 + x)) of 106 bits, x in [0, 1]. */
function logOfSum(x: number): Double2 {
  const s = divide([x, 0], add([2, 0], [x, 0]));
  const square = multiply(s, s);
  let power = s;
  let total = s;
  for (let n = 3; power[0] > 1e-34 * s[0]; n += 2) {
    power = multiply(power, square);
    total = add(total, divide(power, [n, 0]));
  }
  return multiply(total, [2, 0]);
}

it("log1p on [0, 1], which has a table of its own, is within 0.51 ulp, at the borders of its steps too", () => {
  const stream = createStreams(1, "fractions").stream(0);
  const numbers = [1, 2 ** -53, 2 ** -52, 2 ** -9];
  for (let n = 0; n < 3000; n++) {
    // Uniform ones, small ones, and those around (i + ½)/128, where r is largest.
    const border = (Math.floor(128 * stream.uniform()) + 0.5) / 128;
    numbers.push(stream.uniform(), stream.uniform() ** 12, border + (stream.uniform() - 0.5) * 1e-12);
  }
  const ulps = numbers.map((x) => {
    const [hi, lo] = logOfSum(x);
    return Math.abs((log1p(x) - hi - lo) / 2 ** (Math.floor(Math.log2(hi)) - 52));
  });
  expect(Math.max(...ulps)).toBeLessThan(0.51);
  // The same of its outermost numbers, and 0 with its sign.
  expect([0, -0, 2 ** -1074, 2 ** -54].map(log1p)).toEqual([0, -0, 2 ** -1074, 2 ** -54]);
});
