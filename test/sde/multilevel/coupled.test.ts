import { describe, expect, it } from "vitest";
import type { composeIncrements } from "../../../sde/brownian/compose.js";
import { freshIncrement } from "../../../sde/brownian/fresh.js";
import {
  createStreams,
  defineSde,
  eulerMaruyama,
  milstein,
  milsteinLevy,
  type Scheme,
  type SdeProblem,
  sra1,
} from "../../../sde/index.js";
import { levelSampler } from "../../../sde/multilevel/coupled.js";
import { geometricBrownian, ornsteinUhlenbeck } from "../../kit/sde-problems.js";
import { meanAndError } from "../../kit/statistics.js";

type Compose = typeof composeIncrements;

const sampler = (
  problem: SdeProblem,
  scheme: Scheme,
  steps: number,
  merged: number,
  compose?: Compose,
  of: (t: number, x: Float64Array) => number = (_t, x) => x[x.length - 1],
) =>
  levelSampler(
    {
      problem,
      scheme,
      start: new Float64Array(problem.dimension).fill(1),
      from: 0,
      to: 1,
      of,
      steps,
      merged,
    },
    compose,
  );

/** P_ℓ and P_{ℓ−1} of many samples. */
function samples(draw: ReturnType<typeof levelSampler>, count: number, purpose = "coupled") {
  const streams = createStreams(5, purpose);
  const out = { fine: 0, coarse: 0 };
  return Array.from({ length: count }, (_, i) => {
    draw(streams.stream(i), out);
    return { ...out };
  });
}
const differences = (all: readonly { fine: number; coarse: number }[]) =>
  all.map(({ fine, coarse }) => fine - coarse);
const variance = (values: readonly number[]) => meanAndError(values).error ** 2 * values.length;

const gbm = defineSde({
  ...geometricBrownian(0.3, 0.5),
  diffusionDerivative: (_t, _x, out) => out.fill(0.5),
});

describe("a sample of a level", () => {
  it.each([2, 3, 4])(
    "has coarse and fine on one path: without drift both are the same W, %i steps to one",
    (merged) => {
      for (const { fine, coarse } of samples(sampler(ornsteinUhlenbeck(0, 1), eulerMaruyama, 12, merged), 20))
        expect(coarse).toBeCloseTo(fine, 13);
    },
  );

  it("has on both the mean that the scheme has with so many steps", () => {
    const all = samples(sampler(gbm, eulerMaruyama, 8, 4), 4000);
    const z = (values: number[], steps: number) => {
      const { mean, error } = meanAndError(values);
      return Math.abs(mean - (1 + 0.3 / steps) ** steps) / error;
    };
    expect(
      z(
        all.map(({ fine }) => fine),
        8,
      ),
    ).toBeLessThan(4.5);
    expect(
      z(
        all.map(({ coarse }) => coarse),
        2,
      ),
    ).toBeLessThan(4.5);
    // Far less uncertain, the difference tells the two apart.
    const { mean, error } = meanAndError(differences(all));
    expect(Math.abs(mean - ((1 + 0.3 / 8) ** 8 - (1 + 0.3 / 2) ** 2)) / error).toBeLessThan(4.5);
    expect(mean / error).toBeGreaterThan(4.5);
  });

  it("has on level 0 one path alone", () => {
    const all = samples(sampler(gbm, eulerMaruyama, 4, 0), 50);
    const streams = createStreams(5, "coupled");
    all.forEach(({ fine, coarse }, i) => {
      let x = 1;
      const stream = streams.stream(i);
      for (let n = 0; n < 4; n++) x = x + 0.3 * x * 0.25 + 0.5 * x * (0.5 * stream.normal());
      expect(fine).toBeCloseTo(x, 13);
      expect(coarse).toBe(0);
    });
  });

  it("is not a number where a path stops being finite", () => {
    const cubic = defineSde({
      ...gbm,
      drift: (_t, x, out) => {
        out[0] = 1e3 * x[0] ** 3;
      },
    });
    expect(samples(sampler(cubic, eulerMaruyama, 32, 2), 1)[0].fine).toBeNaN();
  });
});

describe("variances fall with the step", () => {
  /** log₂ of the factor by which the variance of a level falls from 8 to 32 steps, per halving. */
  const decay = (problem: SdeProblem, scheme: Scheme, compose?: Compose) => {
    const at = (steps: number) =>
      variance(differences(samples(sampler(problem, scheme, steps, 2, compose), 2000)));
    return Math.log2(at(8) / at(32)) / 2;
  };

  it("β = 1 for Euler steps, 2 for Milstein's, and not at all on paths that have nothing in common", () => {
    // A variance of 2000 heavy-tailed samples is good to some 10 %: ±0.1 a halving.
    expect(Math.abs(decay(gbm, eulerMaruyama) - 1)).toBeLessThan(0.35);
    expect(Math.abs(decay(gbm, milstein) - 2)).toBeLessThan(0.35);
    const stream = createStreams(9, "apart").stream(0);
    const apart: Compose = (h1, _first, h2, _second, out) => freshIncrement(stream, h1 + h2, out);
    expect(Math.abs(decay(gbm, eulerMaruyama, apart))).toBeLessThan(0.35);
  });

  it("areas in time compose: SRA1 keeps its β = 3 with additive noise, and loses it when H is dropped", () => {
    const fading = defineSde({
      dimension: 1,
      calculus: "ito",
      noise: { kind: "additive" },
      drift: (_t, x, out) => {
        out[0] = -x[0] - x[0] ** 3;
      },
      diffusion: (_t, _x, out) => out.fill(1),
    });
    const dropped: Compose = (_h1, first, _h2, second, out) => {
      out.dW[0] = first.dW[0] + second.dW[0];
      out.H[0] = 0;
    };
    expect(decay(fading, sra1)).toBeGreaterThan(2.4);
    expect(decay(fading, sra1, dropped)).toBeLessThan(2.4);
  });

  it("Lévy areas compose: of X₁dW₂ both levels have the very same integral, and not without Chen's term", () => {
    const areas = defineSde({
      dimension: 3,
      calculus: "ito",
      noise: { kind: "general", sources: 2 },
      drift: (_t, _x, out) => out.fill(0),
      diffusion: (_t, x, out) => out.set([1, 0, 0, 1, 0, x[0]]),
    });
    const summed: Compose = (_h1, first, _h2, second, out) => {
      for (const part of ["dW", "H", "A"] as const)
        for (let i = 0; i < out[part].length; i++) out[part][i] = first[part][i] + second[part][i];
    };
    const spread = (compose?: Compose) =>
      Math.max(...differences(samples(sampler(areas, milsteinLevy, 16, 4, compose), 20)).map(Math.abs));
    expect(spread()).toBeLessThan(1e-12);
    expect(spread(summed)).toBeGreaterThan(0.01);
  });
});
