import { describe, expect, it } from "vitest";
import {
  coxIngersollRoss,
  driftImplicitSquareRootEuler,
  ensemble,
  eulerMaruyama,
  moments,
  namedProblem,
  type Scheme,
  solve,
  sriw1,
  strongOrder,
} from "../../../sde/index.js";
import {
  expectDeclaredOrder,
  expectLowerOrder,
  negated,
  stepped,
  toldOtherwise,
} from "../../kit/sde-declared.js";
import { momentsAfter, weakOrder } from "../../kit/sde-square-root.js";

/** 2κθ = 0.52 σ²: 0 is reached, and the scheme is just defined. */
const hard = { speed: 1, mean: 0.04, volatility: 0.392 };

describe("one step", () => {
  const [kappa, theta, sigma, h] = [2, 0.3, 0.5, 0.1];
  const problem = coxIngersollRoss({ speed: kappa, mean: theta, volatility: sigma });

  it("solves Y⁺ = Y + (α/Y⁺ − κY⁺/2)h + σΔW/2 for Y⁺ > 0, wherever ΔW takes it", () => {
    const alpha = (4 * kappa * theta - sigma * sigma) / 8;
    for (const w of [0, 0.4, -0.4, 3, -3, -1e3]) {
      const [next] = stepped(problem, driftImplicitSquareRootEuler, h, [0.2], { dW: [w] });
      const y = Math.sqrt(next);
      expect(y).toBeGreaterThan(0);
      const back = y - (alpha / y - (kappa * y) / 2) * h - (sigma * w) / 2;
      expect(Math.abs(back - Math.sqrt(0.2)) / (1 + Math.abs(w))).toBeLessThan(1e-14);
    }
  });

  it("leaves 0 upwards", () => {
    expect(stepped(problem, driftImplicitSquareRootEuler, h, [0], { dW: [-0.1] })[0]).toBeGreaterThan(0);
  });
});

describe("positivity where 0 is reached (2κθ < σ² < 4κθ)", () => {
  const options = { start: [1e-4], to: 2, step: 0.01, seed: 3, paths: 200, reduce: moments() } as const;
  const lowest = (scheme: Scheme) =>
    ensemble(coxIngersollRoss(hard), {
      ...options,
      scheme,
      save: { of: (_t, x) => x[0] },
      guard: { every: 0.01, diverged: (_t, x) => !(x[0] > 0) },
    });

  it("every state of every path is positive; Euler–Maruyama leaves the axis on most", () => {
    expect(lowest(driftImplicitSquareRootEuler).diverged).toBe(0);
    expect(lowest(eulerMaruyama).diverged).toBeGreaterThan(100);
  });
});

describe("strong order 1", () => {
  const options = { levels: [2, 7], paths: 500, seed: 2, to: 1 } as const;
  it("2κθ = 16σ²", () =>
    expectDeclaredOrder(namedProblem("cox-ingersoll-ross"), driftImplicitSquareRootEuler, options));
  it("2κθ = 4σ²", () =>
    expectDeclaredOrder(
      coxIngersollRoss({ speed: 1, mean: 0.5, volatility: 0.5 }),
      driftImplicitSquareRootEuler,
      options,
    ));

  it("converges to what SRIW1 converges to on the same paths, and with ΔW negated it does not", () => {
    const { problem } = namedProblem("cox-ingersoll-ross");
    const against = { ...options, paths: 200, reference: { scheme: sriw1 } } as const;
    expectDeclaredOrder(problem, driftImplicitSquareRootEuler, against);
    const mirrored = toldOtherwise(driftImplicitSquareRootEuler, (w) => ({ ...w, dW: negated(w.dW) }));
    expectLowerOrder(problem, mirrored, against);
    expect(strongOrder(problem, mirrored, against).levels[5].error).toBeGreaterThan(0.1);
  });
});

describe("weak order 1", () => {
  it("one step's mean and variance, by quadrature", () => {
    const order = weakOrder({ speed: 2, mean: 1, volatility: 0.5 }, driftImplicitSquareRootEuler, 0.6);
    expect(Math.abs(order - 1)).toBeLessThan(0.1);
  });

  it("where 0 is reached the mean at the end is the exact one, as far as 4000 paths tell", () => {
    const paths = 4000;
    const [mean, variance] = momentsAfter(hard, 0.04, 1);
    const { mean: found } = ensemble(coxIngersollRoss(hard), {
      to: 1,
      step: 2 ** -7,
      scheme: driftImplicitSquareRootEuler,
      seed: 4,
      paths,
      reduce: moments(),
    });
    expect(Math.abs(found[0] - mean)).toBeLessThan(4.5 * Math.sqrt(variance / paths));
  });
});

describe("refusals", () => {
  const run = (problem: Parameters<typeof solve>[0]) => () =>
    solve(problem, { to: 1, step: 0.1, scheme: driftImplicitSquareRootEuler, seed: 1 });

  it("name the Feller condition where 4κθ ≤ σ²", () => {
    expect(run(coxIngersollRoss({ speed: 1, mean: 0.25, volatility: 1 }))).toThrow(
      /^drift-implicit-square-root-euler needs 4·speed·mean > volatility², and they are 1 and 1 \(the Feller condition 2·speed·mean ≥ volatility² is enough\); schemes that fit are .*full-truncation-euler/,
    );
  });

  it("ask for the parameters", () => {
    expect(run(namedProblem("geometric-brownian-motion").problem)).toThrow(
      /make the problem with coxIngersollRoss/,
    );
  });
});
