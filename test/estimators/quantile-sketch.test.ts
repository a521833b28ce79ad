import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createQuantileSketch, InputError, type QuantileSketch, quantiles } from "../../estimators/index.js";
import { randomNumbers } from "../kit/random-numbers.js";

const infinity = Number.POSITIVE_INFINITY;

function sketchOf(values: readonly number[], capacity: number): QuantileSketch {
  const sketch = createQuantileSketch(1, { capacity });
  for (const value of values) sketch.push(Float64Array.of(value));
  return sketch;
}

/** By how many ranks the order statistics a sketch answers with are off, at worst. */
function worstRank(sketch: QuantileSketch, values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const probabilities = Array.from(sorted, (_, rank) => (n === 1 ? 0 : rank / (n - 1)));
  const answers = sketch.quantiles(probabilities);
  let worst = 0;
  probabilities.forEach((p, rank) => {
    const value = answers[String(p)][0];
    // The ranks that hold this value: [first, last].
    let first = 0;
    while (first < n && sorted[first] < value) first++;
    let last = n - 1;
    while (last >= 0 && sorted[last] > value) last--;
    worst = Math.max(worst, first - rank, rank - last);
  });
  return worst;
}

/** Random, rising, falling, tied and diverging parts: what a fixed rule of compaction could stumble over. */
const values = fc
  .array(
    fc.tuple(
      fc.constantFrom<"random" | "rising" | "falling" | "tied" | "diverging">(
        "random",
        "rising",
        "falling",
        "tied",
        "diverging",
      ),
      fc.integer({ min: 1, max: 120 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => {
    const numbers = randomNumbers(parts.length);
    return parts.map(([kind, length]) =>
      Array.from({ length }, (_, i) => {
        if (kind === "rising") return i;
        if (kind === "falling") return length - i;
        const draw = numbers.uniform();
        if (kind === "tied") return Math.floor(3 * draw);
        return kind === "diverging" && draw < 0.3 ? infinity : 100 * draw;
      }),
    );
  });

describe("a quantile sketch", () => {
  it("is exact while it has dropped nothing", () => {
    fc.assert(
      fc.property(values, (parts) => {
        const all = parts.flat();
        const sketch = sketchOf(all, 1024);
        fc.pre(all.length < 1024);
        const p = [0, 0.1, 0.5, 0.9, 1];
        expect(sketch.rankError()).toBe(0);
        expect(p.map((q) => sketch.quantiles(p)[String(q)][0])).toEqual(quantiles(all, p));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("keeps every order statistic within the rank error it states, pushed whole or merged from parts", () => {
    let reached = 0;
    fc.assert(
      fc.property(values, fc.constantFrom(2, 4, 8, 32), (parts, capacity) => {
        const merged = sketchOf(parts[0], capacity);
        for (const part of parts.slice(1)) merged.merge(sketchOf(part, capacity));
        for (const sketch of [merged, sketchOf(parts.flat(), capacity)]) {
          const worst = worstRank(sketch, parts.flat());
          expect(worst).toBeLessThanOrEqual(sketch.rankError());
          if (worst > 0) reached = Math.max(reached, worst / sketch.rankError());
        }
      }),
      { seed: 2, numRuns: 200 },
    );
    // Negative control: half of what is stated would not do.
    expect(reached).toBeGreaterThan(0.5);
  });

  it("holds no value twice, and its weights add up to what it saw", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }), (lengths) => {
        const merged = createQuantileSketch(1, { capacity: 4 });
        let next = 0;
        for (const length of lengths)
          merged.merge(
            sketchOf(
              Array.from({ length }, () => (next++ * 7919) % 100003),
              4,
            ),
          );
        const kept = merged.state.levels.map((level) => Array.from(level.values.subarray(0, level.filled)));
        expect(new Set(kept.flat()).size).toBe(kept.flat().length);
        expect(kept.reduce((sum, level, h) => sum + level.length * 2 ** h, 0)).toBe(next);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it("states an error of about log₂(N/k)/(2k) of N, and no more", () => {
    const [n, capacity] = [20000, 64];
    const numbers = randomNumbers(3);
    const all = Array.from({ length: n }, () => numbers.normal());
    const sketch = sketchOf(all, capacity);
    const bound = (Math.log2(n / capacity) / 2 + 1) / capacity;
    expect(sketch.rankError() / n).toBeLessThan(bound);
    expect(sketch.rankError()).toBeGreaterThan(0);
    const [median] = sketch.quantiles([0.5])["0.5"];
    const rank = all.filter((value) => value <= median).length;
    expect(Math.abs(rank / n - 0.5)).toBeLessThan(bound);
  });

  it("holds memory that grows with the logarithm of what it saw", () => {
    const room = (count: number) => {
      const sketch = sketchOf(
        Array.from({ length: count }, (_, i) => i),
        32,
      );
      return sketch.state.levels.reduce((sum, { values: kept }) => sum + kept.length, 0);
    };
    const perDoubling = room(2048) - room(1024);
    expect(room(4096) - room(2048)).toBe(perDoubling);
    expect(room(8192)).toBeLessThanOrEqual(2 * 32 * 10);
  });

  it("the same order of pushes and merges gives the same bits", () => {
    const build = () => {
      const sketch = sketchOf(
        Array.from({ length: 300 }, (_, i) => (i * 37) % 101),
        8,
      );
      sketch.merge(
        sketchOf(
          Array.from({ length: 150 }, (_, i) => (i * 53) % 97),
          8,
        ),
      );
      return sketch.quantiles([0.1, 0.5, 0.9]);
    };
    expect(build()).toEqual(build());
  });

  it("keeps every entry for itself; a diverged one counts as +∞, one that no vector defines is NaN", () => {
    const sketch = createQuantileSketch(3, { capacity: 4 });
    for (let i = 0; i < 5; i++) sketch.push(Float64Array.of(i, i < 2 ? i : Number.NaN, Number.NaN));
    const { "0": lowest, "1": highest } = sketch.quantiles([0, 1]);
    expect(Array.from(lowest)).toEqual([0, 0, Number.NaN]);
    expect(Array.from(highest)).toEqual([4, infinity, Number.NaN]);
    expect(Array.from(sketch.alive())).toEqual([5, 2, 0]);
    expect(sketch.count()).toBe(5);
  });

  it("merging leaves the other one as it was, and an empty one changes nothing", () => {
    const [first, second] = [sketchOf([1, 2, 3], 4), sketchOf([4, 5, 6, 7, 8], 4)];
    const before = second.quantiles([0, 0.5, 1]);
    first.merge(second);
    expect(second.quantiles([0, 0.5, 1])).toEqual(before);
    const merged = first.quantiles([0.5]);
    first.merge(createQuantileSketch(1, { capacity: 4 }));
    expect(first.quantiles([0.5])).toEqual(merged);
  });

  it.each<[string, () => unknown]>([
    ["an odd capacity", () => createQuantileSketch(1, { capacity: 3 })],
    ["a capacity of 0", () => createQuantileSketch(1, { capacity: 0 })],
    ["a size that is no count", () => createQuantileSketch(-1)],
    ["a vector of another length", () => createQuantileSketch(2).push(Float64Array.of(1))],
    [
      "a merge with another capacity",
      () => createQuantileSketch(1).merge(createQuantileSketch(1, { capacity: 2 })),
    ],
    ["a merge with another size", () => createQuantileSketch(1).merge(createQuantileSketch(2))],
    ["quantiles of nothing", () => createQuantileSketch(1).quantiles([0.5])],
    ["what is no probability", () => sketchOf([1], 4).quantiles([1.1])],
  ])("refuses %s", (_, call) => {
    expect(call).toThrow(InputError);
  });

  it("refuses a merge with itself", () => {
    const sketch = sketchOf([1], 4);
    expect(() => sketch.merge(sketch)).toThrow(InputError);
  });
});
