import { expect, it } from "vitest";
import { createSpectrum, identity } from "../../../src/spectrum/index.js";

it("identity is one atom of eigenvalue 1 with τ = τ₂ = 1, normalized or not", () => {
  for (const covariance of [identity(), { kind: "identity", normalize: "trace" } as const]) {
    const spectrum = createSpectrum(covariance, 7);
    expect(spectrum).toMatchObject({
      kind: "identity",
      dimension: 7,
      traceOverDimension: 1,
      squaredTraceOverDimension: 1,
      largest: 1,
      smallestPositive: 1,
      rank: 7,
    });
    expect(Array.from(spectrum.eigenvalues)).toEqual(Array(7).fill(1));
    expect(Array.from(spectrum.atomSizes)).toEqual([7]);
    expect(Array.from(spectrum.atomOf)).toEqual(Array(7).fill(0));
    expect(spectrum).not.toHaveProperty("eigenvectors");
  }
});
