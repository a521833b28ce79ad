import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import {
  driftImplicitEuler,
  eulerMaruyama,
  namedProblem,
  type WeakOrderOptions,
  weakOrder,
  weakOrderAsync,
} from "../../../sde/index.js";

const gbm = namedProblem("geometric-brownian-motion");
const ou = namedProblem("ornstein-uhlenbeck");

/** E X_N² of Euler–Maruyama on dX = −X dt + 0.8 dW from 1: m ← (1 − h)² m + 0.64 h. */
function discreteSquare(step: number): number {
  let m = 1;
  for (let n = 0; n < 1 / step; n++) m = (1 - step) * (1 - step) * m + 0.64 * step;
  return m;
}

describe("biases", () => {
  it("against finer steps are those of the exact discrete moments, and the limit is the exact one", () => {
    const { levels, against, limit, declared, interval } = weakOrder(ou, eulerMaruyama, {
      seed: 1,
      levels: [1, 4],
      paths: 4000,
    });
    expect(against).toMatchObject({ scheme: "euler-maruyama", step: 2 ** -7 });
    const reference = discreteSquare(2 ** -7);
    for (const { step, bias, standardError } of levels)
      expect(Math.abs(bias - (discreteSquare(step) - reference))).toBeLessThan(4 * standardError);
    const exact = Math.exp(-2) + 0.32 * (1 - Math.exp(-2));
    expect(limit!.exact).toBeCloseTo(exact, 12);
    expect(Math.abs(limit!.measured - reference)).toBeLessThan(4 * limit!.standardError);
    expect(interval[0]).toBeLessThan(declared);
    expect(interval[1]).toBeGreaterThan(declared);
  });

  it("of a function of one's own are held against the mean that comes with it", () => {
    const options = { seed: 1, levels: [1, 3], paths: 500 } as const;
    const square = weakOrder(ou, eulerMaruyama, options);
    const of = (x: Float64Array) => x[0] * x[0];
    const own = weakOrder(ou, eulerMaruyama, { ...options, of, mean: square.limit!.exact });
    expect(own).toEqual(square);
    expect(weakOrder(ou, eulerMaruyama, { ...options, of })).not.toHaveProperty("limit");
    expect(weakOrder(ou, eulerMaruyama, { ...options, of, mean: 5 }).verdict).toBe("wrong limit");
    // Of an exact solution there is nothing to doubt.
    expect(weakOrder(gbm, eulerMaruyama, options)).not.toHaveProperty("limit");
  });
});

describe("the interval", () => {
  it("covers the order of at least 95 in 100 seeds, or says that it is undecided", () => {
    const seeds = Array.from({ length: 100 }, (_, i) => i + 1);
    const all = seeds.map((seed) => weakOrder(gbm, eulerMaruyama, { seed, levels: [1, 5], paths: 300 }));
    const measured = all.filter(({ outcome }) => outcome === "measured");
    expect(measured.length).toBeGreaterThan(50);
    const missed = measured.filter(({ interval: [low, high] }) => low > 1 || high < 1);
    // Of 100 at 95 % eleven or more would miss once in a hundred times.
    expect(missed.length).toBeLessThanOrEqual(10);
    expect(all.filter(({ verdict }) => /above|below|wrong/.test(verdict)).length).toBeLessThanOrEqual(10);
  });
});

describe("undecided", () => {
  it("names a number of paths that does", () => {
    const options = { seed: 1, levels: [1, 4] } as const;
    const few = weakOrder(gbm, driftImplicitEuler, { ...options, paths: 50 });
    expect(few.reason).toMatch(
      /^noise hides the bias at all but \d levels?; take coarser ones, or about \d+ paths/,
    );
    const enough = Number(/about (\d+) paths/.exec(few.reason!)![1]);
    expect(enough).toBeGreaterThan(50);
    expect(enough).toBeLessThan(5000);
    expect(weakOrder(gbm, driftImplicitEuler, { ...options, paths: enough }).outcome).toBe("measured");
  });

  it("tells noise from paths that diverged at the coarsest levels", () => {
    // The implicit equation has no solution for long steps.
    const entry = namedProblem("hyperbolic-tangent-drift");
    const { levels, reason } = weakOrder(entry, driftImplicitEuler, { seed: 1, paths: 2000 });
    expect(levels[0].diverged).toBeGreaterThan(0);
    expect(levels.filter(({ diverged }) => diverged === 0).length).toBeGreaterThanOrEqual(3);
    expect(reason).toMatch(
      /^noise hides the bias at every level \(none is 4 of its standard errors from 0\)/,
    );
    const lost = weakOrder(entry, driftImplicitEuler, { seed: 1, paths: 2000, levels: [1, 3] });
    expect(lost.reason).toMatch(/^up to \d+ of 2000 paths diverged, and fewer than three levels are left/);
  });
});

describe("weakOrderAsync", () => {
  it("ends in the middle when told to", async () => {
    const stop = new AbortController();
    const fractions: number[] = [];
    const job = weakOrderAsync(gbm, eulerMaruyama, {
      seed: 1,
      paths: 1e6,
      signal: stop.signal,
      onProgress: (fraction) => {
        fractions.push(fraction);
        stop.abort(new Error("enough"));
      },
    });
    await expect(job).rejects.toThrow("enough");
    expect(fractions).toHaveLength(1);
    expect(fractions[0]).toBeGreaterThan(0);
    expect(fractions[0]).toBeLessThan(0.5);
  });
});

describe("a functional", () => {
  it.each<[Partial<WeakOrderOptions>, string]>([
    [{ mean: Number.NaN }, "mean is NaN; it must be the number E φ(X_T), or be left out where it is unknown"],
    [{ of: () => Number.NaN }, "of gives NaN at the start; it must give a number for every state"],
    [
      { of: (() => "1") as unknown as () => number },
      'of gives "1" at the start; it must give a number for every state',
    ],
  ])("that is none is refused: %o", (options, sentence) => {
    expect(() => weakOrder(gbm, eulerMaruyama, { seed: 1, ...options })).toThrow(new InputError(sentence));
  });
});
