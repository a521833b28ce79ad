import { describe, expect, it } from "vitest";
import { heun, midpoint } from "../../../sde/index.js";
import {
  additiveLocalOrder,
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
    1 + h,
    x.map((value, i) => value + first[i]),
    h,
    dW,
  );
  return x.map((value, i) => value + 0.5 * (first[i] + second[i]));
}

describe("one step", () => {
  it.each(forms)("%s noise: as by hand", (_form, definition, shared) => {
    const dW = shared ? [0.75] : [0.75, -0.5];
    const expected = byHand(0.5, [2, 5], shared ? [0.75, 0.75] : dW);
    steppedBy(heun, definition, 0.5, [2, 5], dW).forEach((value, i) => {
      expect(value / expected[i]).toBeCloseTo(1, 14);
    });
  });

  it("an operator with Euler's step alone: the same, to rounding", () => {
    const expected = byHand(0.5, [2, 5], [0.75, -0.5]);
    steppedBy(heun, eulerStepAlone, 0.5, [2, 5], [0.75, -0.5]).forEach((value, i) => {
      expect(value / expected[i]).toBeCloseTo(1, 14);
    });
  });

  it("without noise the error of x' = x over a step is h³/6: order 2", () => {
    const growth = {
      dimension: 1,
      noise: { kind: "none" },
      drift: (_t: number, x: Float64Array, out: Float64Array) => out.set(x),
    } as const;
    expect(steppedBy(heun, growth, 0.5, [1], [])).toEqual([1 + 0.5 + 0.125]);
    expect(heun.strongOrder({ kind: "none" })).toBe(2);
    expect(heun.weakOrder({ kind: "none" })).toBe(2);
  });
});

describe("strong convergence", () => {
  itConvergesStrongly(heun);
});

describe("weak order 1", () => {
  itHasTheRightMoments(heun);
});

describe("weak order 2 with additive noise", () => {
  it.each([1, 2] as const)(
    "moment %i of dX = (X − X³) dt + σ dW after one step is right up to O(h³)",
    (p) => {
      expect(additiveLocalOrder(heun, p)).toBeGreaterThan(2.8);
      expect(heun.weakOrder({ kind: "additive" })).toBe(2);
    },
  );

  it("is seen: the midpoint scheme has it not", () => {
    expect(additiveLocalOrder(midpoint, 1)).toBeLessThan(2.2);
  });
});
