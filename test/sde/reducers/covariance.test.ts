import { describe, expect, it } from "vitest";
import { covariance, ensemble, eulerMaruyama, moments } from "../../../sde/index.js";
import { ornsteinUhlenbeck } from "../../kit/sde-problems.js";

describe("covariance of an ensemble", () => {
  const options = {
    start: [0],
    to: 2,
    step: 0.1,
    scheme: eulerMaruyama,
    seed: 2,
    paths: 3000,
    save: { times: [0.5, 1, 2], of: (_t: number, x: Float64Array) => [x[0], -x[0]] },
  };
  const problem = ornsteinUhlenbeck(1, 1);
  const {
    covariance: matrix,
    correlation,
    mean,
    alive,
  } = ensemble(problem, { ...options, reduce: covariance() });

  it("is that of the scheme across times: Cov(X_n, X_m) = (1 − θh)^{m−n} Var X_n, n ≤ m", () => {
    const shrink = 0.9;
    const steps = [5, 10, 20];
    const exactVariance = (n: number) => (0.1 * (1 - shrink ** (2 * n))) / (1 - shrink ** 2);
    steps.forEach((n, i) => {
      steps.forEach((m, j) => {
        if (j < i) return;
        const exact = shrink ** (m - n) * exactVariance(n);
        // Of a sample covariance of normals: √((σ₁²σ₂² + c²)/n).
        const error = Math.sqrt((exactVariance(n) * exactVariance(m) + exact ** 2) / 3000);
        expect(Math.abs(matrix[2 * i * 6 + 2 * j] - exact) / error).toBeLessThan(4.5);
        expect(matrix[2 * i * 6 + 2 * j + 1]).toBeCloseTo(-matrix[2 * i * 6 + 2 * j], 12);
        if (j > i)
          expect(Math.abs(matrix[2 * i * 6 + 2 * j] - exactVariance(n)) / error).toBeGreaterThan(4.5);
      });
    });
  });

  it("has the moments' mean and variance, and counts", () => {
    const plain = ensemble(problem, { ...options, reduce: moments() });
    plain.variance.forEach((value, i) => {
      expect(matrix[7 * i]).toBeCloseTo(value, 12);
      expect(mean[i]).toBeCloseTo(plain.mean[i], 12);
      expect(alive[7 * i]).toBe(3000);
    });
    expect(correlation[1]).toBeCloseTo(-1, 12);
  });
});
