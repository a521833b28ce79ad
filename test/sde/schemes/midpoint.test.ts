import { describe, expect, it } from "vitest";
import { midpoint } from "../../../sde/index.js";
import {
  eulerStepAlone,
  forms,
  itConvergesStrongly,
  itHasTheRightMoments,
  steppedBy,
} from "../../kit/sde-stratonovich.js";

/** f and g by hand at (t, x) with the increments. */
const parts = (t: number, [x, y]: readonly number[], h: number, [a, b]: readonly number[]) => [
  (t + y) * h + t * x * a,
  -x * h + 2 * t * y * b,
];

function byHand(h: number, x: readonly number[], dW: readonly number[]): number[] {
  const first = parts(1, x, h, dW);
  const second = parts(
    1 + h / 2,
    x.map((value, i) => value + 0.5 * first[i]),
    h,
    dW,
  );
  return x.map((value, i) => value + second[i]);
}

describe("one step", () => {
  it.each(forms)("%s noise: as by hand", (_form, definition, shared) => {
    const dW = shared ? [0.75] : [0.75, -0.5];
    const expected = byHand(0.5, [2, 5], shared ? [0.75, 0.75] : dW);
    steppedBy(midpoint, definition, 0.5, [2, 5], dW).forEach((value, i) => {
      expect(value / expected[i]).toBeCloseTo(1, 14);
    });
  });

  it("an operator with Euler's step alone: the same, to rounding", () => {
    const expected = byHand(0.5, [2, 5], [0.75, -0.5]);
    steppedBy(midpoint, eulerStepAlone, 0.5, [2, 5], [0.75, -0.5]).forEach((value, i) => {
      expect(value / expected[i]).toBeCloseTo(1, 14);
    });
  });

  it("without noise the error of x' = x over a step is h³/6: order 2", () => {
    const growth = {
      dimension: 1,
      noise: { kind: "none" },
      drift: (_t: number, x: Float64Array, out: Float64Array) => out.set(x),
    } as const;
    expect(steppedBy(midpoint, growth, 0.5, [1], [])).toEqual([1 + 0.5 + 0.125]);
    expect(midpoint.strongOrder({ kind: "none" })).toBe(2);
    expect(midpoint.weakOrder({ kind: "none" })).toBe(2);
  });
});

describe("strong convergence", () => {
  itConvergesStrongly(midpoint);
});

describe("weak order 1", () => {
  itHasTheRightMoments(midpoint);
});
