/** Nodes of several coordinates: products where nothing is cut, and panels between the sheets where something is. */
import { describe, expect, it } from "vitest";
import { emptyNodes, fillNodes, type NodeList } from "../../../src/gaussian/nodes.js";
import { frameOf, type Sheet } from "../../../src/gaussian/sheets.js";
import { randomRows } from "../../kit/covariances.js";

const MOST = 200_000;
const sheet = (normal: number[], offset = 0): Sheet => ({ normal, offset });
const inner = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, entry, k) => sum + entry * b[k], 0);

function filled(r: number, sheets: Sheet[], levels: number[], list = emptyNodes()): NodeList {
  expect(fillNodes(frameOf(r, sheets), levels, MOST, list)).toBe(true);
  return list;
}
function mean(r: number, { points, weights, count }: NodeList, f: (z: Float64Array) => number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += weights[j] * f(points.subarray(j * r, (j + 1) * r));
  return sum;
}

const cases: [string, number, Sheet[], number[]][] = [
  ["nothing cut", 2, [], [2, 3]],
  ["nothing cut, three coordinates", 3, [], [2, 2, 1]],
  ["one direction", 2, [sheet([1, -2], 0.3)], [2, 2]],
  ["one direction, two sheets, three coordinates", 3, [sheet([1, 1, -1]), sheet([2, 2, -2], 1)], [2, 1, 1]],
  ["two directions", 2, [sheet([1, 0]), sheet([0, 1])], [2, 2]],
  [
    "two directions aside, and a third sheet between",
    2,
    [sheet([1, 0.2], 0.4), sheet([1, -3], -0.3), sheet([0, 1], 1)],
    [2, 2],
  ],
  ["two nearly the same", 2, [sheet([1, 0]), sheet([1, 1e-4])], [2, 2]],
  ["two of four coordinates", 4, [sheet([1, 0, 1, 0]), sheet([0, 1, 0, -1], 0.2)], [2, 2, 1, 1]],
];

describe.each(cases)("%s", (_name, r, sheets, levels) => {
  const list = filled(r, sheets, levels);
  it("weights sum to 1 and moments are those of N(0, 1)", () => {
    expect(mean(r, list, () => 1)).toBeCloseTo(1, 11);
    for (let p = 0; p < r; p++) {
      expect(mean(r, list, (z) => z[p])).toBeCloseTo(0, 11);
      expect(mean(r, list, (z) => z[p] ** 4)).toBeCloseTo(3, 10);
      for (let q = 0; q < p; q++) {
        expect(mean(r, list, (z) => z[p] * z[q])).toBeCloseTo(0, 11);
        expect(mean(r, list, (z) => (z[p] * z[q]) ** 2)).toBeCloseTo(1, 10);
      }
    }
  });
  it("no node is on a sheet", () => {
    for (const { normal, offset } of sheets)
      expect(mean(r, list, (z) => (inner(normal, z) === offset ? 1 : 0))).toBe(0);
  });
  it("jumps and kinks on the sheets cost nothing", () => {
    for (const { normal, offset } of sheets) {
      const length = Math.sqrt(inner(normal, normal));
      const kink = (z: Float64Array) => Math.max(0, inner(normal, z) - offset);
      const jump = (z: Float64Array) => (inner(normal, z) > offset ? 1 : 0);
      // E (u − c)⁺ = φ(c) − c P(u > c)
      const c = offset / length;
      const tail = mean(r, list, jump);
      const density = Math.exp(-0.5 * c * c) / Math.sqrt(2 * Math.PI);
      expect(mean(r, list, kink)).toBeCloseTo(length * (density - c * tail), 10);
      if (offset === 0) expect(tail).toBeCloseTo(0.5, 11);
    }
  });
});

describe("two sheets that cross", () => {
  it.each([-0.999999, -0.9, 0, 0.3, 0.99, 0.9999])("the arcsine law at correlation %d", (rho) => {
    const second = [rho, Math.sqrt(1 - rho * rho)];
    const list = filled(2, [sheet([1, 0]), sheet(second)], [2, 2]);
    const product = mean(2, list, (z) => Math.sign(z[0]) * Math.sign(inner(second, z)));
    expect(product).toBeCloseTo((2 / Math.PI) * Math.asin(rho), 10);
    const magnitudes = mean(2, list, (z) => Math.abs(z[0] * inner(second, z)));
    expect(magnitudes).toBeCloseTo((2 / Math.PI) * (Math.sqrt(1 - rho * rho) + rho * Math.asin(rho)), 10);
    if (rho === 0.3) {
      // Negative control: one of them untold.
      const wrong = mean(
        2,
        filled(2, [sheet([1, 0])], [2, 2]),
        (z) => Math.sign(z[0]) * Math.sign(inner(second, z)),
      );
      expect(Math.abs(wrong - product)).toBeGreaterThan(1e-4);
    }
  });
});

describe("three sheets that cross in a point, and four", () => {
  // P(all three positive), by Sheppard's formula.
  const orthant = (rows: number[][]) => {
    const unit = rows.map((row) => row.map((value) => value / Math.sqrt(inner(row, row))));
    const angles = [inner(unit[0], unit[1]), inner(unit[0], unit[2]), inner(unit[1], unit[2])].map(Math.asin);
    return 1 / 8 + angles.reduce((sum, angle) => sum + angle, 0) / (4 * Math.PI);
  };
  const levels = [2, 2, 2];
  it.each([1, 2, 3, 4, 5])("the orthants of three normals, and the mean of their product, %i", (seed) => {
    const rows = randomRows(3, 3, seed);
    const list = filled(
      3,
      rows.map((row) => sheet(row)),
      levels,
    );
    const positive = mean(3, list, (z) => (rows.every((row) => inner(row, z) > 0) ? 1 : 0));
    expect(positive).toBeCloseTo(orthant(rows), 6);
    // Negative control: one of them untold.
    const two = filled(
      3,
      rows.slice(1).map((row) => sheet(row)),
      [2, 2, 2],
    );
    const wrong = mean(3, two, (z) => (rows.every((row) => inner(row, z) > 0) ? 1 : 0));
    expect(Math.abs(wrong - orthant(rows))).toBeGreaterThan(1e-5);
  });
  it("in one coordinate more the moments are those of N(0, 1)", () => {
    const sheets = [sheet([1, 0, 1, 0]), sheet([0, 1, 0, -1], 0.2), sheet([1, 1, 0, 0])];
    const list = filled(4, sheets, [2, 2, 2, 1]);
    expect(mean(4, list, () => 1)).toBeCloseTo(1, 6);
    for (let p = 0; p < 4; p++) {
      expect(mean(4, list, (z) => z[p])).toBeCloseTo(0, 6);
      expect(mean(4, list, (z) => z[p] ** 4)).toBeCloseTo(3, 4);
    }
  });
  it("of a fourth through none of their lines the jump is seen, too", () => {
    const rows = [
      [1, 0, 0],
      [0.3, 1, 0],
      [0.2, -0.4, 1],
    ];
    const sheets = [...rows.map((row) => sheet(row)), sheet([1, 1, 1], 0.7)];
    const list = filled(3, sheets, [1, 1, 1]);
    const beyond = mean(3, list, (z) => (z[0] + z[1] + z[2] > 0.7 ? 1 : 0));
    // P(ξ > 0.7/√3)
    expect(beyond).toBeCloseTo(0.34305297849777794, 6);
  });
});

describe("the list", () => {
  it("is filled anew, whatever it held before", () => {
    const fresh = filled(3, [sheet([1, 1, 0])], [2, 1, 1]);
    const used = filled(2, [], [6, 6]);
    filled(1, [], [3], used);
    filled(3, [sheet([1, 1, 0])], [2, 1, 1], used);
    expect(used.count).toBe(fresh.count);
    expect(used.points.slice(0, 3 * used.count)).toEqual(fresh.points.slice(0, 3 * fresh.count));
    expect(used.weights.slice(0, used.count)).toEqual(fresh.weights.slice(0, fresh.count));
  });
  it("says when there are more nodes than allowed", () => {
    expect(fillNodes(frameOf(2, []), [5, 5], 100, emptyNodes())).toBe(false);
    expect(fillNodes(frameOf(2, [sheet([1, 0]), sheet([0, 1])]), [5, 5], 100, emptyNodes())).toBe(false);
  });
});
