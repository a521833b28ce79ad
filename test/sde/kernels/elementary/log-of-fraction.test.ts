import { createStreams } from "homogenized-sgd/sde";
import { expect, it } from "vitest";
import { log1p, log1pOfFraction } from "../../../../sde/kernels/elementary/log.js";

it("log1p of a number in [0, 1] by the short way has the bits of the long one, at the change of exponent too", () => {
  const around = Math.SQRT2 - 1;
  const stream = createStreams(1, "fractions").stream(0);
  const numbers = [0, 1, 2 ** -53, 2 ** -54, 2 ** -1074, around];
  for (let n = 0; n < 20_000; n++) {
    numbers.push(stream.uniform(), stream.uniform() ** 12, around + (stream.uniform() - 0.5) * 1e-6);
    // The upper half changes here, a little below √2.
    numbers.push(0.4142131805419922 + (n - 10_000) * 2 ** -52);
  }
  expect(numbers.filter((x) => log1pOfFraction(x) !== log1p(x))).toEqual([]);
});
