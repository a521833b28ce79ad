import { describe, expect, it } from "vitest";
import { createPassageTimes, type PassageTimes, quantiles } from "../../estimators/index.js";
import { randomNumbers } from "../kit/random-numbers.js";

describe("createPassageTimes", () => {
  const { uniform } = randomNumbers(8);
  const horizon = 2;
  /** Exponential times of mean 1, seen up to the horizon. */
  const times = Array.from({ length: 3000 }, () => {
    const time = -Math.log(1 - uniform());
    return time <= horizon ? time : Number.POSITIVE_INFINITY;
  });
  const push = (running: PassageTimes, some: readonly number[]) => {
    for (const time of some) running.push([time], [Math.min(time, horizon)]);
    return running;
  };
  const create = () =>
    createPassageTimes({ probabilities: [0.2, 0.5, 0.95], times: [0.5, 1.5], capacity: 4096 });
  const all = push(create(), times).result();
  const seen = times.filter(Number.isFinite);

  it("counts those seen and those censored", () => {
    expect([all.count, all.passed, all.censored]).toEqual([3000, seen.length, 3000 - seen.length]);
  });

  it("has the exact law within its errors: P(τ ≤ T), E[min(τ, T)], E[τ | τ ≤ T], P(τ > t)", () => {
    const z = (value: number, exact: number, error: number) => Math.abs(value - exact) / error;
    const p = 1 - Math.exp(-horizon);
    expect(z(all.probability, p, all.probabilityError)).toBeLessThan(4.5);
    expect(z(all.restrictedMean, p, all.restrictedError)).toBeLessThan(4.5);
    expect(z(all.mean, 1 - (horizon * Math.exp(-horizon)) / p, all.standardError)).toBeLessThan(4.5);
    for (const [k, t] of [0.5, 1.5].entries())
      expect(z(all.survival[k], Math.exp(-t), all.survivalError[k])).toBeLessThan(4.5);
    // The mean of those seen is not the mean of all.
    expect(z(all.mean, 1, all.standardError)).toBeGreaterThan(4.5);
    expect(all.probabilityError).toBeCloseTo(Math.sqrt((p * (1 - p)) / 3000), 3);
  });

  it("has quantiles over all, censored ones above", () => {
    const [low, middle] = quantiles(times, [0.2, 0.5]);
    expect(all.quantiles).toEqual({ "0.2": low, "0.5": middle, "0.95": Number.POSITIVE_INFINITY });
    expect(all.rankError).toBe(0);
  });

  it("merges", () => {
    const first = push(create(), times.slice(0, 1234));
    first.merge(push(create(), times.slice(1234)));
    const merged = first.result();
    expect(merged.quantiles).toEqual(all.quantiles);
    expect(merged.passed).toBe(all.passed);
    expect(merged.mean).toBeCloseTo(all.mean, 12);
    expect(merged.survivalError[1]).toBeCloseTo(all.survivalError[1], 12);
  });

  it("takes errors from groups where runs come in groups", () => {
    // A time and its mirror: their mean is always 1.
    const running = createPassageTimes();
    for (let i = 0; i < 100; i++) {
      const time = uniform();
      running.push([time, 2 - time], [2, 2]);
    }
    const { restrictedMean, restrictedError, standardError } = running.result();
    expect(restrictedMean).toBeCloseTo(1, 12);
    expect(restrictedError).toBeLessThan(1e-12);
    expect(standardError).toBeGreaterThan(0.01);
  });

  it("of nothing is NaN", () => {
    const nothing = createPassageTimes({ probabilities: [0.5] }).result();
    expect(nothing).toMatchObject({ count: 0, mean: Number.NaN, quantiles: { "0.5": Number.NaN } });
  });
});
