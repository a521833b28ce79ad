import { describe, expect, it } from "vitest";
import { exponentialMoments, momentCount } from "../../../src/dynamics/exponential-moments.js";

/** ∫₀¹ e^{z(1−θ)} θ^k dθ by its series, whose terms are all positive: e^z Σ_n |z|^n / (n! (n + k + 1)). */
function series(z: number, k: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 0; n < 400; n++) {
    sum += term / (n + k + 1);
    term *= -z / (n + 1);
  }
  return Math.exp(z) * sum;
}

describe("exponential moments", () => {
  it("are ∫₀¹ e^{z(1−θ)} θ^k dθ to 1e-13, on both sides of where the recursion turns", () => {
    const out = new Float64Array(3 * momentCount);
    for (const z of [0, -1e-12, -1e-3, -0.3, -0.999999, -1, -1.000001, -3, -20, -100]) {
      exponentialMoments(z, Math.expm1(z), out, 1, 3);
      for (let k = 0; k < momentCount; k++)
        expect(Math.abs(out[1 + 3 * k] / series(z, k) - 1), `z = ${z}, k = ${k}`).toBeLessThan(1e-13);
    }
  });

  it("end in 1/|z| far out", () => {
    const out = new Float64Array(momentCount);
    exponentialMoments(-1e12, -1, out, 0, 1);
    for (const moment of out) expect(moment * 1e12).toBeCloseTo(1, 10);
  });
});
