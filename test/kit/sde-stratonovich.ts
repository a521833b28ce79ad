/** What every scheme for the Stratonovich calculus must show; the tests of each say how its step is made. */
import { expect, it } from "vitest";
import {
  createIncrement,
  defineSde,
  type Field,
  type NamedProblem,
  namedProblem,
  type Scheme,
  type SdeDefinition,
  type SdeProblem,
  toStratonovich,
} from "../../sde/index.js";
import {
  changed,
  expectDeclaredOrder,
  hasDeclaredOrder,
  localOrder,
  measuredStrongOrder,
  oneStepMean,
} from "./sde-order.js";

/** A catalogue entry of Itô's in the other calculus: the same solution. */
const converted = (name: string): NamedProblem => changed(name, toStratonovich);

/** Kind of noise, problem, paths that make the interval narrow enough. */
const cases: readonly [kind: string, entry: NamedProblem, paths: number][] = [
  ["diagonal, nonlinear", namedProblem("hyperbolic-tangent-stratonovich"), 2000],
  ["diagonal, two coordinates", converted("diagonal-pair"), 500],
  ["scalar", namedProblem("kubo-oscillator"), 500],
  ["general, commuting", converted("complex-noises"), 500],
  ["additive", namedProblem("integrated-brownian-motion"), 500],
  ["general, not commuting", converted("levy-area-nonlinear"), 500],
];

export function itConvergesStrongly(scheme: Scheme): void {
  it.each(cases)("%s noise: at the declared order, to the exact solution", (_kind, entry, paths) => {
    expectDeclaredOrder(measuredStrongOrder(entry, scheme, paths));
  });

  it("an Itô equation read as Stratonovich fails the same check", () => {
    const misread = changed("hyperbolic-tangent-drift", (problem) =>
      defineSde({ ...problem, calculus: "stratonovich" }),
    );
    const measured = measuredStrongOrder(misread, scheme);
    expect(hasDeclaredOrder(measured)).toBe(false);
    expect(measured.order).toBeLessThan(0.25);
  });

  it("declares order ½ for noise that is not said to commute", () => {
    const order = scheme.strongOrder;
    expect(order({ kind: "general", sources: 2, commutative: true })).toBe(1);
    expect(order({ kind: "operator", sources: 1 })).toBe(1);
    expect(order({ kind: "general", sources: 2 })).toBe(0.5);
    expect(order({ kind: "operator", sources: 2 })).toBe(0.5);
  });
}

export function itHasTheRightMoments(scheme: Scheme): void {
  it.each([1, 2, 3])("moment %i of a nonlinear equation after one step: x^p + h L x^p + O(h²)", (p) => {
    const { problem } = namedProblem("hyperbolic-tangent-drift");
    const x0 = 0.6;
    const [f, g] = [new Float64Array(1), new Float64Array(1)];
    problem.drift!(0, Float64Array.of(x0), f);
    problem.diffusion!(0, Float64Array.of(x0), g);
    const generator = p * x0 ** (p - 1) * f[0] + 0.5 * p * (p - 1) * x0 ** (p - 2) * g[0] ** 2;
    const order = (equation: SdeProblem) =>
      localOrder((h) => oneStepMean(equation, scheme, [x0], h, (x) => x[0] ** p) - (x0 ** p + h * generator));
    expect(order(toStratonovich(problem))).toBeGreaterThan(1.9);
    expect(order(defineSde({ ...problem, calculus: "stratonovich" }))).toBeLessThan(1.1);
  });

  it("general noise that does not commute: E |X|² of the linear equation up to O(h²)", () => {
    const { problem, meanSquare } = converted("non-commuting-linear");
    const x = [0.8, -0.5];
    const order = localOrder(
      (h) => oneStepMean(problem, scheme, x, h, (y) => y[0] ** 2 + y[1] ** 2) - meanSquare!(h, x, 0),
    );
    expect(order).toBeGreaterThan(1.9);
  });
}

/**
 * The order in h of one step's error in the mean of x^p, with additive noise: dX = (X − X³) dt + σ dW, whose
 * semigroup is x^p + h L x^p + ½ h² L² x^p + O(h³).
 */
export function additiveLocalOrder(scheme: Scheme, p: 1 | 2): number {
  const [x, sigma] = [0.7, 0.5];
  const problem = defineSde({
    dimension: 1,
    calculus: "stratonovich",
    noise: { kind: "additive" },
    drift: (_t, [at], out) => {
      out[0] = at - at ** 3;
    },
    diffusion: (_t, _x, out) => {
      out[0] = sigma;
    },
  });
  const [f, df, ddf, s2] = [x - x ** 3, 1 - 3 * x * x, -6 * x, sigma ** 2];
  const first = p === 1 ? f : 2 * x * f + s2;
  const second = p === 1 ? f * df + 0.5 * s2 * ddf : f * (2 * f + 2 * x * df) + s2 * (2 * df + x * ddf);
  return localOrder(
    (h) =>
      oneStepMean(problem, scheme, [x], h, (y) => y[0] ** p) - (x ** p + h * first + 0.5 * h * h * second),
    2 ** -5,
  );
}

/** One step from `x` at t = 1. */
export function steppedBy(
  scheme: Scheme,
  definition: SdeDefinition,
  h: number,
  x: readonly number[],
  dW: readonly number[],
): number[] {
  const problem = defineSde(definition);
  const next = new Float64Array(problem.dimension);
  const w = { ...createIncrement(problem.sources, []), dW: Float64Array.from(dW) };
  scheme.prepare(problem)(1, h, Float64Array.from(x), w, next);
  return Array.from(next);
}

/** dX = (t + X₂, −X₁) dt and one noise in every form: g = t (X₁, 2X₂) for each coordinate, or as columns. */
const drift: Field = (t, x, out) => {
  out[0] = t + x[1];
  out[1] = -x[0];
};
const proportional: Field = (t, x, out) => {
  out[0] = t * x[0];
  out[1] = 2 * t * x[1];
};
const common = { dimension: 2, calculus: "stratonovich", drift } as const;
const applyNoise: SdeDefinition["applyNoise"] = (t, x, dW, out) => {
  out[0] = t * x[0] * dW[0];
  out[1] = 2 * t * x[1] * dW[1];
};

/** The same equation in six forms, with the increment that each takes for ΔW = (a, b) or, where one source is shared, (a, a). */
export const forms: readonly [form: string, definition: SdeDefinition, shared: boolean][] = [
  ["diagonal", { ...common, noise: { kind: "diagonal" }, diffusion: proportional }, false],
  ["scalar", { ...common, noise: { kind: "scalar" }, diffusion: proportional }, true],
  [
    "general",
    {
      ...common,
      noise: { kind: "general", sources: 2 },
      diffusion: (t, x, out) => out.set([t * x[0], 0, 0, 2 * t * x[1]]),
    },
    false,
  ],
  ["operator", { ...common, noise: { kind: "operator", sources: 2 }, applyNoise }, false],
  [
    "joint",
    {
      dimension: 2,
      calculus: "stratonovich",
      noise: { kind: "diagonal" },
      evaluate: (t, x, f, g) => {
        drift(t, x, f);
        proportional(t, x, g);
      },
    },
    false,
  ],
];

/** An operator that gives Euler's step alone. */
export const eulerStepAlone: SdeDefinition = {
  dimension: 2,
  calculus: "stratonovich",
  noise: { kind: "operator", sources: 2 },
  eulerStep: (t, h, x, dW, next) => {
    next[0] = x[0] + (t + x[1]) * h + t * x[0] * dW[0];
    next[1] = x[1] - x[0] * h + 2 * t * x[1] * dW[1];
  },
};
