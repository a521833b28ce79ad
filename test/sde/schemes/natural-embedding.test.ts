import { describe, expect, it } from "vitest";
import { embeddedNorm } from "../../../sde/schemes/natural-embedding.js";

describe("embeddedNorm", () => {
  it("is the root mean square of the errors in units of their scales", () => {
    expect(embeddedNorm(2, Float64Array.of(3, 8), Float64Array.of(1, 2))).toBeCloseTo(Math.sqrt(25 / 2), 15);
    expect(embeddedNorm(1, Float64Array.of(0), Float64Array.of(1e-9))).toBe(0);
    expect(embeddedNorm(1, Float64Array.of(Number.NaN), Float64Array.of(1))).toBeNaN();
  });
});
