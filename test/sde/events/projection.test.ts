import { describe, expect, it } from "vitest";
import { createProjection } from "../../../sde/events/projection.js";
import { defineSde, type Noise, type SdeDefinition } from "../../../sde/index.js";

const problem = (noise: Noise, g: readonly number[], how: "diffusion" | "evaluate" = "diffusion") => {
  const write = (t: number, x: Float64Array, out: Float64Array) => {
    for (let i = 0; i < g.length; i++) out[i] = g[i] * (x[0] + t);
  };
  const rest: Partial<SdeDefinition> =
    how === "diffusion"
      ? { drift: (_t, _x, out) => out.fill(0), diffusion: write }
      : { evaluate: (t, x, _f, out) => write(t, x, out) };
  return defineSde({ dimension: 2, calculus: "ito", noise, ...rest });
};

describe("the noise of cᵀx, frozen at (t, x)", () => {
  const c = Float64Array.of(3, -1);
  // g is as below times x₀ + t = 2.
  const cases: [string, Noise, number[], number[]][] = [
    ["diagonal", { kind: "diagonal" }, [1, 2], [6, -4]],
    ["additive without sources", { kind: "additive" }, [1, 2], [6, -4]],
    ["scalar", { kind: "scalar" }, [1, 2], [2]],
    ["general", { kind: "general", sources: 3 }, [1, 0, 2, 0, 1, 1], [6, -2, 10]],
    ["additive with sources", { kind: "additive", sources: 3 }, [1, 0, 2, 0, 1, 1], [6, -2, 10]],
  ];

  it.each(cases)("%s: σ² = |gᵀc|², and a state moves by g gᵀc/σ² per unit of cᵀx", (_name, noise, g, u) => {
    for (const how of ["diffusion", "evaluate"] as const) {
      const projection = createProjection(problem(noise, g, how));
      projection.freeze(1, Float64Array.of(1, 5));
      const sigma2 = u.reduce((sum, value) => sum + value * value, 0);
      expect(projection.variance(c)).toBeCloseTo(sigma2, 12);
      const state = Float64Array.of(0, 0);
      projection.move(2, state);
      expect(c[0] * state[0] + c[1] * state[1]).toBeCloseTo(2, 12);
      const m = noise.kind === "scalar" ? 1 : u.length;
      const row = (i: number, k: number) => {
        if (g.length > 2 || noise.kind === "scalar") return 2 * g[i * m + k];
        return i === k ? 2 * g[i] : 0;
      };
      for (const i of [0, 1]) {
        const expected = u.reduce((sum, value, k) => sum + row(i, k) * value, 0) * (2 / sigma2);
        expect(state[i]).toBeCloseTo(expected, 12);
      }
    }
  });

  it("is nothing without noise, and where cᵀx has none the state stays", () => {
    const still = defineSde({ dimension: 2, noise: { kind: "none" }, drift: (_t, _x, out) => out.fill(1) });
    const without = createProjection(still);
    without.freeze(0, Float64Array.of(1, 1));
    expect(without.variance(c)).toBe(0);
    const projection = createProjection(problem({ kind: "diagonal" }, [0, 1]));
    projection.freeze(0, Float64Array.of(1, 1));
    expect(projection.variance(Float64Array.of(1, 0))).toBe(0);
    const state = Float64Array.of(7, 8);
    projection.move(1, state);
    expect(Array.from(state)).toEqual([7, 8]);
  });
});
