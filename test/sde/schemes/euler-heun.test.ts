import { describe, expect, it } from "vitest";
import { defineSde, eulerHeun, solve } from "../../../sde/index.js";
import {
  eulerStepAlone,
  forms,
  itConvergesStrongly,
  itHasTheRightMoments,
  steppedBy,
} from "../../kit/sde-stratonovich.js";

const noise = (t: number, [x, y]: readonly number[], [a, b]: readonly number[]) => [t * x * a, 2 * t * y * b];

function byHand(h: number, x: readonly number[], dW: readonly number[]): number[] {
  const first = noise(1, x, dW);
  const second = noise(
    1 + h,
    x.map((value, i) => value + first[i]),
    dW,
  );
  const drift = [1 + x[1], -x[0]];
  return x.map((value, i) => value + drift[i] * h + 0.5 * (first[i] + second[i]));
}

describe("one step", () => {
  it.each(forms)("%s noise: as by hand", (_form, definition, shared) => {
    const dW = shared ? [0.75] : [0.75, -0.5];
    const expected = byHand(0.5, [2, 5], shared ? [0.75, 0.75] : dW);
    steppedBy(eulerHeun, definition, 0.5, [2, 5], dW).forEach((value, i) => {
      expect(value / expected[i]).toBeCloseTo(1, 14);
    });
  });

  it("needs the parts of an operator apart", () => {
    const scheme = eulerHeun;
    const problem = defineSde({ ...eulerStepAlone, start: [1, 1] });
    expect(() => solve(problem, { to: 1, step: 0.5, scheme, seed: 1 })).toThrow(
      "euler-heun needs drift and applyNoise apart, and the problem gives eulerStep alone; schemes that fit are",
    );
  });
});

describe("strong convergence", () => {
  itConvergesStrongly(eulerHeun);
});

describe("weak order 1", () => {
  itHasTheRightMoments(eulerHeun);
});
