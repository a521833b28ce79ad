import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { createStreams, type Stream } from "../../../sde/random/index.js";

const STREAMS = 1000;
const DRAWS = 1000;

const draws = (stream: Stream, count: number): Float64Array => {
  const out = new Float64Array(count);
  stream.fillNormals(out, 0, count);
  return out;
};

/** Σ a_j b_j / √n: standard normal for independent rows, but for O(1/n). */
const correlation = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, j) => sum + value * b[j], 0) / Math.sqrt(a.length);

/** Complaints about a family of rows that should be independent of its neighbours. */
function dependence(left: readonly Float64Array[], right: readonly Float64Array[]): string[] {
  const z = left.map((row, i) => correlation(row, right[i]));
  const n = z.length;
  const complaints: string[] = [];
  // 5.5 standard errors: 4e-8 for each of the 1000.
  if (z.some((value) => !(Math.abs(value) < 5.5))) complaints.push("a pair is correlated");
  const mean = z.reduce((sum, value) => sum + value, 0) / Math.sqrt(n);
  if (!(Math.abs(mean) < 5)) complaints.push("pairs are correlated on average");
  // Var z² = 2 + 6/DRAWS.
  const squares = z.reduce((sum, value) => sum + value * value - 1, 0) / Math.sqrt(2.006 * n);
  if (!(Math.abs(squares) < 5)) complaints.push("correlations have the wrong spread");
  return complaints;
}

describe("streams", () => {
  const family = createStreams(1, "independence");
  const rows = Array.from({ length: STREAMS + 1 }, (_, i) => draws(family.stream(i), DRAWS));

  it("of neighbouring indices are independent", () => {
    expect(dependence(rows.slice(0, STREAMS), rows.slice(1))).toEqual([]);
  });

  it("of other purposes and seeds are independent", () => {
    for (const other of [
      createStreams(1, "independence2"),
      createStreams(1, "Independence"),
      createStreams(2, "independence"),
      createStreams(1 + 2 ** 32, "independence"),
    ]) {
      const others = Array.from({ length: STREAMS }, (_, i) => draws(other.stream(i), DRAWS));
      expect(dependence(rows.slice(0, STREAMS), others)).toEqual([]);
    }
  });

  it("of indices beyond 2^32 are independent of those below", () => {
    const far = Array.from({ length: STREAMS }, (_, i) => draws(family.stream(2 ** 32 + i), DRAWS));
    expect(dependence(rows.slice(0, STREAMS), far)).toEqual([]);
  });

  it("that share noise, or are the same, fail the same check (negative control)", () => {
    const mixed = rows.slice(0, STREAMS).map((row, i) => row.map((x, j) => 0.8 * x + 0.6 * rows[i + 1][j]));
    expect(dependence(mixed, rows.slice(1))).toContain("pairs are correlated on average");
    expect(dependence(rows, rows)).toContain("a pair is correlated");
  });

  it("give standard normals across indices: the first draw of 40 000 streams", () => {
    const count = 40_000;
    let [sum, squares, lag] = [0, 0, 0];
    let before = 0;
    for (let i = 0; i < count; i++) {
      const x = family.stream(i).normal();
      sum += x;
      squares += x * x - 1;
      lag += x * before;
      before = x;
    }
    expect(Math.abs(sum / Math.sqrt(count))).toBeLessThan(4.5);
    expect(Math.abs(squares / Math.sqrt(2 * count))).toBeLessThan(4.5);
    expect(Math.abs(lag / Math.sqrt(count))).toBeLessThan(4.5);
  });

  it("turn half of the state's bits for every bit of the index", () => {
    const state = (index: number): readonly number[] => family.stream(index).save().words;
    const ones = (word: number): number => {
      let count = 0;
      for (let bits = word; bits !== 0; bits &= bits - 1) count++;
      return count;
    };
    for (let bit = 0; bit < 53; bit++) {
      let turned = 0;
      for (let i = 0; i < 40; i++) {
        const index = i * 7919;
        const isSet = Math.floor(index / 2 ** bit) % 2 === 1;
        const other = isSet ? index - 2 ** bit : index + 2 ** bit;
        const [a, b] = [state(index), state(other)];
        turned += a.reduce((sum, word, j) => sum + ones(word ^ b[j]), 0);
      }
      // 40·512 bits, each turned with probability ½.
      const n = 40 * 512;
      expect(Math.abs(turned - n / 2)).toBeLessThan(5 * Math.sqrt(n / 4));
    }
  });

  it("depend on seed, purpose and index alone: adding a path changes no other", () => {
    const few = createStreams(7, "paths");
    const many = createStreams(7, "paths");
    const expected = [0, 1, 2].map((i) => draws(few.stream(i), 50));
    for (let i = 100; i >= 0; i--) many.stream(i).normal();
    expect([2, 0, 1].map((i) => draws(many.stream(i), 50))).toEqual([expected[2], expected[0], expected[1]]);
  });

  it("take indices 0 … 2^53−1 and refuse others", () => {
    const last = family.stream(Number.MAX_SAFE_INTEGER);
    expect(last.normal()).not.toBe(family.stream(Number.MAX_SAFE_INTEGER - 1).normal());
    for (const index of [-1, 0.5, 2 ** 53, Number.NaN]) {
      expect(() => family.stream(index)).toThrow(
        new InputError(`The stream's index is ${index}, but it must be an integer from 0 to 2^53−1.`),
      );
    }
  });
});
