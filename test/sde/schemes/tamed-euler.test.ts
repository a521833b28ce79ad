import { describe, expect, it } from "vitest";
import {
  defineSde,
  driftImplicitEuler,
  eulerMaruyama,
  namedProblem,
  strongOrder,
  tamedEuler,
} from "../../../sde/index.js";
import { expectDeclaredOrder, stepped } from "../../kit/sde-declared.js";
import { weakCases } from "../../kit/sde-polynomial-problems.js";
import { ode } from "../../kit/sde-problems.js";
import { expectWeakOrder } from "../../kit/sde-weak.js";

/** dX = (X − X³) dt + ½X dW. */
const cubic = (start: number) =>
  defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "diagonal" },
    drift: (_t, x, out) => {
      out[0] = x[0] - x[0] * x[0] * x[0];
    },
    diffusion: (_t, x, out) => {
      out[0] = 0.5 * x[0];
    },
    start: [start],
  });

describe("one step", () => {
  it("is X + f h/(1 + h|f|) + gΔW with the Euclidean norm of f", () => {
    const problem = defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "diagonal" },
      drift: (_t, _x, out) => out.set([3, -4]),
      diffusion: (_t, _x, out) => out.set([10, 100]),
    });
    const factor = 0.5 / (1 + 0.5 * 5);
    const [x, y] = stepped(problem, tamedEuler, 0.5, [1, 2], { dW: [0.1, 0.2] });
    expect(x).toBeCloseTo(1 + 3 * factor + 1, 14);
    expect(y).toBeCloseTo(2 - 4 * factor + 20, 14);
  });

  it("moves by less than 1 under any drift, also one whose square overflows, and stays where there is none", () => {
    for (const size of [0, 1e-300, 1, 1e200, 1e307]) {
      const problem = ode((_t, _x, out) => out.set([3 * size, -4 * size]), [0, 0]);
      const [x, y] = stepped(problem, tamedEuler, 0.1, [0, 0], {});
      const moved = size === 0 ? 0 : 1 / (1 / (5 * size * 0.1) + 1);
      expect(x).toBeCloseTo(0.6 * moved, 14);
      expect(y).toBeCloseTo(-0.8 * moved, 14);
    }
  });

  it("an infinite drift is not tamed into a number", () => {
    const problem = ode((_t, _x, out) => out.fill(Number.POSITIVE_INFINITY));
    expect(stepped(problem, tamedEuler, 0.1, [0], {})).toEqual([Number.NaN]);
  });
});

describe("dX = (X − X³)dt + ½X dW from 10", () => {
  const against = {
    levels: [4, 8],
    paths: 100,
    seed: 1,
    to: 1,
    reference: { scheme: driftImplicitEuler },
  } as const;

  it("Euler–Maruyama leaves the finite numbers on every path at h = 2^−4", () => {
    expect(strongOrder(cubic(10), eulerMaruyama, against).levels[0].diverged).toBe(100);
  });

  it("the tamed scheme on none, and it converges to what drift-implicit Euler converges to", () => {
    const { levels } = strongOrder(cubic(10), tamedEuler, against);
    expect(levels.map(({ diverged }) => diverged)).toEqual([0, 0, 0, 0, 0]);
    // From so far away the slow start is most of the error, and it is of order h.
    expect(levels[4].error).toBeLessThan(0.04);
    expect(levels[4].error).toBeLessThan(levels[0].error / 4);
  });
});

describe("strong order", () => {
  const options = { levels: [4, 9], paths: 500, seed: 1 } as const;
  it("½ under a cubic drift, and on a hyperbolic tangent, to the exact solution", () => {
    expectDeclaredOrder(cubic(1), tamedEuler, { ...options, levels: [3, 8], to: 1 });
    expectDeclaredOrder(namedProblem("hyperbolic-tangent"), tamedEuler, options);
  });

  it("1 for additive noise: the double well, and an exact solution", () => {
    expectDeclaredOrder(namedProblem("double-well"), tamedEuler, { ...options, levels: [2, 7] });
    expectDeclaredOrder(namedProblem("fading-noise"), tamedEuler, { ...options, paths: 100 });
  });
});

describe("weak order 1, one step, all outcomes", () => {
  it.each(["curved", "additive", "general"] as const)("%s", (name) => {
    expectWeakOrder(weakCases[name], tamedEuler, 1);
  });
});
