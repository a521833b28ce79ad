import { describe, expect, it } from "vitest";
import { InputError, kolmogorovSmirnov } from "../../../estimators/index.js";
import { composeIncrements } from "../../../sde/brownian/compose.js";
import {
  type BrownianTreeOptions,
  brownianTree,
  createIncrement,
  createStreams,
  type Increment,
  type Need,
} from "../../../sde/index.js";
import { type Askable, gridTimes, numbers, over, Phi, withA } from "../../kit/brownian.js";
import { type Fault, plainTree } from "../../kit/plain-tree.js";
import { randomNumbers } from "../../kit/random-numbers.js";

describe("the law", () => {
  const depth = 7;
  const cells = 2 ** depth;
  const paths = 2000;
  const stream = createStreams(1, "times").stream(0);
  /** Halves of nodes, and any three times. */
  const times = [
    ...[1, 2, 3, 4, 5, 6].map((at) => [1, 1.5, 2].map((x) => (2 ** at * x) / cells)),
    [0, 0.5, 1],
    ...Array.from({ length: 12 }, () => gridTimes(3, cells, () => stream.uniform())),
  ];
  const triples = times.length;
  /** Family of the checks below: triples × quantities. */
  const level = 1e-3 / (6 * triples);

  /**
   * For s < r < u, h = u − s, θ = (r − s)/h, numbers that are standard normal:
   * W_r given W_s and W_u: N(W_s + θW, hθ(1 − θ)); the same given H over [s, u] too: mean 6θ(1 − θ)H more, variance
   * hθ(1 − θ)(1 − 3θ(1 − θ)); H of [s, u], and of [s, r] given W of it; (W + √12 H)/√(2h), which looks at both.
   */
  const standardised = {
    "W_r given W_s and W_u": (h: number, theta: number, whole: Increment, left: Increment) =>
      (left.dW[0] - theta * whole.dW[0]) / Math.sqrt(h * theta * (1 - theta)),
    "W_r given W_s, W_u and H": (h: number, theta: number, whole: Increment, left: Increment) => {
      const bow = theta * (1 - theta);
      const mean = theta * whole.dW[0] + 6 * bow * whole.H[0];
      return (left.dW[0] - mean) / Math.sqrt(h * bow * (1 - 3 * bow));
    },
    W: (h: number, _theta: number, whole: Increment) => whole.dW[0] / Math.sqrt(h),
    H: (h: number, _theta: number, whole: Increment) => whole.H[0] / Math.sqrt(h / 12),
    "H of a part": (h: number, theta: number, _whole: Increment, left: Increment) =>
      left.H[0] / Math.sqrt((theta * h) / 12),
    "W and H together": (h: number, theta: number, _whole: Increment, left: Increment) =>
      (left.dW[0] + Math.sqrt(12) * left.H[0]) / Math.sqrt(2 * theta * h),
  };

  /** How many of the triples are refused, by quantity. */
  function refusals(makePath: (path: number) => Askable): Record<string, number> {
    const samples = Object.keys(standardised).map(() => times.map(() => new Float64Array(paths)));
    for (let path = 0; path < paths; path++) {
      const tree = makePath(path);
      times.forEach(([s, r, u], i) => {
        const whole = over(tree, s, u);
        const left = over(tree, s, r);
        Object.values(standardised).forEach((quantity, q) => {
          samples[q][i][path] = quantity(u - s, (r - s) / (u - s), whole, left);
        });
      });
    }
    return Object.fromEntries(
      Object.keys(standardised).map((name, q) => [
        name,
        samples[q].filter((sample) => kolmogorovSmirnov(sample, Phi).pValue < level).length,
      ]),
    );
  }

  it("of W_r between two known points, of H, and of both together, is theirs at 19 triples s < r < u (Kolmogorov–Smirnov)", () => {
    const none = Object.fromEntries(Object.keys(standardised).map((name) => [name, 0]));
    expect(refusals((path) => brownianTree({ sources: 1, to: 1, depth, seed: 1, path }))).toEqual(none);
  });

  it.each<[Fault, string]>([
    ["bridge that ignores H", "W_r given W_s, W_u and H"],
    ["W and H correlated", "W and H together"],
    ["halves share N", "H"],
  ])("a tree with the fault '%s' fails the same checks", (fault, where) => {
    const refused = refusals((path) => plainTree({ sources: 1, depth, seed: 1, path, fault }));
    expect(refused[where]).toBeGreaterThan(0);
    // Where none should be.
    expect(Object.values(refused).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10);
  });

  it("over disjoint intervals: W and H, sources and paths have the variances h, h/12 and no correlation", () => {
    const ends = [0, 3, 17, 18, 64, 100, 128].map((cell) => cell / cells);
    const rows: number[][] = [];
    for (let path = 0; path < 4000; path++) {
      const tree = brownianTree({ sources: 2, to: 1, depth, seed: 2, path });
      rows.push(
        ends.slice(1).flatMap((u, i) => {
          const w = over(tree, ends[i], u, 2);
          const h = u - ends[i];
          return [...w.dW].map((x) => x / Math.sqrt(h)).concat([...w.H].map((x) => x / Math.sqrt(h / 12)));
        }),
      );
    }
    const width = rows[0].length;
    const worst = (shift: number) => {
      let largest = 0;
      for (let i = 0; i < width; i++)
        for (let j = 0; j <= i; j++) {
          let sum = 0;
          for (let n = 0; n < rows.length; n++) sum += rows[n][i] * rows[(n + shift) % rows.length][j];
          const expected = i === j && shift === 0 ? rows.length : 0;
          const deviation = Math.sqrt((i === j && shift === 0 ? 2 : 1) * rows.length);
          largest = Math.max(largest, Math.abs(sum - expected) / deviation);
        }
      return largest;
    };
    // 2 × 300 numbers: a normal exceeds 5.2 once in 5·10⁶.
    expect(worst(0)).toBeLessThan(5.2);
    expect(worst(1)).toBeLessThan(5.2);
    // Overlapping intervals are seen to be correlated.
    const overlap = rows.map((row) => [row[0], row[0] + row[4]]);
    expect(
      Math.abs(overlap.reduce((sum, [a, b]) => sum + a * b, 0)) / Math.sqrt(2 * rows.length),
    ).toBeGreaterThan(5.2);
  });

  it("of signs is fair, and they are the interval's own", () => {
    const tree = brownianTree({ sources: 3, to: 1, depth: 16, seed: 1 });
    const signsOver = (s: number, u: number) => [...over(tree, s, u, 3, ["signs"]).signs];
    let sum = 0;
    let product = 0;
    let last = [0, 0, 0];
    for (let n = 0; n < 3000; n++) {
      const signs = signsOver(n / 4096, (n + 1) / 4096);
      for (let i = 0; i < 3; i++) {
        sum += signs[i];
        product += signs[i] * last[i] + signs[i] * signs[(i + 1) % 3];
      }
      last = signs;
    }
    expect(Math.abs(sum) / Math.sqrt(9000)).toBeLessThan(4.5);
    expect(Math.abs(product) / Math.sqrt(2 * 9000)).toBeLessThan(4.5);
    expect(signsOver(0.25, 0.5)).toEqual(signsOver(0.25, 0.5));
    const some = Array.from({ length: 20 }, (_, n) =>
      [signsOver(0, (n + 1) / 32), signsOver(n / 32, 1)].join(),
    );
    expect(new Set(some).size).toBeGreaterThan(10);
  });
});

describe("one path", () => {
  const depth = 12;
  const cells = 2 ** depth;
  const make = (options: Partial<BrownianTreeOptions> = {}) =>
    brownianTree({ sources: 2, to: 1, depth, seed: 3, ...options });
  const { uniform } = randomNumbers(1);
  const intervals = Array.from({ length: 200 }, () => gridTimes(2, cells, uniform));

  it.each<[string, number, Need[]]>([
    ["W, H and signs", 12, ["space-time-area", "signs"]],
    ["areas", 6, ["levy-area"]],
  ])("has the same bits in whatever order it is asked: %s", (_what, deep, needs) => {
    const some = intervals
      .slice(0, 100)
      .map((ends) => ends.map((t) => Math.round(t * 2 ** deep) / 2 ** deep));
    const ask = (path: Askable, [s, u]: number[]) => numbers(over(path, s, u, 2, needs));
    const one = make({ depth: deep, needs });
    const forwards = some.map((ends) => ask(one, ends));
    const backwards = [...some].reverse().map((ends) => ask(one, ends));
    expect(backwards.reverse()).toEqual(forwards);
    expect(some.map((ends) => ask(make({ depth: deep, needs }), ends))).toEqual(forwards);
  });

  it("is the same at every depth, bit for bit on the coarser grid", () => {
    for (const deeper of [13, 25, 40])
      for (const [s, u] of intervals.slice(0, 50))
        expect(over(make({ depth: deeper }), s, u, 2)).toEqual(over(make(), s, u, 2));
  });

  it("is consistent under refinement: parts compose to the whole, W, H and A, to rounding", () => {
    const tree = make({ depth: 10, needs: withA });
    const both = createIncrement(2, withA);
    for (let i = 0; i < 100; i++) {
      const [s, r, u] = gridTimes(3, 1024, uniform);
      composeIncrements(r - s, over(tree, s, r, 2, withA), u - r, over(tree, r, u, 2, withA), both);
      numbers(both).forEach((value, k) => {
        expect(Math.abs(value - numbers(over(tree, s, u, 2, withA))[k])).toBeLessThan(1e-14);
      });
      const [before, after] = [new Float64Array(2), new Float64Array(2)];
      tree.value(s, before);
      tree.value(u, after);
      expect(after[0] - before[0]).toBeCloseTo(over(tree, s, u, 2).dW[0], 14);
    }
  });

  it("rounds times to its grid, and says how far", () => {
    const tree = brownianTree({ sources: 1, from: 2, to: 4, depth: 3, seed: 1 });
    expect([tree.depth, tree.spacing]).toEqual([3, 0.25]);
    const value = (t: number) => {
      const out = new Float64Array(1);
      tree.value(t, out);
      return out[0];
    };
    expect(value(2)).toBe(0);
    expect(value(2.37)).toBe(value(2.25));
    expect(value(2.38)).toBe(value(2.5));
    expect(value(2.5)).not.toBe(value(2.25));
    expect(numbers(over(tree, 2.3, 2.35))).toEqual([0, 0]);
    // Half a cell outside is an end of the path.
    expect(value(4.1)).toBe(value(4));
    expect(() => value(4.2)).toThrow(InputError);
  });

  it("scales: over [from, from + T] W is √T times what it is over [0, 1], H and A likewise", () => {
    const [one, four] = [make({ depth: 5, needs: withA }), make({ depth: 5, needs: withA, from: 3, to: 7 })];
    for (const [s, u] of [
      [0, 1],
      [0.25, 0.71875],
    ]) {
      const [a, b] = [over(one, s, u, 2, withA), over(four, 3 + 4 * s, 3 + 4 * u, 2, withA)];
      expect(b.dW[1]).toBeCloseTo(2 * a.dW[1], 14);
      expect(b.H[1]).toBeCloseTo(2 * a.H[1], 14);
      expect(b.A[1]).toBeCloseTo(4 * a.A[1], 14);
    }
  });

  it("is another one for every seed, purpose and path, and a random-js engine gives a seed", () => {
    const at = (options: Partial<BrownianTreeOptions>) => over(make(options), 0.25, 0.75, 2).dW[0];
    const others = [{}, { seed: 4 }, { purpose: "other" }, { path: 1 }].map(at);
    expect(new Set(others).size).toBe(4);
    const engine = { next: () => 7 };
    expect(at({ seed: engine })).toBe(at({ seed: 7 * 2 ** 32 + 7 }));
  });
});

describe("what does not fit is refused in a sentence", () => {
  const good: BrownianTreeOptions = { sources: 2, to: 1, depth: 10, seed: 1 };

  it.each<[string, Partial<BrownianTreeOptions>, string]>([
    ["no source", { sources: 0 }, "sources is 0; it must be a whole number of at least 1"],
    [
      "time running backwards",
      { to: -1 },
      "from is 0 and to is -1; both must be finite times and to the later one",
    ],
    ["no end", { to: Number.NaN }, "from is 0 and to is NaN; both must be finite times and to the later one"],
    ["a depth too deep", { depth: 41 }, "depth is 41; it must be a whole number from 0 to 40"],
    [
      "a depth that is no whole number",
      { depth: 2.5 },
      "depth is 2.5; it must be a whole number from 0 to 40",
    ],
    [
      "a depth too deep for areas",
      { depth: 25, needs: ["levy-area"] },
      "depth is 25; it must be a whole number from 0 to 24, for each of the 2^depth cells has its Lévy areas drawn",
    ],
    [
      "a grid finer than times",
      { from: 1e9, to: 1e9 + 1, depth: 30 },
      "depth is 30; beside times from 1000000000 to 1000000001 cells of 9.313225746154785e-10 are lost in rounding: take a smaller one",
    ],
    ["a path that is no index", { path: -1 }, "path is -1; it must be a whole number of at least 0"],
    [
      "an unknown need",
      { needs: ["areas" as Need] },
      'needs holds "areas"; it may hold space-time-area, signs, levy-area',
    ],
    [
      "signs of correlated sources",
      {
        needs: ["signs"],
        covariance: [
          [1, 0],
          [0, 1],
        ],
      },
      "needs holds signs, which belong to independent sources, and a covariance is given; leave one of the two out",
    ],
    [
      "a covariance of another size",
      { covariance: [[1]] },
      "covariance has 1 rows, row 0 with 1 numbers; the noise has 2 sources: give 2 rows of 2",
    ],
  ])("%s", (_name, options, sentence) => {
    expect(() => brownianTree({ ...good, ...options })).toThrow(new InputError(sentence));
  });

  const tree = brownianTree(good);
  const w = createIncrement(2, []);
  it.each<[string, () => void, string]>([
    [
      "a time before",
      () => tree.increment(-0.1, 1, w),
      "t is -0.1; the path is known from 0 to 1: ask for a time between",
    ],
    [
      "a time after",
      () => tree.increment(0, 1.1, w),
      "t is 1.1; the path is known from 0 to 1: ask for a time between",
    ],
    [
      "no time",
      () => tree.increment(0, Number.NaN, w),
      "t is NaN; the path is known from 0 to 1: ask for a time between",
    ],
    [
      "an end before the start",
      () => tree.increment(0.5, 0.25, w),
      "u = 0.25 is before s = 0.5; time runs forward: swap them",
    ],
    [
      "another number of sources",
      () => tree.increment(0, 1, createIncrement(3, [])),
      "the increment has room for 3 sources; the path has 2: make it by createIncrement(2, needs)",
    ],
    [
      "areas that are not kept",
      () => tree.increment(0, 1, createIncrement(2, ["levy-area"])),
      'the increment has room for Lévy areas, which this path does not keep; give needs: ["levy-area"] when making it',
    ],
    [
      "signs of correlated sources",
      () =>
        brownianTree({
          ...good,
          covariance: [
            [1, 0],
            [0, 1],
          ],
        }).increment(0, 1, createIncrement(2, ["signs"])),
      "the increment has room for signs, which belong to independent sources; use a path without covariance, and correlateNoise",
    ],
    [
      "a short buffer",
      () => tree.value(1, new Float64Array(1)),
      "out has 1 numbers; the path has 2 sources: give as many",
    ],
  ])("%s", (_name, ask, sentence) => {
    expect(ask).toThrow(new InputError(sentence));
  });
});
