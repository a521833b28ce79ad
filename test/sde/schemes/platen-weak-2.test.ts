import { describe, expect, it } from "vitest";
import { namedProblem, platenWeak2 } from "../../../sde/index.js";
import { expectDeclaredOrder, stepped, toldOtherwise } from "../../kit/sde-declared.js";
import { mixedScalar, turningDiagonal } from "../../kit/sde-nonlinear.js";
import { weakCases } from "../../kit/sde-polynomial-problems.js";
import { expectWeakOrder } from "../../kit/sde-weak.js";

describe("one step", () => {
  it("is eq. (1.1) of Kloeden & Platen, by hand", () => {
    const { problem } = namedProblem("cox-ingersoll-ross");
    const [kappa, theta, sigma, h, x, w] = [2, 1, 0.5, 0.25, 0.8, 0.3];
    const f = (y: number) => kappa * (theta - y);
    const g = (y: number) => sigma * Math.sqrt(y);
    const [up, down] = [1, -1].map((sign) => g(x + f(x) * h + sign * g(x) * Math.sqrt(h)));
    const byHand =
      x +
      0.5 * (f(x) + f(x + f(x) * h + g(x) * w)) * h +
      0.25 * (up + down + 2 * g(x)) * w +
      (0.25 * (up - down) * (w * w - h)) / Math.sqrt(h);
    expect(stepped(problem, platenWeak2, h, [x], { dW: [w] })[0]).toBeCloseTo(byHand, 15);
  });
});

describe("weak order 2, one step, all outcomes", () => {
  it.each(["geometric", "curved", "additive", "additiveMatrix", "diagonal", "scalar"] as const)(
    "%s",
    (name) => {
      expectWeakOrder(weakCases[name], platenWeak2, 2);
    },
  );

  it("but not when ΔW has a hundredth too much variance", () => {
    const wide = toldOtherwise(platenWeak2, (w) => ({ ...w, dW: w.dW.map((value) => 1.005 * value) }));
    expectWeakOrder(weakCases.curved, wide, 0, 2 ** -10);
  });
});

describe("strong order 1", () => {
  const options = { levels: [3, 8], paths: 500, seed: 2 } as const;
  it("scalar noise, two coordinates, to the exact solution", () =>
    expectDeclaredOrder(mixedScalar, platenWeak2, options));
  it("diagonal noise", () =>
    expectDeclaredOrder(turningDiagonal, platenWeak2, { ...options, levels: [3, 7], to: 1 }));
  it("additive noise of a nonlinear drift", () =>
    expectDeclaredOrder(namedProblem("double-well"), platenWeak2, {
      ...options,
      levels: [2, 7],
      paths: 1000,
    }));
});
