/** Coordinates turned to suit flat sheets: orthonormal, and with as many of them cut as the sheets have directions. */
import { describe, expect, it } from "vitest";
import { frameOf, type Sheet, withinReach } from "../../../src/gaussian/sheets.js";
import { randomRows } from "../../kit/covariances.js";

const inner = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, entry, k) => sum + entry * b[k], 0);
const sheet = (normal: number[], offset = 0): Sheet => ({ normal, offset });
const random = (r: number, count: number, seed: number): Sheet[] =>
  randomRows(count, r, seed).map((normal, k) => sheet(normal, 0.3 * k - 0.2));

function expectFrame(r: number, sheets: readonly Sheet[], cut: number): void {
  const frame = frameOf(r, sheets);
  expect(frame.cut).toBe(cut);
  expect(frame.rows).toHaveLength(r);
  for (const [i, a] of frame.rows.entries())
    for (const [k, b] of frame.rows.entries()) expect(inner(a, b)).toBeCloseTo(i === k ? 1 : 0, 12);
  // Beyond the coordinates that are cut no sheet has any extent.
  for (const { normal } of frame.sheets) {
    expect(inner(normal, normal)).toBeCloseTo(1, 12);
    for (const row of frame.rows.slice(cut)) expect(inner(row, normal)).toBeCloseTo(0, 8);
  }
}

describe("frames", () => {
  it.each([1, 2, 3, 4, 5, 6])("of %i coordinates", (r) => {
    for (const seed of [1, 2, 3]) {
      expectFrame(r, [], 0);
      expectFrame(r, random(r, 1, seed), 1);
      const [a, b, c] = random(r, 3, seed);
      if (r === 1) {
        expectFrame(r, [a, b, c], 1);
        continue;
      }
      expectFrame(r, [a, b], 2);
      // A third in the plane of two, and multiples of one.
      const between = sheet(
        Array.from(a.normal, (entry, k) => entry - 2 * b.normal[k]),
        0.1,
      );
      expectFrame(r, [a, b, between], 2);
      expectFrame(
        r,
        [
          a,
          sheet(
            Array.from(a.normal, (entry) => -3 * entry),
            1,
          ),
        ],
        1,
      );
      expectFrame(r, [a, b, c], r === 2 ? 2 : 3);
      // Four directions are given up, and more than four sheets of three.
      const [d] = random(r, 1, seed + 10);
      expectFrame(r, [a, b, c, d], [0, 1, 2, 3][r] ?? 0);
      if (r > 3) expectFrame(r, [a, b, c, between, sheet(Array.from(b.normal), 2)], 0);
    }
  });
  it("the third of three runs along no sheet, and the second along no line in which two cross", () => {
    for (const seed of [1, 2, 3, 4]) {
      const { rows, sheets } = frameOf(4, random(4, 3, seed));
      const across = sheets.map(({ normal }) => inner(rows[2], normal));
      for (const a of across) expect(Math.abs(a)).toBeGreaterThan(0.15);
      const scaled = sheets.map(({ normal }, k) => Array.from(normal, (value) => value / across[k]));
      for (const [k, a] of scaled.entries())
        for (const b of scaled.slice(k + 1)) {
          const line = a.map((value, i) => value - b[i]);
          expect(Math.abs(inner(rows[1], line))).toBeGreaterThan(0.4 * Math.sqrt(inner(line, line)));
        }
    }
  });
  it("a sheet told twice, or from its other side, is one", () => {
    const { sheets } = frameOf(3, [sheet([3, 4, 0], 10), sheet([-0.3, -0.4, 0], -1), sheet([3, 4, 0], 11)]);
    expect(sheets.map(({ offset }) => offset)).toEqual([2, 2.2]);
  });
  it("sheets without a normal are none", () => {
    expectFrame(3, [sheet([0, 0, 0], 1), sheet([0, 0, 0])], 0);
    expectFrame(3, [sheet([0, 0, 0], 1), sheet([0, 2, 0], 1)], 1);
    expectFrame(2, [sheet([Number.NaN, 0])], 0);
  });
  it("and a Gaussian does not reach those, or others many standard deviations away", () => {
    expect([sheet([1, 0, 0], 9), sheet([3, 4], -47)].map(withinReach)).toEqual([true, true]);
    expect([sheet([0, 0], 1), sheet([0, 0]), sheet([Number.NaN, 0])].map(withinReach)).toEqual([
      false,
      false,
      false,
    ]);
    expect([sheet([1, 0, 0], 100), sheet([1e-3, 0, 0], -0.5)].map(withinReach)).toEqual([false, false]);
  });
  it("keep where a sheet is, in units of its normal", () => {
    const { sheets, rows } = frameOf(2, [sheet([3, 4], 10)]);
    expect(sheets[0].offset).toBe(2);
    expect(inner(rows[0], sheets[0].normal)).toBeCloseTo(1, 14);
  });
  it("the second coordinate runs along no sheet, however near two directions are", () => {
    for (const angle of [1e-6, 1e-3, 0.1, Math.PI / 2, Math.PI - 1e-3]) {
      const pair = [sheet([1, 0]), sheet([Math.cos(angle), Math.sin(angle)], 0.2)];
      const { rows, sheets } = frameOf(2, pair);
      for (const { normal } of sheets) expect(Math.abs(inner(rows[1], normal))).toBeGreaterThan(0.7);
    }
    // Of n directions evenly spread the widest gap is π/n, and half of that is kept.
    const five = Array.from({ length: 5 }, (_, k) =>
      sheet([Math.cos((k * Math.PI) / 5), Math.sin((k * Math.PI) / 5)]),
    );
    const { rows, sheets } = frameOf(2, five);
    for (const { normal } of sheets)
      expect(Math.abs(inner(rows[1], normal))).toBeGreaterThan(Math.sin(Math.PI / 10) - 1e-12);
  });
});
