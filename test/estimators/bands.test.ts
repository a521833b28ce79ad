import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bands, bands, createMoments, InputError, quantiles } from "../../estimators/index.js";

const { POSITIVE_INFINITY: infinity, NEGATIVE_INFINITY, NaN: undefinedValue } = Number;
const at = (...values: number[]) => values.map((value) => Float64Array.of(value));
const probabilities = [0, 0.1, 0.5, 0.9, 1];
const settings = { seed: 13, numRuns: 200 };

/** Runs of one length, some entries diverged or undefined. */
const ensembles = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 4 }))
  .chain(([runs, length]) => {
    const entry = fc.oneof(
      { weight: 6, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(infinity, NEGATIVE_INFINITY, undefinedValue) },
    );
    const run = fc
      .array(entry, { minLength: length, maxLength: length })
      .map((values) => Float64Array.from(values));
    return fc.array(run, { minLength: runs, maxLength: runs });
  });

/** Bands as the other estimators of this folder give them. */
function reference(runs: readonly Float64Array[]): Bands {
  const moments = createMoments(runs[0].length);
  for (const run of runs) moments.push(run);
  const lines = Array.from(runs[0], (_, i) => {
    const column = runs.map((run) => run[i]);
    if (column.every(Number.isNaN)) return probabilities.map(() => undefinedValue);
    return quantiles(
      column.map((value) => (Number.isFinite(value) ? value : infinity)),
      probabilities,
    );
  });
  return {
    mean: moments.mean(),
    standardDeviation: moments.standardDeviation(),
    alive: moments.alive(),
    quantiles: Object.fromEntries(
      probabilities.map((p, k) => [String(p), Float64Array.from(lines, (line) => line[k])]),
    ),
  };
}

describe("bands", () => {
  it("mean, deviation over n − 1 and quantiles, entry by entry", () => {
    const runs = [
      Float64Array.of(1, -1),
      Float64Array.of(2, -1),
      Float64Array.of(3, -1),
      Float64Array.of(6, -1),
    ];
    const { mean, standardDeviation, quantiles: lines, alive } = bands(runs, [0.1, 0.5]);
    expect(Array.from(mean)).toEqual([3, -1]);
    expect(standardDeviation[0]).toBeCloseTo(Math.sqrt(14 / 3), 13);
    expect(standardDeviation[1]).toBe(0);
    expect(Object.keys(lines)).toEqual(["0.1", "0.5"]);
    expect(lines["0.1"][0]).toBeCloseTo(1.3, 13);
    expect(Array.from(lines["0.5"])).toEqual([2.5, -1]);
    expect(Array.from(alive)).toEqual([4, 4]);
  });

  it("needs no probabilities and no entries, and changes no run", () => {
    expect(bands(at(1, 2), []).quantiles).toEqual({});
    expect(bands([new Float64Array(0)], [0.5]).mean).toHaveLength(0);
    const runs = at(3, undefinedValue, 1);
    bands(runs, [0.5]);
    expect(runs).toEqual(at(3, undefinedValue, 1));
  });

  /** A run that is not finite is out of mean and deviation and is +∞ in quantiles. */
  const treatsDiverged = (f: typeof bands, diverged: number): boolean => {
    const { mean, standardDeviation, quantiles: lines, alive } = f(at(1, diverged, 3, 5), [0, 0.5, 0.7, 1]);
    return (
      mean[0] === 3 &&
      standardDeviation[0] === 2 &&
      alive[0] === 3 &&
      lines["0"][0] === 1 &&
      lines["0.5"][0] === 4 &&
      lines["0.7"][0] === infinity &&
      lines["1"][0] === infinity
    );
  };

  it.each([infinity, NEGATIVE_INFINITY, undefinedValue])("a run at %d has diverged", (diverged) => {
    expect(treatsDiverged(bands, diverged)).toBe(true);
  });

  it("the same check refuses leaving diverged runs out of the quantiles", () => {
    const dropping = (runs: readonly Float64Array[], p: readonly number[]) =>
      bands(
        runs.filter((run) => Number.isFinite(run[0])),
        p,
      );
    expect(treatsDiverged(dropping, infinity)).toBe(false);
  });

  it("a statistic that no run has is NaN everywhere, one that every run lost is +∞ in quantiles", () => {
    const undefinedBands = bands(at(undefinedValue, undefinedValue), probabilities);
    expect([undefinedBands.mean[0], undefinedBands.standardDeviation[0]]).toEqual([
      undefinedValue,
      undefinedValue,
    ]);
    for (const line of Object.values(undefinedBands.quantiles)) expect(line[0]).toBeNaN();
    expect(undefinedBands.alive[0]).toBe(0);

    const lost = bands(at(infinity, undefinedValue), probabilities);
    expect(lost.mean[0]).toBeNaN();
    for (const line of Object.values(lost.quantiles)) expect(line[0]).toBe(infinity);
  });

  it("one run alive has a mean and no deviation", () => {
    const { mean, standardDeviation, alive } = bands(at(infinity, 2, undefinedValue), []);
    expect([mean[0], standardDeviation[0], alive[0]]).toEqual([2, undefinedValue, 1]);
  });

  it("are the moments and quantiles of each entry, bit for bit", () => {
    fc.assert(
      fc.property(ensembles, (runs) => {
        expect(bands(runs, probabilities)).toEqual(reference(runs));
      }),
      settings,
    );
  });

  it("the same check refuses a deviation divided by n", () => {
    const broken = fc.property(ensembles, (runs) => {
      const { standardDeviation, alive } = bands(runs, []);
      const divided = standardDeviation.map((value, i) => value * Math.sqrt((alive[i] - 1) / alive[i]));
      expect(divided).toEqual(reference(runs).standardDeviation);
    });
    expect(fc.check(broken, settings).failed).toBe(true);
  });

  it("quantiles and the number alive do not depend on the order of the runs", () => {
    fc.assert(
      fc.property(ensembles, (runs) => {
        const forward = bands(runs, probabilities);
        const backward = bands([...runs].reverse(), probabilities);
        expect(backward.quantiles).toEqual(forward.quantiles);
        expect(backward.alive).toEqual(forward.alive);
      }),
      settings,
    );
  });

  it("refuses no runs, unequal lengths, and what is no probability", () => {
    expect(() => bands([], [])).toThrow(new InputError("bands got no runs; give at least one."));
    expect(() => bands([new Float64Array(2), new Float64Array(3)], [])).toThrow(
      new InputError("bands got 2 and 3 entries; give both series on the same times."),
    );
    expect(() => bands(at(1), [-0.5])).toThrow(
      new InputError("bands got the probability -0.5; give numbers from 0 to 1, such as 0.5."),
    );
  });
});
