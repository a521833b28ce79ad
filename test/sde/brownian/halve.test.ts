import { describe, expect, it } from "vitest";
import { composeIncrements } from "../../../sde/brownian/compose.js";
import { halve } from "../../../sde/brownian/halve.js";
import { createIncrement } from "../../../sde/index.js";

const h = 0.3;

/** (W_left, H_left, W_right, H_right) from (W, H) and standard normals for Z and N. */
function halved(W: number, H: number, Z: number, N: number, widthOfZ = h / 16): number[] {
  const store = Float64Array.of(W, H, 0, 0, 0, 0);
  halve(1, store, 0, Float64Array.of(Z, N), Math.sqrt(widthOfZ), Math.sqrt(h / 12), 2, 4);
  return Array.from(store.subarray(2));
}

/** Covariance of the four when W ~ N(0, h), H ~ N(0, h/12), Z and N are independent: the map is linear. */
function covariance(widthOfZ?: number): number[][] {
  const units = [
    [Math.sqrt(h), 0, 0, 0],
    [0, Math.sqrt(h / 12), 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ].map(([W, H, Z, N]) => halved(W, H, Z, N, widthOfZ));
  return [0, 1, 2, 3].map((i) =>
    [0, 1, 2, 3].map((j) => units.reduce((sum, unit) => sum + unit[i] * unit[j], 0)),
  );
}

describe("halving an increment", () => {
  const expected = [
    [h / 2, 0, 0, 0],
    [0, h / 24, 0, 0],
    [0, 0, h / 2, 0],
    [0, 0, 0, h / 24],
  ];

  it("makes W and H of both halves independent, with variances h/2 and h/24, exactly", () => {
    covariance().forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBeCloseTo(expected[i][j], 15);
      });
    });
  });

  it("with a Z of another variance does not: the halves' W are correlated then", () => {
    const wrong = covariance(h / 12);
    expect(Math.abs(wrong[0][2])).toBeGreaterThan(0.01 * h);
    expect(Math.abs(wrong[0][0] - h / 2)).toBeGreaterThan(0.01 * h);
  });

  it("is undone by composing", () => {
    const [left, right, both] = [0, 1, 2].map(() => createIncrement(1, ["space-time-area"]));
    for (const [W, H, Z, N] of [
      [0.7, -0.2, 1.3, 0.4],
      [-3, 0.1, -0.2, 2],
    ]) {
      const parts = halved(W, H, Z, N);
      [left.dW[0], left.H[0], right.dW[0], right.H[0]] = parts;
      composeIncrements(h / 2, left, h / 2, right, both);
      expect(both.dW[0]).toBeCloseTo(W, 14);
      expect(both.H[0]).toBeCloseTo(H, 14);
    }
  });

  it("keeps sources apart", () => {
    const store = new Float64Array(3 * 4);
    store.set([0.7, -3, -0.2, 0.1]);
    halve(2, store, 0, Float64Array.of(1.3, -0.2, 0.4, 2), Math.sqrt(h / 16), Math.sqrt(h / 12), 4, 8);
    const one = halved(0.7, -0.2, 1.3, 0.4);
    const other = halved(-3, 0.1, -0.2, 2);
    const both = [one[0], other[0], one[1], other[1], one[2], other[2], one[3], other[3]];
    expect(Array.from(store.subarray(4))).toEqual(both);
  });
});
