import { expect, it } from "vitest";
import { normalQuantile } from "../../../src/gaussian/normal-quantile.js";

it("gives the quantiles of tables", () => {
  // To fifteen digits; the first and the third are also in Wichura, Applied Statistics 37 (1988).
  expect(normalQuantile(0.25)).toBeCloseTo(-0.674489750196082, 13);
  expect(normalQuantile(0.975)).toBeCloseTo(1.95996398454005, 12);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.09023230616781, 11);
  expect(normalQuantile(1e-6)).toBeCloseTo(-4.7534243088229, 9);
  expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
});

it("is odd about one half, and increases", () => {
  let before = Number.NEGATIVE_INFINITY;
  for (let k = 1; k < 4096; k++) {
    const z = normalQuantile(k / 4096);
    expect(z).toBeGreaterThan(before);
    expect(z + normalQuantile(1 - k / 4096)).toBeCloseTo(0, 12);
    before = z;
  }
});
