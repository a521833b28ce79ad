import { describe, expect, it } from "vitest";
import {
  type Calculus,
  createIncrement,
  defineSde,
  eulerMaruyama,
  type Increment,
  milsteinLevy,
  type NamedProblem,
  namedProblem,
  type Scheme,
  type SdeDefinition,
  solve,
  strongOrder,
} from "../../../sde/index.js";
import { enumeratedMean, geometricBrownian, threePoints } from "../../kit/sde-problems.js";

/** The scheme told other areas. */
const withAreas = (change: (A: number) => number): Scheme => ({
  ...milsteinLevy,
  prepare: (problem) => {
    const step = milsteinLevy.prepare(problem);
    return (t, h, x, w, next) => step(t, h, x, { ...w, A: w.A.map(change) }, next);
  },
});
const negated = withAreas((A) => -A);
const areaFree = withAreas(() => 0);

function stepped(
  definition: SdeDefinition,
  h: number,
  x: readonly number[],
  w: Partial<Increment>,
): number[] {
  const problem = defineSde(definition);
  const next = new Float64Array(problem.dimension);
  const increment = { ...createIncrement(problem.sources, ["levy-area"]), ...w };
  milsteinLevy.prepare(problem)(0, h, Float64Array.from(x), increment, next);
  return Array.from(next);
}

describe("one step", () => {
  const h = 0.25;
  const dW = Float64Array.of(0.3, -0.7);
  const A = Float64Array.of(0, 0.11, -0.11, 0);
  /** g₁ = (x₂, 2), g₂ = (3, x₁): linear, so that the differences are the derivatives: ∂g₁ v = (v₂, 0), ∂g₂ v = (0, v₁). */
  const general: SdeDefinition = {
    dimension: 2,
    calculus: "ito",
    noise: { kind: "general", sources: 2 },
    drift: (_t, x, out) => out.set([x[0], -1]),
    diffusion: (_t, x, out) => out.set([x[1], 3, 2, x[0]]),
  };
  /** x + f h + g ΔW + Σ_kl (∂g_k) g_l I_lk, by hand. */
  const byHand = ([x1, x2]: readonly number[], [I11, I12, I21, I22]: readonly number[]) => [
    x1 + x1 * h + x2 * dW[0] + 3 * dW[1] + 2 * I11 + x1 * I21,
    x2 - h + 2 * dW[0] + x1 * dW[1] + x2 * I12 + 3 * I22,
  ];
  const half = (l: number, k: number) => 0.5 * dW[l] * dW[k];
  const x = [1.5, -0.4];
  const close = (a: readonly number[], b: readonly number[]) =>
    a.every((value, i) => Math.abs(value - b[i]) < 1e-14);

  it("is x + f h + Σ g_k ΔW_k + Σ (∂g_k) g_l I_lk, with l inside and −h/2 on the diagonal for Itô", () => {
    const I = [half(0, 0) - h / 2, half(0, 1) + A[1], half(1, 0) - A[1], half(1, 1) - h / 2];
    expect(close(stepped(general, h, x, { dW, A }), byHand(x, I))).toBe(true);
    // l and k exchanged: I₂₁ for I₁₂.
    expect(close(stepped(general, h, x, { dW, A }), byHand(x, [I[0], I[2], I[1], I[3]]))).toBe(false);
  });

  it("has no −h/2 for Stratonovich", () => {
    const J = [half(0, 0), half(0, 1) + A[1], half(1, 0) - A[1], half(1, 1)];
    const stratonovich = { ...general, calculus: "stratonovich" } as const;
    expect(close(stepped(stratonovich, h, x, { dW, A }), byHand(x, J))).toBe(true);
    expect(close(stepped(general, h, x, { dW, A }), byHand(x, J))).toBe(false);
  });

  it("of diagonal noise is that of the diagonal matrix, coordinates that look at each other included", () => {
    const crossed = (_t: number, y: Float64Array, out: Float64Array) =>
      out.set([Math.sin(y[1]), y[0] * y[1]]);
    const diagonal = { ...general, noise: { kind: "diagonal" }, diffusion: crossed } as const;
    const matrix: SdeDefinition = {
      ...general,
      diffusion: (t, y, out) => {
        const g = new Float64Array(2);
        crossed(t, y, g);
        out.set([g[0], 0, 0, g[1]]);
      },
    };
    expect(stepped(diagonal, h, x, { dW, A })).toEqual(stepped(matrix, h, x, { dW, A }));
  });

  it("of scalar noise is that of one general source", () => {
    const column = (_t: number, y: Float64Array, out: Float64Array) => out.set([y[0] * y[1], Math.cos(y[0])]);
    const w = { dW: Float64Array.of(0.4) };
    const scalar = { ...general, noise: { kind: "scalar" }, diffusion: column } as const;
    const one = { ...general, noise: { kind: "general", sources: 1 }, diffusion: column } as const;
    expect(stepped(scalar, h, x, w)).toEqual(stepped(one, h, x, w));
  });

  it("of additive noise is Euler–Maruyama's, bit for bit, in both shapes", () => {
    for (const [noise, g] of [
      [{ kind: "additive" }, [0.3, 0.8]],
      [{ kind: "additive", sources: 3 }, [1, 2, 3, 4, 5, 6]],
    ] as const) {
      const problem = defineSde({ ...general, noise, diffusion: (_t, _x, out) => out.set(g) });
      const [next, expected] = [new Float64Array(2), new Float64Array(2)];
      const w = createIncrement(problem.sources, ["levy-area"]);
      w.dW.set([0.1, -0.2, 0.5].slice(0, problem.sources));
      w.A.fill(7);
      milsteinLevy.prepare(problem)(0, h, Float64Array.from(x), w, next);
      eulerMaruyama.prepare(problem)(0, h, Float64Array.from(x), w, expected);
      expect(next).toEqual(expected);
    }
  });
});

describe("strong order 1", () => {
  /**
   * X₁ = W₁ and X₂ = arsinh Z of dZ = W₁ ∘ dW₂: the Lévy-area system in a coordinate that makes it nonlinear, with
   * bounded derivatives.
   */
  const curved = (calculus: Calculus): NamedProblem => ({
    name: "curved-levy-area",
    description: "dX₁ = dW₁, dX₂ = X₁/cosh X₂ ∘ dW₂",
    source: "the chain rule",
    from: 0,
    to: 0.25,
    problem: defineSde({
      dimension: 2,
      calculus,
      noise: { kind: "general", sources: 2 },
      start: [0.5, 0.2],
      drift: (_t, x, out) =>
        out.set([0, calculus === "ito" ? (-0.5 * x[0] ** 2 * Math.sinh(x[1])) / Math.cosh(x[1]) ** 3 : 0]),
      diffusion: (_t, x, out) => out.set([1, 0, 0, x[0] / Math.cosh(x[1])]),
    }),
    exact: (_t, start, { W, A }, out) => {
      const [x1, x2] = Array.from(start);
      out.set([x1 + W[0], Math.asinh(Math.sinh(x2) + x1 * W[1] + 0.5 * W[0] * W[1] + A[1])]);
    },
    exactNeeds: ["levy-area"],
  });
  const measure = (problem: NamedProblem, scheme: Scheme, paths = 1000) =>
    strongOrder(problem, scheme, { levels: [2, 7], paths, seed: 1 });

  it.each(["ito", "stratonovich"] as const)(
    "to the exact solution, %s: noise that does not commute",
    (calculus) => {
      const { interval, against, levels } = measure(curved(calculus), milsteinLevy, 3000);
      expect(against).toBe("exact");
      expect(interval[0]).toBeLessThan(1);
      expect(interval[1]).toBeGreaterThan(1);
      expect(interval[0]).toBeGreaterThan(0.5);
      expect(interval[1]).toBeLessThan(1.5);
      expect(levels[5].error).toBeLessThan(1e-3);
    },
  );

  it("linear equations whose matrices anticommute", () => {
    const { interval } = strongOrder(namedProblem("non-commuting-linear"), milsteinLevy, {
      levels: [2, 6],
      paths: 500,
      seed: 1,
      reference: { finer: 4 },
    });
    expect(interval[0]).toBeLessThan(1);
    expect(interval[1]).toBeGreaterThan(1);
    expect(interval[0]).toBeGreaterThan(0.5);
    expect(interval[1]).toBeLessThan(1.5);
  });

  it.each([
    ["negated areas (l and k exchanged)", negated],
    ["no areas", areaFree],
  ])("is lost with %s: ½, and 1 is excluded", (_what, scheme) => {
    for (const calculus of ["ito", "stratonovich"] as const) {
      const { interval } = measure(curved(calculus), scheme);
      expect(interval[0]).toBeLessThan(0.5);
      expect(interval[1]).toBeGreaterThan(0.5);
      expect(interval[1]).toBeLessThan(1);
    }
  });

  it("read in the wrong calculus it goes to another limit: the error stays", () => {
    const right = curved("ito");
    const { levels } = measure(
      { ...right, problem: { ...right.problem, calculus: "stratonovich" } },
      milsteinLevy,
    );
    expect(levels[5].error).toBeGreaterThan(0.6 * levels[0].error);
  });

  it("the Lévy-area system it solves exactly; without areas the error is √(Th/4), Euler–Maruyama's √(Th/2)", () => {
    const errors = (scheme: Scheme) =>
      strongOrder(namedProblem("levy-area"), scheme, { levels: [2, 5], paths: 2000, seed: 2 }).levels;
    for (const { error } of errors(milsteinLevy)) expect(error).toBeLessThan(1e-14);
    for (const [scheme, part] of [
      [areaFree, 1 / 4],
      [eulerMaruyama, 1 / 2],
      [negated, 1],
    ] as const)
      for (const { error, standardError, step } of errors(scheme))
        expect(Math.abs(error - Math.sqrt(part * step))).toBeLessThan(4.5 * standardError);
  });
});

describe("weak order 1", () => {
  it("geometric Brownian motion: E X_N² = X₀² ((1 + αh)² + β²h + β⁴h²/2)^N, every outcome walked through", () => {
    const [alpha, beta, start] = [0.7, 0.4, 1.5];
    const step = milsteinLevy.prepare(geometricBrownian(alpha, beta));
    const second = (N: number) => {
      const h = 1 / N;
      const w = { start, h, steps: N, points: threePoints };
      const mean = enumeratedMean(
        (t, length, x, { dW }, next) => {
          step(t, length, x, { ...createIncrement(1, ["levy-area"]), dW }, next);
        },
        w,
        (x) => x * x,
      );
      expect(mean).toBeCloseTo(
        start ** 2 * ((1 + alpha * h) ** 2 + beta ** 2 * h + (beta ** 4 * h ** 2) / 2) ** N,
        11,
      );
      return Math.abs(mean - start ** 2 * Math.exp(2 * alpha + beta ** 2));
    };
    const errors = [2, 4, 8].map(second);
    expect(Math.log2(errors[1] / errors[2])).toBeCloseTo(1, 0);
    expect(Math.log2(errors[0] / errors[1])).toBeGreaterThan(0.6);
  });
});

it("solve draws the areas it needs, and refuses it for operator noise by name", () => {
  const problem = namedProblem("levy-area").problem;
  const options = { to: 1, step: 0.125, seed: 1 };
  const path = solve(problem, { ...options, scheme: milsteinLevy });
  expect(path.outcome).toBe("finished");
  // Same W, so X₁ and X₂ are at the same place only if ΔW came first; X₃ knows of the area.
  expect(path.state[2]).not.toBe(solve(problem, { ...options, scheme: areaFree }).state[2]);
  const operator = defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "operator", sources: 1 },
    drift: (_t, _x, out) => out.fill(0),
    applyNoise: (_t, _x, dW, out) => out.set(dW),
  });
  expect(() => solve(operator, { ...options, start: [0], scheme: milsteinLevy })).toThrow(
    /^milstein-levy does not fit operator noise.*euler-maruyama/,
  );
});

it("refuses more than 1000 sources", () => {
  const wide = defineSde({
    dimension: 1001,
    calculus: "ito",
    noise: { kind: "diagonal" },
    drift: (_t, _x, out) => out.fill(0),
    diffusion: (_t, _x, out) => out.fill(1),
    start: new Float64Array(1001),
  });
  expect(() => solve(wide, { to: 1, step: 0.5, seed: 1, scheme: milsteinLevy })).toThrow(
    /^milstein-levy draws the Lévy areas of every two sources, and takes at most 1000 of the problem's 1001; schemes that fit are/,
  );
});
