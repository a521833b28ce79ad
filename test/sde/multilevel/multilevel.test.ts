import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  defineSde,
  eulerMaruyama,
  type MultilevelOptions,
  milstein,
  multilevel,
  multilevelAsync,
  platenWeak2General,
} from "../../../sde/index.js";
import { normalCdf } from "../../kit/passage-laws.js";
import { geometricBrownian, ode } from "../../kit/sde-problems.js";

const [alpha, beta] = [0.05, 0.2];
const gbm = defineSde({
  ...geometricBrownian(alpha, beta),
  diffusionDerivative: (_t, _x, out) => out.fill(beta),
});
/** max(X − 1, 0), discounted, of Black and Scholes (1973). */
const call = (_t: number, x: Float64Array) => Math.exp(-alpha) * Math.max(x[0] - 1, 0);
const d1 = (alpha + beta ** 2 / 2) / beta;
const price = normalCdf(d1) - Math.exp(-alpha) * normalCdf(d1 - beta);
const options: MultilevelOptions = { start: [1], to: 1, scheme: eulerMaruyama, of: call, seed: 1 };

describe("multilevel Monte Carlo to a tolerance", () => {
  const tolerance = 0.002;
  it.each([
    ["Euler steps", eulerMaruyama],
    ["Milstein's", milstein],
  ])("meets it in the root mean square over seeds: a call option by %s", (_name, scheme) => {
    const runs = Array.from({ length: 10 }, (_, seed) =>
      multilevel(gbm, { ...options, scheme, tolerance, seed }),
    );
    let square = 0;
    for (const { outcome, estimate, standardError, bias } of runs) {
      expect(outcome).toBe("converged");
      expect(bias).toBeLessThanOrEqual(tolerance / Math.SQRT2);
      // Variances keep being estimated as samples come in; a little over is in order.
      expect(standardError).toBeLessThan((1.1 * tolerance) / Math.SQRT2);
      expect(Math.abs(estimate - price)).toBeLessThan(4.5 * standardError + 2 * bias);
      square += (estimate - price) ** 2 / 10;
    }
    // Mean of ten squares: within √(2/10) × 3 of 1 at worst.
    expect(Math.sqrt(square)).toBeLessThan(1.5 * tolerance);
  });

  it("tells how it came about: levels, rates, and what plain Monte Carlo would have cost", () => {
    const result = multilevel(gbm, { ...options, scheme: milstein, tolerance: 0.001 });
    const { levels, rates, cost, plainCost, speedUp, estimate, standardError } = result;
    levels.forEach((row, l) => {
      expect([row.level, row.steps, row.step]).toEqual([l, 2 ** l, 2 ** -l]);
      expect(row.costPerSample).toBe(l === 0 ? 1 : 1.5 * 2 ** l);
      expect(row.cost).toBe(row.samples * row.costPerSample);
      expect(row.standardError).toBeCloseTo(Math.sqrt(row.variance / row.samples), 14);
    });
    expect(estimate).toBeCloseTo(
      levels.reduce((sum, { mean }) => sum + mean, 0),
      14,
    );
    expect(standardError).toBeCloseTo(Math.hypot(...levels.map((row) => row.standardError)), 14);
    expect(cost).toBe(levels.reduce((sum, row) => sum + row.cost, 0));
    expect(speedUp).toBe(plainCost / cost);
    // Var of the option is about 0.02: plain, 0.02/se² samples of the finest level.
    expect(plainCost / ((0.02 / standardError ** 2) * levels[levels.length - 1].steps)).toBeGreaterThan(0.7);
    expect(plainCost / ((0.02 / standardError ** 2) * levels[levels.length - 1].steps)).toBeLessThan(1.4);
    expect(rates.variance.interval[0]).toBeLessThan(rates.variance.rate);
    expect(rates.variance.rate).toBeGreaterThan(1.4);
  });

  it("the finer the tolerance, the more it gains", () => {
    const gain = (tolerance_: number) =>
      multilevel(gbm, { ...options, scheme: milstein, tolerance: tolerance_ }).speedUp;
    expect(gain(0.0007)).toBeGreaterThan(gain(0.004));
  });

  it("stops at the finest level allowed and says so", () => {
    const { outcome, levels, bias } = multilevel(gbm, {
      ...options,
      tolerance: 0.01,
      maxLevel: 1,
      of: (_t, x) => x[0] ** 4,
    });
    expect(outcome).toBe("level-limit");
    expect(levels).toHaveLength(2);
    expect(bias).toBeGreaterThan(0.01 / Math.SQRT2);
  });
});

describe("multilevel Monte Carlo of given samples", () => {
  const samples = [20_000, 5000, 3000];
  const mean = (steps: number) => (1 + alpha / steps) ** steps;

  it("has the mean of the finest level's scheme: (1 + αh)^N, and not of another", () => {
    const strong = geometricBrownian(1.5, 0.2);
    const exact = (steps: number) => (1 + 1.5 / steps) ** steps;
    const { estimate, standardError, outcome, levels } = multilevel(strong, {
      ...options,
      samples,
      of: (_t, x) => x[0],
    });
    expect(outcome).toBe("sampled");
    expect(Math.abs(estimate - exact(4)) / standardError).toBeLessThan(4.5);
    expect(Math.abs(estimate - exact(2)) / standardError).toBeGreaterThan(4.5);
    expect(Math.abs(estimate - exact(8)) / standardError).toBeGreaterThan(4.5);
    expect(levels.map((row) => row.samples)).toEqual(samples);
  });

  it("takes other refinements, coarsest levels and intervals", () => {
    const { levels, estimate, standardError } = multilevel(gbm, {
      ...options,
      samples,
      from: 1,
      to: 3,
      coarsest: 3,
      refinement: 4,
      of: (_t, x) => x[0],
    });
    expect(levels.map(({ steps }) => steps)).toEqual([3, 12, 48]);
    expect(levels[1].step).toBeCloseTo(2 / 12, 15);
    expect(Math.abs(estimate - (1 + (2 * alpha) / 48) ** 48) / standardError).toBeLessThan(4.5);
  });

  it("is the same for the same seed, whatever else is drawn, and another for another", () => {
    const run = (more: Partial<MultilevelOptions>) => multilevel(gbm, { ...options, samples, ...more });
    expect(run({})).toEqual(run({}));
    expect(run({ samples: [...samples, 100] }).levels.slice(0, 3)).toEqual(run({}).levels);
    expect(run({ seed: 2 }).estimate).not.toBe(run({}).estimate);
    expect(run({ purpose: "other" }).estimate).not.toBe(run({}).estimate);
  });

  it("errors are honest: over 60 seeds z² averages 1", () => {
    const average =
      Array.from({ length: 60 }, (_, seed) => {
        const { estimate, standardError } = multilevel(gbm, {
          ...options,
          samples: [400, 200, 100],
          seed,
          of: (_t, x) => x[0],
        });
        return ((estimate - mean(4)) / standardError) ** 2;
      }).reduce((sum, z) => sum + z, 0) / 60;
    expect(Math.abs(average - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 60));
  });

  it("leaves out samples that stop being finite, and counts them", () => {
    const cubic = defineSde({
      ...gbm,
      drift: (_t, x, out) => {
        out[0] = -(x[0] ** 3);
      },
      diffusion: (_t, x, out) => {
        out[0] = 3 * x[0];
      },
    });
    const { levels } = multilevel(cubic, { ...options, samples: [1000, 1000, 1000, 1000, 1000] });
    const lost = levels.reduce((sum, { diverged }) => sum + diverged, 0);
    expect(lost).toBeGreaterThan(0);
    for (const { samples: counted, diverged } of levels) expect(counted + diverged).toBe(1000);
  });

  it("is the same without holding the event loop, and ends with its signal's reason", async () => {
    const fractions: number[] = [];
    const long = { ...options, samples: [300_000, 50_000, 20_000] };
    const result = await multilevelAsync(gbm, {
      ...long,
      onProgress: (fraction) => fractions.push(fraction),
    });
    expect(result).toEqual(multilevel(gbm, long));
    expect(fractions.every((fraction) => fraction > 0 && fraction <= 1)).toBe(true);
    const reason = new Error("enough");
    await expect(multilevelAsync(gbm, { ...long, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("mistakes are refused in a sentence", () => {
  const still = ode((_t, _x, out) => out.fill(0), [1]);
  const plane = defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "general", sources: 2 },
    drift: (_t, _x, out) => out.fill(0),
    diffusion: (_t, _x, out) => out.set([1, 0, 0, 1]),
    start: [0, 0],
  });

  it.each<[Partial<MultilevelOptions>, string]>([
    [{}, "neither tolerance nor samples is given; give one of the two"],
    [{ tolerance: 1, samples: [1] }, "both tolerance and samples are given; give one of the two"],
    [{ tolerance: 0 }, "tolerance is 0; it must be a positive number"],
    [{ tolerance: Number.NaN }, "tolerance is NaN; it must be a positive number"],
    [{ samples: [] }, "samples is empty; give the number of samples of each level"],
    [{ samples: [10, 1] }, "samples[1] is 1; it must be a whole number of at least 2"],
    [{ tolerance: 1, coarsest: 0 }, "coarsest is 0; it must be a whole number of at least 1"],
    [{ tolerance: 1, refinement: 1 }, "refinement is 1; it must be a whole number of at least 2"],
    [{ tolerance: 1, pilot: 1.5 }, "pilot is 1.5; it must be a whole number of at least 10"],
    [{ tolerance: 1, maxLevel: 0 }, "maxLevel is 0; it must be a whole number of at least 1"],
    [{ tolerance: 1, to: -1 }, "to = -1 is not after from = 0; time runs forward: swap them"],
  ])("%j", (change, sentence) => {
    expect(() => multilevel(gbm, { ...options, ...change })).toThrow(new InputError(sentence));
  });

  it("no noise, or a scheme whose steps do not compose", () => {
    expect(() => multilevel(still, { ...options, tolerance: 1 })).toThrow(
      new InputError("multilevel is for problems with noise, and this one has none; use solve"),
    );
    const { start: _start, ...rest } = options;
    expect(() => multilevel(plane, { ...rest, tolerance: 1, scheme: platenWeak2General })).toThrow(
      "draws signs, which belong to one step and do not make up those of a coarser one",
    );
  });
});
