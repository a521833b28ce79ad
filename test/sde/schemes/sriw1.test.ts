import { describe, expect, it } from "vitest";
import { eulerMaruyama, namedProblem, sriw1, strongOrder } from "../../../sde/index.js";
import { sriw1Tableau } from "../../../sde/schemes/rossler-tableaus.js";
import { expectEmbeddedEstimate } from "../../kit/embedded.js";
import { changed, rosslerScheme } from "../../kit/rossler.js";
import {
  expectDeclaredOrder,
  expectLowerOrder,
  negated,
  stepped,
  toldOtherwise,
} from "../../kit/sde-declared.js";
import { mixedScalar, turningDiagonal, turningScalar } from "../../kit/sde-nonlinear.js";
import { weakCases } from "../../kit/sde-polynomial-problems.js";
import { expectWeakOrder } from "../../kit/sde-weak.js";

const options = { levels: [2, 7], to: 1, paths: 500, seed: 3 } as const;

describe("one step", () => {
  it.each([
    ["diagonal", turningDiagonal, { dW: [0.4, -0.3], H: [-0.07, 0.1] }],
    ["scalar, one noise for two coordinates", turningScalar, { dW: [0.4], H: [-0.07] }],
  ])("is Rößler's with the coefficients of the tableau: %s", (_name, problem, w) => {
    const byTableau = stepped(problem, rosslerScheme(sriw1Tableau), 0.25, [0.3, -0.8], w, 0.5);
    stepped(problem, sriw1, 0.25, [0.3, -0.8], w, 0.5).forEach((value, i) => {
      expect(value).toBeCloseTo(byTableau[i], 14);
    });
  });
});

describe("strong order 1.5", () => {
  it("diagonal noise, two coordinates that turn each other", () =>
    expectDeclaredOrder(turningDiagonal, sriw1, options));
  it("scalar noise, two coordinates", () => expectDeclaredOrder(turningScalar, sriw1, options));
  it("the square-root process, whose path depends on more than W at the end", () =>
    expectDeclaredOrder(namedProblem("cox-ingersoll-ross"), sriw1, options));

  it("with the area's sign turned, or with β³ changed, another order or none", () => {
    const few = { ...options, reference: { scheme: sriw1 } };
    const turned = toldOtherwise(sriw1, (w) => ({ ...w, H: negated(w.H) }));
    expectLowerOrder(turningScalar, turned, few);
    const spoilt = rosslerScheme(changed(sriw1Tableau, "beta3", [0], -0.5));
    expectLowerOrder(turningScalar, spoilt, { ...few, levels: [3, 5], paths: 100 });
  });

  it.each([namedProblem("hyperbolic-tangent-drift"), namedProblem("diagonal-pair"), mixedScalar])(
    "converges to the exact solution: $name",
    (problem) => {
      const finest = (scheme: typeof sriw1) =>
        strongOrder(problem, scheme, { levels: [6, 8], paths: 50, seed: 1 }).levels[2].error;
      // h^1.5 is 2.4e-4, √h is 6e-2.
      expect(finest(sriw1)).toBeLessThan(4e-4);
      expect(finest(eulerMaruyama)).toBeGreaterThan(5e-3);
    },
  );
});

describe("weak order 1.5, no more", () => {
  it.each(["curved", "diagonal", "scalar"] as const)("one step, all outcomes: %s", (name) => {
    expectWeakOrder(weakCases[name], sriw1, 1.5, 2 ** -10);
  });

  it("geometric Brownian motion alone shows 2, for there the odd powers of √h cancel", () => {
    expectWeakOrder(weakCases.geometric, sriw1, 2);
  });

  it("with β² changed the limit is another", () => {
    const spoilt = rosslerScheme(changed(sriw1Tableau, "beta2", [1], 0.1));
    expectWeakOrder(weakCases.curved, spoilt, 0, 2 ** -12);
  });
});

describe("the error estimate", () => {
  it("is what the second stage and the weights β³, β⁴ add, and of order h^1.5", () => {
    expectEmbeddedEstimate(turningDiagonal, sriw1, sriw1Tableau);
    expectEmbeddedEstimate(turningScalar, sriw1, sriw1Tableau);
  });
});
