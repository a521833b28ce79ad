import { describe, expect, it } from "vitest";
import { createHistogram } from "../../estimators/index.js";
import { randomNumbers } from "../kit/random-numbers.js";

describe("createHistogram", () => {
  const bins = { from: -1, to: 2, bins: 30 };
  const { uniform } = randomNumbers(5);
  const values = Array.from({ length: 1000 }, () => 6 * uniform() - 3);
  const counted = (some: Iterable<number>) => {
    const running = createHistogram(1, bins);
    for (const x of some) running.push(Float64Array.of(x));
    return running;
  };

  it("puts every value into the bin whose edges it lies between, edges to the right", () => {
    const edges = counted([]).edges();
    expect(edges[0]).toBe(-1);
    expect(edges[30]).toBe(2);
    // Edges themselves are the hard case: each belongs to the bin it begins, the last one to the last bin.
    const counts = counted([...values, ...edges]).counts();
    for (let k = 0; k < 30; k++) {
      const inside = values.filter((x) => x >= edges[k] && x < edges[k + 1]).length;
      expect(counts[k]).toBe(inside + (k === 29 ? 2 : 1));
    }
  });

  it("counts what lies outside, and leaves out what is not finite", () => {
    const running = counted([...values, Number.NaN, Number.POSITIVE_INFINITY]);
    expect(running.below()[0]).toBe(values.filter((x) => x < -1).length);
    expect(running.above()[0]).toBe(values.filter((x) => x > 2).length);
    expect(running.alive()[0]).toBe(1000);
  });

  it("has a density that integrates to the share inside", () => {
    const running = counted(values);
    const inside = values.filter((x) => x >= -1 && x <= 2).length / 1000;
    expect(running.density().reduce((sum, value) => sum + value * 0.1, 0)).toBeCloseTo(inside, 12);
    expect(counted([]).density()[0]).toBeNaN();
  });

  it("keeps a row of bins per entry", () => {
    const running = createHistogram(2, { from: 0, to: 1, bins: 2 });
    running.push(Float64Array.of(0.1, 0.9));
    running.push(Float64Array.of(0.6, 0.8));
    expect(Array.from(running.counts())).toEqual([1, 1, 0, 2]);
  });

  it("merges exactly, in any order", () => {
    const whole = counted(values);
    for (const cut of [0, 1, 400]) {
      const [first, second] = [counted(values.slice(0, cut)), counted(values.slice(cut))];
      second.merge(first);
      expect(second.counts()).toEqual(whole.counts());
      expect(second.below()).toEqual(whole.below());
      expect(second.above()).toEqual(whole.above());
    }
  });
});
