import { describe, expect, it } from "vitest";
import { createCovariance, createMoments } from "../../estimators/index.js";
import { randomNumbers } from "../kit/random-numbers.js";

const { normal } = randomNumbers(3);
/** Rows of three dependent numbers, far from 0. */
const rows = Array.from({ length: 200 }, () => {
  const [a, b] = [normal(), normal()];
  return Float64Array.of(1e6 + a, a - 2 * b, 5 + b * b);
});
const counted = (some: readonly Float64Array[]) => {
  const running = createCovariance(3);
  for (const row of some) running.push(row);
  return running;
};
const direct = (some: readonly Float64Array[], i: number, j: number): number => {
  const mean = (k: number) => some.reduce((sum, row) => sum + row[k], 0) / some.length;
  const [mi, mj] = [mean(i), mean(j)];
  return some.reduce((sum, row) => sum + (row[i] - mi) * (row[j] - mj), 0) / (some.length - 1);
};
const close = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)));

describe("createCovariance", () => {
  it("is Σ(x − x̄)(y − ȳ)/(n − 1) for every pair, symmetric, also far from 0", () => {
    const matrix = counted(rows).covariance();
    for (const i of [0, 1, 2])
      for (const j of [0, 1, 2]) {
        close(matrix[3 * i + j], direct(rows, i, j));
        expect(matrix[3 * i + j]).toBe(matrix[3 * j + i]);
      }
  });

  it("has the means, the correlations, and the counts", () => {
    const running = counted(rows);
    const matrix = running.covariance();
    close(running.mean()[1], rows.reduce((sum, row) => sum + row[1], 0) / 200);
    close(running.correlation()[1], matrix[1] / Math.sqrt(matrix[0] * matrix[4]));
    expect(running.correlation()[4]).toBeCloseTo(1, 14);
    expect(Array.from(running.alive())).toEqual(new Array(9).fill(200));
  });

  it.each([0, 1, 77, 200])("merges: %i rows and the rest are all of them", (cut) => {
    const merged = counted(rows.slice(0, cut));
    merged.merge(counted(rows.slice(cut)));
    const whole = counted(rows);
    merged.covariance().forEach((value, i) => {
      close(value, whole.covariance()[i]);
    });
    close(merged.mean()[2], whole.mean()[2]);
    expect(merged.alive()).toEqual(whole.alive());
  });

  it("counts a pair where both are finite, so that its diagonal is the variance of createMoments", () => {
    const gaps = rows.map((row, k) => {
      if (k % 3 === 0) return row.with(1, Number.NaN);
      return k % 5 === 0 ? row.with(2, Number.POSITIVE_INFINITY) : row;
    });
    const running = counted(gaps);
    const moments = createMoments(3);
    for (const row of gaps) moments.push(row);
    const complete = gaps.filter((row) => Number.isFinite(row[1]) && Number.isFinite(row[2]));
    for (const i of [0, 1, 2]) {
      close(running.covariance()[4 * i], moments.variance()[i]);
      expect(running.alive()[4 * i]).toBe(moments.alive()[i]);
    }
    close(running.covariance()[5], direct(complete, 1, 2));
    expect(running.alive()[5]).toBe(complete.length);
  });

  it("of one row, or none, is NaN, and so is a correlation with what does not vary", () => {
    expect(counted(rows.slice(0, 1)).covariance()[0]).toBeNaN();
    expect(counted([]).mean()[0]).toBeNaN();
    const still = createCovariance(2);
    for (const x of [1, 2]) still.push(Float64Array.of(x, 7));
    expect(Array.from(still.covariance())).toEqual([0.5, 0, 0, 0]);
    expect(still.correlation()[1]).toBeNaN();
  });
});
