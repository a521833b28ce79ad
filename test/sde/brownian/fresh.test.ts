import { describe, expect, it } from "vitest";
import { freshIncrement } from "../../../sde/brownian/fresh.js";
import { createStreams } from "../../../sde/index.js";

describe("freshIncrement", () => {
  const stream = () => createStreams(1, "fresh").stream(0);

  it("is √h times the stream's next normals, one per source", () => {
    const dW = new Float64Array(5).fill(Number.NaN);
    const plain = stream();
    freshIncrement(stream(), 0.25, dW);
    expect(Array.from(dW)).toEqual(Array.from(dW, () => 0.5 * plain.normal()));
  });

  it("has variance h and is not correlated from step to step", () => {
    const h = 0.04;
    const count = 100_000;
    const source = stream();
    const dW = new Float64Array(1);
    let sum = 0;
    let squares = 0;
    let products = 0;
    let last = 0;
    for (let i = 0; i < count; i++) {
      freshIncrement(source, h, dW);
      sum += dW[0];
      squares += dW[0] ** 2;
      products += dW[0] * last;
      last = dW[0];
    }
    const z = (value: number, deviation: number) => Math.abs(value) / (deviation * Math.sqrt(count));
    expect(z(sum, Math.sqrt(h))).toBeLessThan(4.5);
    expect(z(squares - count * h, Math.SQRT2 * h)).toBeLessThan(4.5);
    expect(z(products, h)).toBeLessThan(4.5);
    // A standard deviation of h, the usual slip, fails the same check.
    expect(z(squares - count * h ** 2, Math.SQRT2 * h ** 2)).toBeGreaterThan(4.5);
  });
});
