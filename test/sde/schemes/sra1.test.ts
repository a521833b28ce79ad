import { describe, expect, it } from "vitest";
import { eulerMaruyama, namedProblem, sra1, strongOrder } from "../../../sde/index.js";
import { sra1Tableau } from "../../../sde/schemes/rossler-tableaus.js";
import { expectEmbeddedEstimate } from "../../kit/embedded.js";
import { changed, rosslerScheme } from "../../kit/rossler.js";
import {
  expectDeclaredOrder,
  expectLowerOrder,
  negated,
  stepped,
  toldOtherwise,
} from "../../kit/sde-declared.js";
import { bentDrift, bentDriftMatrix } from "../../kit/sde-nonlinear.js";
import { weakCases } from "../../kit/sde-polynomial-problems.js";
import { expectWeakOrder } from "../../kit/sde-weak.js";

const options = { levels: [2, 7], to: 1, paths: 500, seed: 3 } as const;

describe("one step", () => {
  it.each([
    ["one coordinate", bentDrift, [0.3], { dW: [0.4], H: [-0.07] }],
    ["a matrix", bentDriftMatrix, [0.3, -0.8], { dW: [0.4, -0.2, 0.5], H: [-0.07, 0.1, 0.03] }],
  ])("is Rößler's with the coefficients of the tableau: %s", (_name, problem, x, w) => {
    const byTableau = stepped(problem, rosslerScheme(sra1Tableau), 0.25, x, w, 0.5);
    stepped(problem, sra1, 0.25, x, w, 0.5).forEach((value, i) => {
      expect(value).toBeCloseTo(byTableau[i], 14);
    });
  });

  it("without drift is ∫g dW for a g linear in time, to the last digit: g(t+h)ΔW − g′ I₁₀", () => {
    const { problem } = namedProblem("integrated-brownian-motion");
    // X₁⁺ = X₁ + h X₂ + σ h (ΔW/2 + H), X₂⁺ = X₂ + σ ΔW.
    const [first, second] = stepped(problem, sra1, 0.25, [1, 2], { dW: [0.4], H: [0.1] });
    expect(first).toBeCloseTo(1 + 0.25 * 2 + 0.25 * (0.2 + 0.1), 15);
    expect(second).toBe(2.4);
  });
});

describe("strong order 1.5", () => {
  it("one coordinate, a bent drift", () => expectDeclaredOrder(bentDrift, sra1, options));
  it("two coordinates, three sources", () => expectDeclaredOrder(bentDriftMatrix, sra1, options));

  it("with the area's sign turned, or with β² turned, another order or none", () => {
    const few = { ...options, reference: { scheme: sra1 } };
    const turned = toldOtherwise(sra1, (w) => ({ ...w, H: negated(w.H) }));
    expectLowerOrder(bentDriftMatrix, turned, few);
    expectLowerOrder(bentDrift, rosslerScheme(changed(sra1Tableau, "beta2", [0], 0.5)), few);
  });

  it.each(["fading-noise", "additive-matrix"])("converges to the exact solution of %s", (name) => {
    const finest = (scheme: typeof sra1) =>
      strongOrder(namedProblem(name), scheme, { levels: [6, 8], paths: 50, seed: 1 }).levels[2].error;
    // Linear drift: the error falls as h², and h² is 1.5e-5.
    expect(finest(sra1)).toBeLessThan(1e-5);
    expect(finest(eulerMaruyama)).toBeGreaterThan(1e-4);
  });
});

describe("weak order 2", () => {
  it.each(["additive", "additiveMatrix"] as const)("one step, all outcomes: %s", (name) => {
    expectWeakOrder(weakCases[name], sra1, 2);
  });

  it("not with the stage's noise left out", () => {
    expectWeakOrder(weakCases.additive, rosslerScheme(changed(sra1Tableau, "B0", [1, 0], -1.5)), 1);
  });
});

describe("the error estimate", () => {
  it("is what the second stage and the area add, and of order h^1.5", () => {
    expectEmbeddedEstimate(bentDrift, sra1, sra1Tableau);
    expectEmbeddedEstimate(bentDriftMatrix, sra1, sra1Tableau);
  });
});
