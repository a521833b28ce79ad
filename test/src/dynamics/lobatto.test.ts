import { describe, expect, it } from "vitest";
import {
  lagrangeBasis,
  lobattoBasis,
  lobattoIntegrals,
  lobattoPoints,
  mismatch,
  pointCount,
} from "../../../src/dynamics/lobatto.js";

describe("the Lobatto points", () => {
  it("integrate powers up to 7 exactly over [0, 1], and not the eighth", () => {
    const weights = lobattoIntegrals.subarray((pointCount - 1) * pointCount);
    const integral = (power: number) => lobattoPoints.reduce((sum, x, l) => sum + weights[l] * x ** power, 0);
    for (let power = 0; power <= 7; power++) expect(integral(power)).toBeCloseTo(1 / (power + 1), 14);
    expect(Math.abs(integral(8) - 1 / 9)).toBeGreaterThan(1e-5);
  });

  it("integrate powers up to 4 exactly to every point", () => {
    for (let i = 0; i < pointCount; i++)
      for (let power = 0; power <= 4; power++) {
        const integral = lobattoPoints.reduce(
          (sum, x, l) => sum + lobattoIntegrals[i * pointCount + l] * x ** power,
          0,
        );
        expect(integral).toBeCloseTo(lobattoPoints[i] ** (power + 1) / (power + 1), 14);
      }
  });
});

describe("polynomials through five points", () => {
  const points = Float64Array.of(0, 0.1, 0.35, 0.8, 1);
  const basis = new Float64Array(pointCount * pointCount);
  lagrangeBasis(points, basis);

  it("are 1 at their own point and 0 at the others", () => {
    for (let l = 0; l < pointCount; l++)
      for (let m = 0; m < pointCount; m++) {
        let value = 0;
        for (let k = pointCount - 1; k >= 0; k--) value = value * points[m] + basis[l * pointCount + k];
        expect(value).toBeCloseTo(l === m ? 1 : 0, 12);
      }
  });

  it("miss nothing of a cubic, and of a quartic what its leading term is at 0", () => {
    const cubic = points.map((x) => 2 - 3 * x + x ** 3);
    expect(mismatch(basis, cubic, 0, 1)).toBeCloseTo(0, 12);
    const quartic = points.map((x) => x ** 4);
    // 0 less the cubic through the other four: θ⁴ − Π(θ − θ_m) at 0.
    expect(mismatch(basis, quartic, 0, 1)).toBeCloseTo(0.1 * 0.35 * 0.8, 12);
    expect(mismatch(lobattoBasis, Float64Array.from([9, 9, 9, 9, 9]), 0, 1)).toBeCloseTo(0, 12);
  });
});
