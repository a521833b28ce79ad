import { MersenneTwister19937 } from "random-js";
import { describe, expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";
import {
  type Accumulator,
  type EnsembleOptions,
  ensemble,
  ensembleAsync,
  eulerMaruyama,
  type MomentsResult,
  moments,
  type Reducer,
  seedNumber,
  solve,
} from "../../sde/index.js";
import { measured } from "../kit/sde-measured.js";
import { geometricBrownian, ode, ornsteinUhlenbeck } from "../kit/sde-problems.js";

const gbm = geometricBrownian(0.5, 0.8);
const options = {
  start: [1],
  to: 1,
  step: 0.05,
  scheme: eulerMaruyama,
  seed: 4,
  save: { times: [0, 0.33, 1], of: (t: number, x: Float64Array) => [x[0], t] },
} as const;

interface Rows {
  readonly rows: Float64Array[];
}

/** Keeps every path: for looking at them, not for use. */
const everyPath: Reducer<Rows> = {
  create() {
    const rows: Float64Array[] = [];
    return {
      push: (values) => rows.push(values.slice()),
      merge: (other) => rows.push(...other.result().rows),
      result: () => ({ rows }),
    } satisfies Accumulator<Rows>;
  },
};

/** `moments` that hand out their state as well, so that parts can be merged. */
const openMoments: Reducer<{ state: Accumulator<MomentsResult> }> = {
  create(size) {
    const state = moments().create(size);
    return {
      push: (values) => state.push(values),
      pushPair: (values, mirrored) => state.pushPair!(values, mirrored),
      merge: (other) => state.merge(other.result().state),
      result: () => ({ state }),
    };
  },
};

const run = <Result extends object>(
  reduce: Reducer<Result>,
  paths: number,
  more: Partial<EnsembleOptions<Result>> = {},
) => ensemble(gbm, { ...options, paths, reduce, ...more });

const close = (actual: ArrayLike<number>, expected: ArrayLike<number>) => {
  expect(actual.length).toBe(expected.length);
  Array.from(actual).forEach((value, i) => {
    if (expected[i] === 0) expect(value).toBe(0);
    else expect(Math.abs(value / expected[i] - 1)).toBeLessThan(1e-12);
  });
};

describe("the paths of an ensemble", () => {
  it("are the paths of solve, in order", () => {
    const { rows, times, width, paths } = run(everyPath, 100);
    rows.forEach((row, path) => {
      expect(row).toEqual(solve(gbm, { ...options, path }).values);
    });
    expect(rows).toHaveLength(100);
    expect(Array.from(times)).toEqual([0, 0.33, 1]);
    expect(width).toBe(2);
    expect(paths).toBe(100);
  });

  it("adding paths changes no other: the first 100 of 200 are the 100", () => {
    expect(run(everyPath, 200).rows.slice(0, 100)).toEqual(run(everyPath, 100).rows);
  });

  it("no two are alike", () => {
    const ends = run(everyPath, 200).rows.map((row) => row[4]);
    expect(new Set(ends).size).toBe(200);
  });

  it("firstPath takes a part of them", () => {
    expect(run(everyPath, 70, { firstPath: 50 }).rows).toEqual(run(everyPath, 120).rows.slice(50));
  });
});

describe("moments", () => {
  it("are those computed from the paths one by one", () => {
    const paths = 300;
    const { rows } = run(everyPath, paths);
    const { mean, variance, standardDeviation, standardError, alive, diverged } = run(moments(), paths);
    const direct = Array.from({ length: 6 }, (_, i) => rows.reduce((sum, row) => sum + row[i], 0) / paths);
    const spread = direct.map((m, i) => rows.reduce((sum, row) => sum + (row[i] - m) ** 2, 0) / (paths - 1));
    close(mean, direct);
    // The start and the time itself do not vary from path to path; 0.33 as a mean may by a rounding.
    for (const i of [2, 4]) close([variance[i]], [spread[i]]);
    for (const i of [0, 1, 3, 5]) expect(variance[i]).toBeLessThan(1e-30);
    close([standardDeviation[4], standardError[4]], [Math.sqrt(spread[4]), Math.sqrt(spread[4] / paths)]);
    expect(Array.from(alive)).toEqual(new Array(6).fill(paths));
    expect(diverged).toBe(0);
  });

  it("agree with the exact mean (1 + αh)^N of the scheme", () => {
    const paths = 4000;
    const { mean, standardError } = run(moments(), paths);
    const z = (claimed: number) => Math.abs(mean[4] - claimed) / standardError[4];
    expect(z(1.025 ** 20)).toBeLessThan(4.5);
    // The mean of a process with twice the drift fails the same check.
    expect(z(1.05 ** 20)).toBeGreaterThan(4.5);
  });

  it("of parts merge to those of the whole", () => {
    const whole = run(openMoments, 300).state.result();
    for (const cut of [100, 128]) {
      const { state } = run(openMoments, cut);
      state.merge(run(openMoments, 300 - cut, { firstPath: cut }).state);
      const merged = state.result();
      close(merged.mean, whole.mean);
      close([merged.variance[2], merged.variance[4]], [whole.variance[2], whole.variance[4]]);
      expect(merged.alive).toEqual(whole.alive);
    }
  });

  it("of blocks of 64 merge to the same bits, whoever computed them", () => {
    const whole = run(openMoments, 300).state.result();
    const blocks = [0, 64, 128, 192, 256].map(
      (firstPath) => run(openMoments, Math.min(64, 300 - firstPath), { firstPath }).state,
    );
    const [first, ...rest] = blocks;
    for (const block of rest) first.merge(block);
    expect(first.result()).toEqual(whole);
  });

  it("come out the same, bit for bit, every time", () => {
    expect(run(moments(), 150)).toEqual(run(moments(), 150));
    expect(run(moments(), 150, { seed: 5 }).mean).not.toEqual(run(moments(), 150).mean);
  });
});

describe("antithetic paths", () => {
  /** Of geometric Brownian motion's Euler steps: E X^p, p = 1, 2, and E[X X′] of a path and its mirror. */
  const [a, v] = [1 + 0.5 / 20, 0.8 ** 2 / 20];
  const mean = a ** 20;
  const second = (a * a + v) ** 20;
  const mixed = (a * a - v) ** 20;
  const save = { of: (_t: number, x: Float64Array) => x[0] };
  const stats = (antithetic: boolean, saving: typeof save, seed = 4) =>
    run(moments(), 4000, { antithetic, save: saving, seed });

  it("2i is path 2i, and 2i + 1 its mirror: the path of −W", () => {
    const { rows } = run(everyPath, 20, { antithetic: true });
    rows.forEach((row, path) => {
      const one = { ...options, path: path - (path % 2), mirrored: path % 2 === 1 };
      expect(row).toEqual(solve(gbm, one).values);
    });
    const brownian = { start: [0], to: 1, step: 0.1, scheme: eulerMaruyama, seed: 1, paths: 10 };
    const ends = ensemble(ornsteinUhlenbeck(0.5, 1), {
      ...brownian,
      antithetic: true,
      reduce: everyPath,
    }).rows;
    for (let i = 0; i < 10; i += 2) expect(ends[i + 1][0]).toBe(-ends[i][0]);
  });

  it("keep the mean and lower its variance by 1 + ρ, and say so", () => {
    const { mean: estimate, standardError, variance } = stats(true, save);
    const z = (claimed: number) => Math.abs(estimate[0] - claimed) / standardError[0];
    expect(z(mean)).toBeLessThan(4.5);
    expect(z(1.05 ** 20)).toBeGreaterThan(4.5);
    // ρ = (E XX′ − (E X)²)/Var X.
    const ratio = (second + mixed - 2 * mean * mean) / (second - mean * mean);
    expect(ratio).toBeLessThan(0.5);
    // Heavy tails: within a third.
    expect((standardError[0] ** 2 * 4000) / variance[0] / ratio).toBeGreaterThan(0.67);
    expect((standardError[0] ** 2 * 4000) / variance[0] / ratio).toBeLessThan(1.5);
  });

  it("have errors that are honest: over 200 seeds z² averages 1, which it does not if pairs are taken for independent", () => {
    const squares = (error: (one: MomentsResult) => number) =>
      Array.from({ length: 200 }, (_, seed) => {
        const one = run(moments(), 200, { antithetic: true, save, seed, step: 0.05 });
        return ((one.mean[0] - mean) / error(one)) ** 2;
      }).reduce((sum, z) => sum + z / 200, 0);
    const off = (average: number) => Math.abs(average - 1) / Math.sqrt(2 / 200);
    expect(off(squares((one) => one.standardError[0]))).toBeLessThan(4.5);
    expect(off(squares((one) => Math.sqrt(one.variance[0] / 200)))).toBeGreaterThan(4.5);
  });

  it("do not help where what is saved is even in the noise, and say that too", () => {
    const brownian = { start: [0], to: 1, step: 0.1, scheme: eulerMaruyama, seed: 1, paths: 2000 };
    const square = { of: (_t: number, x: Float64Array) => x[0] ** 2 };
    const of = (antithetic: boolean) =>
      ensemble(ornsteinUhlenbeck(0, 1), { ...brownian, save: square, antithetic, reduce: moments() });
    // Both of a pair save the same: as good as half the paths.
    expect(of(true).standardError[0] / of(false).standardError[0]).toBeGreaterThan(1.25);
    expect(Math.abs(of(true).mean[0] - 1) / of(true).standardError[0]).toBeLessThan(4.5);
  });

  it("in parts of whole pairs are the whole's, bit for bit", () => {
    const whole = run(openMoments, 256, { antithetic: true }).state;
    const first = run(openMoments, 192, { antithetic: true }).state;
    first.merge(run(openMoments, 64, { antithetic: true, firstPath: 192 }).state);
    expect(first.result().mean).toEqual(whole.result().mean);
  });

  it("a seed engine gives both of a pair the same seed", () => {
    const engine = () => MersenneTwister19937.seed(12);
    const number = seedNumber(engine());
    expect(run(moments(), 20, { antithetic: true, seed: engine() })).toEqual(
      run(moments(), 20, { antithetic: true, seed: number }),
    );
  });
});

describe("without holding the event loop", () => {
  const job = (paths: number, more: object = {}) =>
    ensembleAsync(gbm, { ...options, paths, reduce: moments(), ...more });

  it("an ensemble is the same, bit for bit, and its progress rises to its end", async () => {
    const fractions: number[] = [];
    const result = await job(20_000, { onProgress: (fraction: number) => fractions.push(fraction) });
    expect(result).toEqual(run(moments(), 20_000));
    expect(fractions.length).toBeGreaterThan(0);
    for (const [i, fraction] of fractions.entries()) {
      expect(fraction).toBeGreaterThan(i === 0 ? 0 : fractions[i - 1]);
      expect(fraction).toBeLessThanOrEqual(1);
    }
  });

  it("others run meanwhile, and a signal ends it with its reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    setTimeout(() => controller.abort(reason), 50);
    await expect(job(1e7, { signal: controller.signal })).rejects.toBe(reason);
    await expect(job(10, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("mistakes reject its promise", async () => {
    await expect(job(0)).rejects.toThrow(
      new InputError("paths is 0; it must be a whole number of at least 1"),
    );
  });
});

describe("paths that diverge", () => {
  const paths = 400;
  const guard = { every: Number.POSITIVE_INFINITY, diverged: (_t: number, x: Float64Array) => x[0] > 2 };
  const stats = run(moments(), paths, { guard });
  const alone = Array.from({ length: paths }, (_, path) => solve(gbm, { ...options, guard, path }));
  const lost = alone.flatMap((one, path) => (one.outcome === "diverged" ? [{ path, time: one.time }] : []));

  it("are counted, and listed with their times, at most a hundred of them", () => {
    expect(lost.length).toBeGreaterThan(100);
    expect(stats.diverged).toBe(lost.length);
    expect(stats.divergences).toEqual(lost.slice(0, 100));
  });

  it("are left out of every moment from their divergence on, and `alive` counts the rest", () => {
    [0, 1, 2].forEach((row) => {
      const alive = alone.map((one) => one.values[2 * row]).filter((value) => !Number.isNaN(value));
      expect(stats.alive[2 * row]).toBe(alive.length);
      close([stats.mean[2 * row]], [alive.reduce((sum, value) => sum + value, 0) / alive.length]);
      expect(Math.max(...alive)).toBeLessThanOrEqual(2);
    });
    expect(stats.alive[0]).toBe(paths);
    expect(stats.alive[4]).toBe(paths - lost.length);
  });

  it("all of them: nothing is left, and that is an answer", () => {
    const none = run(moments(), 10, { guard: { every: 0.1, diverged: () => true } });
    expect(none.diverged).toBe(10);
    expect(none.alive[4]).toBe(0);
    expect(none.mean[4]).toBeNaN();
    expect(none.mean[0]).toBe(1);
  });
});

describe("mistakes are refused in a sentence", () => {
  it.each<[Partial<EnsembleOptions<MomentsResult>>, string]>([
    [{ paths: 0 }, "paths is 0; it must be a whole number of at least 1"],
    [{ paths: 1.5 }, "paths is 1.5; it must be a whole number of at least 1"],
    [{ paths: Number.NaN }, "paths is NaN; it must be a whole number of at least 1"],
    [{ firstPath: -1 }, "firstPath is -1; it must be a whole number of at least 0"],
    [{ firstPath: Number.NaN }, "firstPath is NaN; it must be a whole number of at least 0"],
    [{ paths: 9, antithetic: true }, "paths is 9, and antithetic ones come in pairs; give an even number"],
    [
      { firstPath: 5, antithetic: true },
      "firstPath is 5, within an antithetic pair; give an even number, where a pair begins",
    ],
    [
      { step: -1 },
      "step is -1; it must be a positive number (or give tolerance, for steps as long as their error allows)",
    ],
  ])("%j", (change, sentence) => {
    expect(() => run(moments(), 10, change)).toThrow(new InputError(sentence));
  });
});

it("antithetic paths of a problem without noise are refused", () => {
  const still = ode((_t, _x, out) => out.fill(0), [1]);
  expect(() => ensemble(still, { ...options, antithetic: true, paths: 2, reduce: moments() })).toThrow(
    new InputError(
      "antithetic is given for a problem without noise, whose paths have no mirror; leave it out",
    ),
  );
});

describe("memory does not grow with the number of paths", () => {
  /**
   * Live bytes at the last path of ensembles of 2·10³ and 2·10⁴ paths, seen by the reducer while everything the
   * ensemble holds is still held. `keep` runs on each path's saved values.
   */
  const measure = (keep: string) =>
    measured<number[]>(`
import { defineSde, ensemble, eulerMaruyama, moments } from "./sde/index.js";
const brownian = defineSde({ dimension: 1, calculus: "ito", noise: { kind: "additive" },
  drift: (t, x, out) => { out[0] = 0; }, diffusion: (t, x, out) => { out[0] = 1; } });
const liveAtTheEnd = (paths) => {
  const kept = [];
  let count = 0;
  let bytes = 0;
  const inner = moments();
  const reduce = { create(size) {
    const state = inner.create(size);
    return {
      push(values) { state.push(values); ${keep}; if (++count === paths) bytes = live(); },
      merge(other) { state.merge(other.state); },
      state,
      result: () => state.result(),
    };
  } };
  ensemble(brownian, { start: [0], to: 1, step: 0.1, scheme: eulerMaruyama, seed: 1, paths, reduce,
    save: { times: "steps" } });
  return bytes;
};
liveAtTheEnd(2000);
console.log(JSON.stringify([2e3, 2e4].map(liveAtTheEnd)));
`);
  /** Each path saves 11 numbers: were paths kept, 18 000 more of them would hold 1.6 MB and more. */
  const bound = (18_000 * 11 * 8) / 10;

  it("with moments", () => {
    const [few, many] = measure("");
    expect(many - few).toBeLessThan(bound);
  });

  it("a reducer that keeps its paths fails the same check", () => {
    const [few, many] = measure("kept.push(values)");
    expect(many - few).toBeGreaterThan(10 * bound);
  });
});
