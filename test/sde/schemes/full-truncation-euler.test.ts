import { describe, expect, it } from "vitest";
import {
  coxIngersollRoss,
  defineSde,
  driftImplicitSquareRootEuler,
  ensemble,
  eulerMaruyama,
  fullTruncationEuler,
  moments,
  namedProblem,
  type Scheme,
  solve,
} from "../../../sde/index.js";
import { expectDeclaredOrder, stepped } from "../../kit/sde-declared.js";
import { momentsAfter, weakOrder } from "../../kit/sde-square-root.js";

/** Usual parameters of a volatility: 2κθ/σ² = 0.16, so that 0 is reached all the time. */
const hard = { speed: 2, mean: 0.04, volatility: 1 };

describe("one step", () => {
  const problem = coxIngersollRoss({ speed: 2, mean: 0.3, volatility: 0.5 });

  it("is Euler–Maruyama's above 0", () => {
    expect(stepped(problem, fullTruncationEuler, 0.1, [0.2], { dW: [0.3] })).toEqual(
      stepped(problem, eulerMaruyama, 0.1, [0.2], { dW: [0.3] }),
    );
  });

  it("below 0 goes on from the state with the coefficients of 0", () => {
    expect(stepped(problem, fullTruncationEuler, 0.1, [-0.2], { dW: [0.3] })[0]).toBeCloseTo(
      -0.2 + 2 * 0.3 * 0.1,
      15,
    );
  });

  it("truncates the coordinates that are declared, no others", () => {
    const pair = defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "general", sources: 1 },
      drift: (_t, x, out) => out.set([x[0], x[1]]),
      diffusion: (_t, x, out) => out.set([x[1], x[0]]),
      nonNegative: [1],
    });
    expect(stepped(pair, fullTruncationEuler, 0.5, [-2, -4], { dW: [1] })).toEqual([-3, -6]);
  });
});

describe("positivity where 0 is reached all the time", () => {
  const run = (scheme: Scheme) =>
    solve(coxIngersollRoss(hard), { to: 5, step: 0.01, scheme, seed: 1, save: { times: "steps" } });

  it("what is saved and returned is at least 0; Euler–Maruyama stops being a number", () => {
    const { values, outcome, state } = run(fullTruncationEuler);
    expect(outcome).toBe("finished");
    expect(values.every((x) => x >= 0)).toBe(true);
    expect(values.filter((x) => x === 0).length).toBeGreaterThan(50);
    expect(values[values.length - 1]).toBe(state[0]);
    expect(run(eulerMaruyama).reason).toBe("not-finite");
  });

  it("the mean is the exact one, as far as 20,000 paths tell; a state cut off at 0 fails the same check", () => {
    const paths = 20_000;
    const [mean, variance] = momentsAfter(hard, 0.04, 1);
    const standardErrors = (scheme: Scheme) => {
      const options = { to: 1, step: 1 / 32, scheme, seed: 2, paths, reduce: moments() };
      const { mean: found } = ensemble(coxIngersollRoss(hard), options);
      return Math.abs(found[0] - mean) / Math.sqrt(variance / paths);
    };
    const { reveal: _, ...carried } = fullTruncationEuler;
    const absorbed: Scheme = {
      ...carried,
      prepare: (problem) => {
        const step = fullTruncationEuler.prepare(problem);
        return (t, h, x, w, next) => {
          step(t, h, x, w, next);
          if (next[0] < 0) next[0] = 0;
        };
      },
    };
    expect(standardErrors(fullTruncationEuler)).toBeLessThan(4.5);
    // 52 % too high, and a standard error is 1.75 %.
    expect(standardErrors(absorbed)).toBeGreaterThan(20);
  });
});

describe("strong order ½", () => {
  const options = { levels: [3, 8], paths: 500, seed: 2, to: 1 } as const;
  it("2κθ = 4σ²", () =>
    expectDeclaredOrder(
      coxIngersollRoss({ speed: 1, mean: 0.5, volatility: 0.5 }),
      fullTruncationEuler,
      options,
    ));

  it("a Heston pair, the variance truncated", () => {
    const heston = defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "general", sources: 2 },
      drift: (_t, x, out) => out.set([0.05 * x[0], 2 * (0.5 - x[1])]),
      diffusion: (_t, x, out) => {
        const root = Math.sqrt(x[1]);
        out.set([root * x[0], 0, -0.3 * 0.5 * root, 0.954 * 0.5 * root]);
      },
      nonNegative: [1],
      start: [1, 0.2],
    });
    expectDeclaredOrder(heston, fullTruncationEuler, { ...options, levels: [2, 7], paths: 1000, to: 0.5 });
  });

  it("converges to what the implicit square-root scheme converges to", () => {
    const against = { ...options, reference: { scheme: driftImplicitSquareRootEuler } } as const;
    expectDeclaredOrder(
      coxIngersollRoss({ speed: 1, mean: 0.5, volatility: 0.5 }),
      fullTruncationEuler,
      against,
    );
  });
});

describe("weak order 1 away from 0", () => {
  it("one step's mean and variance, by quadrature", () => {
    const order = weakOrder({ speed: 2, mean: 1, volatility: 0.5 }, fullTruncationEuler, 0.6);
    expect(Math.abs(order - 1)).toBeLessThan(0.1);
  });
});

describe("without nonNegative", () => {
  it("the problem is refused in a sentence", () => {
    const { problem } = namedProblem("geometric-brownian-motion");
    expect(() => solve(problem, { to: 1, step: 0.1, scheme: fullTruncationEuler, seed: 1 })).toThrow(
      /^full-truncation-euler needs nonNegative, the coordinates that live on x ≥ 0; schemes that fit are /,
    );
  });
});
