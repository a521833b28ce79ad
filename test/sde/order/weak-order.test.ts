import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  defineSde,
  dormandPrince,
  eulerMaruyama,
  heun,
  milstein,
  namedProblem,
  platenWeak2,
  type Scheme,
  sra1,
  tamedEuler,
  weakOrder,
  weakOrderAsync,
} from "../../../sde/index.js";
import { ode } from "../../kit/sde-problems.js";

const gbm = namedProblem("geometric-brownian-motion");

describe("the weak order", () => {
  it("of Euler–Maruyama on geometric Brownian motion is 1, and its biases are the exact ones", () => {
    const measured = weakOrder(gbm, eulerMaruyama, { seed: 1 });
    expect(measured).toMatchObject({ outcome: "measured", declared: 1, against: "exact", paths: 10_000 });
    expect(measured.interval[0]).toBeLessThan(1);
    expect(measured.interval[1]).toBeGreaterThan(1);
    // An interval that leaves the neighbours, ½ and 3/2, out.
    expect(measured.interval[0]).toBeGreaterThan(0.5);
    expect(measured.interval[1]).toBeLessThan(1.5);
    // THEORY §10 (9): E X_N² = X₀² ((1 + αh)² + β²h)^N beside e^{(2α + β²)t}; dX = 0.5 X dt + 0.4 X dW.
    const x0 = gbm.problem.start![0];
    for (const { step, bias, standardError, fitted } of measured.levels) {
      const exact = x0 ** 2 * (((1 + 0.5 * step) ** 2 + 0.16 * step) ** (1 / step) - Math.exp(1.16));
      expect(Math.abs(bias - exact)).toBeLessThan(4 * standardError);
      expect(fitted).toBe(true);
    }
  });

  it("of a mean too: E X_N = X₀ (1 + αh)^N", () => {
    const { levels, order } = weakOrder(gbm, eulerMaruyama, { seed: 2, of: 0, levels: [1, 5] });
    const x0 = gbm.problem.start![0];
    for (const { step, bias, standardError } of levels)
      expect(Math.abs(bias - x0 * ((1 + 0.5 * step) ** (1 / step) - Math.exp(0.5)))).toBeLessThan(
        4 * standardError,
      );
    expect(Math.abs(order - 1)).toBeLessThan(0.3);
  });

  it.each<[string, Scheme, number]>([
    ["additive-matrix", heun, 2],
    ["additive-matrix", platenWeak2, 2],
    ["fading-noise", sra1, 2],
    ["shared-noise", milstein, 1],
  ])(
    "on %s by %o is what is declared, with an interval that leaves the next half-orders out",
    (name, scheme, p) => {
      const { outcome, declared, interval } = weakOrder(namedProblem(name), scheme, { seed: 1 });
      expect([outcome, declared]).toEqual(["measured", p]);
      expect(interval[0]).toBeLessThanOrEqual(p);
      expect(interval[1]).toBeGreaterThanOrEqual(p);
      expect(interval[0]).toBeGreaterThan(p - 0.5);
      expect(interval[1]).toBeLessThan(p + 0.5);
    },
  );

  it("of a wrong limit is none: the bias stays", () => {
    // Itô's correction forgotten: the Stratonovich equation by an Itô scheme.
    const { problem } = gbm;
    const wrong: Scheme = {
      ...eulerMaruyama,
      prepare: () =>
        eulerMaruyama.prepare(defineSde({ ...problem, drift: (_t, x, out) => out.set([0.42 * x[0]]) })),
    };
    const { levels, interval } = weakOrder(gbm, wrong, { seed: 1 });
    expect(Math.abs(levels[5].bias)).toBeGreaterThan(20 * levels[5].standardError);
    expect(interval[1]).toBeLessThan(1);
    expect(Math.abs(levels[5].bias / levels[0].bias)).toBeGreaterThan(0.3);
  });

  it("is undecided where noise hides the bias, with the number of paths that would do", () => {
    const hidden = weakOrder(namedProblem("hyperbolic-tangent"), platenWeak2, { seed: 1 });
    expect(hidden).toMatchObject({ outcome: "undecided", order: Number.NaN });
    expect(hidden.interval).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(hidden.reason).toMatch(
      /^noise hides the bias at all but 1 level; take coarser ones, or about \d00000 paths/,
    );
    const few = weakOrder(namedProblem("hyperbolic-tangent"), platenWeak2, { seed: 1, paths: 100 });
    expect(few.reason).toMatch(/^noise hides the bias at every level/);
  });

  it("is undecided where paths diverge", () => {
    const explosive = defineSde({ ...gbm.problem, drift: (_t, x, out) => out.set([-200 * x[0] ** 3]) });
    const { outcome, reason, levels } = weakOrder(explosive, eulerMaruyama, {
      to: 1,
      seed: 1,
      paths: 50,
      reference: { scheme: tamedEuler },
    });
    expect(outcome).toBe("undecided");
    expect(reason).toMatch(/^up to 50 of 50 paths diverged/);
    expect(levels.find(({ diverged }) => diverged === 50)).toMatchObject({ bias: Number.NaN, fitted: false });
  });

  it("without noise comes from one path, without chance", () => {
    const decay = ode((_t, x, out) => out.set([-x[0]]), [1]);
    const measured = weakOrder(decay, eulerMaruyama, { to: 1, reference: { scheme: dormandPrince } });
    expect(measured.paths).toBe(1);
    for (const { step, bias, standardError } of measured.levels) {
      expect(standardError).toBe(0);
      // (1 − h)^{2N} − e^{−2}
      expect(Math.abs(bias - ((1 - step) ** (2 / step) - Math.exp(-2)))).toBeLessThan(1e-9);
    }
    expect(measured.interval[0]).toBeLessThan(1.01);
    expect(measured.interval[1]).toBeGreaterThan(0.99);
  });

  it("comes again from the same seed, and slice by slice", async () => {
    const options = { seed: 3, levels: [1, 4] as const, paths: 400 };
    const once = weakOrder(gbm, eulerMaruyama, options);
    expect(weakOrder(gbm, eulerMaruyama, options)).toEqual(once);
    const fractions: number[] = [];
    const onProgress = (fraction: number) => void fractions.push(fraction);
    expect(await weakOrderAsync(gbm, eulerMaruyama, { ...options, onProgress })).toEqual(once);
    expect(fractions.every((fraction) => fraction > 0 && fraction <= 1)).toBe(true);
    expect(weakOrder(gbm, eulerMaruyama, { ...options, seed: 4 }).levels).not.toEqual(once.levels);
    const stop = AbortSignal.abort(new Error("enough"));
    await expect(weakOrderAsync(gbm, eulerMaruyama, { ...options, signal: stop })).rejects.toThrow("enough");
  });

  it.each([
    [
      { seed: 1, of: 1 },
      'of is 1; it must be "square", the index of a coordinate (0 to 0), or a function of the state',
    ],
    [{ seed: 1, off: 1 }, /^off is not a known key, the nearest being of; weakOrder takes/],
    [{}, "seed is missing; give a whole number so that the paths can be drawn again"],
    [{ seed: 1, levels: [3, 4] }, /an order needs at least three/],
  ] as const)("%j is refused", (options, sentence) => {
    const run = () => weakOrder(gbm, eulerMaruyama, options as Parameters<typeof weakOrder>[2]);
    expect(run).toThrow(typeof sentence === "string" ? new InputError(sentence) : sentence);
  });

  it("of a scheme that has none is refused", () => {
    const none: Scheme = { ...eulerMaruyama, name: "pathwise", weakOrder: () => null };
    expect(() => weakOrder(gbm, none, { seed: 1 })).toThrow(
      new InputError("pathwise has no weak order for diagonal noise; measure it with strongOrder"),
    );
  });
});
