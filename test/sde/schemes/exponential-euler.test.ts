import { describe, expect, it } from "vitest";
import {
  defineSde,
  driftImplicitEuler,
  ensemble,
  eulerMaruyama,
  exponentialEuler,
  moments,
  namedProblem,
  type SdeProblem,
  solve,
  strongOrder,
} from "../../../sde/index.js";
import { expectDeclaredOrder, stepped } from "../../kit/sde-declared.js";
import { weakCases } from "../../kit/sde-polynomial-problems.js";
import { expectWeakOrder } from "../../kit/sde-weak.js";

const ornsteinUhlenbeck = (theta: number, sigma: number): SdeProblem =>
  defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "additive" },
    drift: (_t, x, out) => out.set([-theta * x[0]]),
    diffusion: (_t, _x, out) => out.fill(sigma),
    linearDrift: [-theta],
  });
/** Any A will do: n = f − A x takes what is left. */
const withLinear = (
  { problem, ...entry }: ReturnType<typeof namedProblem>,
  linearDrift: readonly number[],
) => ({
  ...entry,
  problem: defineSde({ ...problem, linearDrift }),
});

describe("one step", () => {
  it("of Ornstein–Uhlenbeck is exact in law at any stiffness: mean e^{−θh}x, variance σ²(1 − e^{−2θh})/(2θ)", () => {
    const h = 0.5;
    for (const theta of [0.1, 3, 1e3, 1e6]) {
      const problem = ornsteinUhlenbeck(theta, 0.7);
      const [mean] = stepped(problem, exponentialEuler, h, [2], { dW: [0] });
      const [up] = stepped(problem, exponentialEuler, h, [2], { dW: [Math.sqrt(h)] });
      expect(mean).toBeCloseTo(2 * Math.exp(-theta * h), 14);
      expect((up - mean) ** 2 / ((0.49 * -Math.expm1(-2 * theta * h)) / (2 * theta))).toBeCloseTo(1, 8);
    }
  });

  it("with n ≠ 0 is e^{Ah}X + hφ₁(Ah)n + √φ₁(2Ah) gΔW, coordinate by coordinate", () => {
    const a = [-2, 0];
    const problem = defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "scalar" },
      drift: (t, x, out) => out.set([a[0] * x[0] + Math.sin(x[1]), x[0] * x[1] + t]),
      diffusion: (_t, x, out) => out.set([0.3 * x[1], 0.5]),
      linearDrift: a,
    });
    const [h, x, w, t] = [0.25, [1.5, -0.4], 0.6, 2] as const;
    const phi = (z: number) => (z === 0 ? 1 : Math.expm1(z) / z);
    const n = [Math.sin(x[1]), x[0] * x[1] + t];
    const g = [0.3 * x[1], 0.5];
    stepped(problem, exponentialEuler, h, x, { dW: [w] }, t).forEach((value, i) => {
      const z = a[i] * h;
      expect(value).toBeCloseTo(
        Math.exp(z) * x[i] + h * phi(z) * n[i] + Math.sqrt(phi(2 * z)) * g[i] * w,
        14,
      );
    });
  });

  /** x' = A x + b is solved exactly: a rotation about the point where A x + b = 0. */
  it("with a matrix A solves x' = Ax + b exactly, and passes gΔW through φ₁(Ah)", () => {
    const theta = 3;
    const problem = defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "general", sources: 2 },
      drift: (_t, x, out) => out.set([-theta * (x[1] - 2), theta * (x[0] - 1)]),
      diffusion: (_t, _x, out) => out.set([0.1, 0.2, 0.3, 0.4]),
      linearDrift: [0, -theta, theta, 0],
    });
    const h = 0.4;
    const [s, c] = [Math.sin(theta * h), Math.cos(theta * h)];
    const still = stepped(problem, exponentialEuler, h, [2, 5], { dW: [0, 0] });
    expect(still[0]).toBeCloseTo(1 + c - 3 * s, 13);
    expect(still[1]).toBeCloseTo(2 + s + 3 * c, 13);
    const moved = stepped(problem, exponentialEuler, h, [2, 5], { dW: [1, -2] });
    const [v0, v1] = [0.1 - 0.4, 0.3 - 0.8];
    expect(moved[0] - still[0]).toBeCloseTo((s * v0 - (1 - c) * v1) / (theta * h), 13);
    expect(moved[1] - still[1]).toBeCloseTo(((1 - c) * v0 + s * v1) / (theta * h), 13);
  });

  it("does not depend on the steps before it, whatever their lengths", () => {
    for (const linearDrift of [
      [-3, -5],
      [-3, 1, 2, -5],
    ]) {
      const problem = defineSde({ ...namedProblem("additive-matrix").problem, linearDrift });
      const step = exponentialEuler.prepare(problem);
      const x = Float64Array.of(1, 2);
      const next = new Float64Array(2);
      for (const h of [0.1, 0.25, 0.1, 0.05, 0.25, 0.05, 0.1]) {
        const dW = [0.1, 0.2, 0.3];
        const w = { dW: Float64Array.from(dW), H: next, signs: next, A: next };
        step(0, h, x, w, next);
        expect(Array.from(next)).toEqual(stepped(problem, exponentialEuler, h, [1, 2], { dW }));
      }
    }
  });
});

describe("a stiff linear drift", () => {
  it("hλ = 50: the stationary variance is σ²/(2θ); Euler–Maruyama explodes, drift-implicit Euler keeps a 26th of it", () => {
    const [theta, sigma, step, paths] = [500, 20, 0.1, 4000];
    const variance = (scheme: typeof exponentialEuler) =>
      ensemble(ornsteinUhlenbeck(theta, sigma), {
        start: [3],
        to: 10 * step,
        step,
        scheme,
        seed: 5,
        paths,
        reduce: moments(),
      }).variance[0];
    const exact = sigma ** 2 / (2 * theta);
    // A normal variable's sample variance has relative standard error √(2/(n−1)).
    const z = (value: number, claimed: number) => Math.abs(value / claimed - 1) / Math.sqrt(2 / (paths - 1));
    expect(z(variance(exponentialEuler), exact)).toBeLessThan(4.5);
    expect(z(variance(driftImplicitEuler), exact / (1 + (theta * step) / 2))).toBeLessThan(4.5);
    expect(variance(eulerMaruyama)).toBeGreaterThan(1e20);
  });

  it("a matrix with eigenvalues −1 and −10⁴ and a nonlinear rest: stable, with errors that fall with the step", () => {
    const stiff = defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "general", sources: 1 },
      drift: (_t, x, out) =>
        out.set([-9999 * x[0] + 9998 * x[1] + Math.cos(x[1]), x[0] - 2 * x[1] + Math.sin(x[0])]),
      diffusion: (_t, x, out) => out.set([0.3 * x[1], 0.4]),
      linearDrift: [-9999, 9998, 1, -2],
      start: [1, 0.5],
    });
    const options = { levels: [3, 7], paths: 200, seed: 1, to: 1 } as const;
    const { levels } = strongOrder(stiff, exponentialEuler, options);
    expect(levels.every(({ diverged }) => diverged === 0)).toBe(true);
    expect(levels[4].error).toBeLessThan(levels[0].error / 2);
    const against = { ...options, reference: { scheme: driftImplicitEuler } } as const;
    expect(strongOrder(stiff, exponentialEuler, against).levels[4].error).toBeLessThan(0.03);
    expect(strongOrder(stiff, eulerMaruyama, against).levels[0].error).toBeGreaterThan(1e10);
  });
});

describe("strong order", () => {
  const options = { levels: [3, 8], paths: 500, seed: 1 } as const;
  it("½ with noise that depends on the state, A diagonal and a matrix", () => {
    expectDeclaredOrder(
      withLinear(namedProblem("geometric-brownian-motion"), [-2]),
      exponentialEuler,
      options,
    );
    expectDeclaredOrder(
      withLinear(namedProblem("complex-noises"), [0.2, -1, 1, 0.2]),
      exponentialEuler,
      options,
    );
  });

  it("1 with additive noise, A diagonal and a matrix", () => {
    const few = { ...options, paths: 100 };
    expectDeclaredOrder(withLinear(namedProblem("fading-noise"), [-1]), exponentialEuler, few);
    expectDeclaredOrder(
      withLinear(namedProblem("additive-matrix"), [-0.4, 0.3, -0.2, -0.5]),
      exponentialEuler,
      few,
    );
  });
});

describe("weak order 1, one step, all outcomes", () => {
  it.each([
    ["curved", [-1.5]],
    ["additiveMatrix", [-1, -2]],
    ["general", [-1, 0.5, 0.3, -2]],
  ] as const)("%s", (name, linearDrift) => {
    const given = weakCases[name];
    const problem = defineSde({ ...given.problem, linearDrift });
    expectWeakOrder({ ...given, problem }, exponentialEuler, 1);
  });
});

describe("without linearDrift", () => {
  it("the problem is refused in a sentence", () => {
    const { problem } = namedProblem("fading-noise");
    expect(() => solve(problem, { to: 1, step: 0.1, scheme: exponentialEuler, seed: 1 })).toThrow(
      /^exponential-euler needs linearDrift, the matrix A of a drift f = A x \+ n\(t, x\); schemes that fit are /,
    );
  });
});
