/**
 * Weak orders without sampling error, from one step: with the generator L = ∂_t + Σ f_i ∂_i + ½ Σ (gg^T)_ij ∂_i∂_j,
 *
 *     E φ(X_{t+h}) = φ + h Lφ + ½h² L²φ + O(h³)
 *
 * and a scheme of weak order p ≤ 2 is off this by O(h^{p+1}) for every polynomial φ (Kloeden & Platen 1992, §14.5). With
 * polynomial f and g the right side is exact algebra; the left is a Gauss–Hermite sum over ΔW and H and all signs.
 */
import { expect } from "vitest";
import {
  createIncrement,
  defineSde,
  type Increment,
  type Noise,
  type Scheme,
  type SdeProblem,
} from "../../sde/index.js";
import { gaussHermite } from "./gaussian-quadrature.js";
import { compiled, derivative, monomials, type Polynomial, product, scaled, sum } from "./polynomials.js";

export interface PolynomialEquation {
  readonly problem: SdeProblem;
  /** g as a d×m matrix, whatever the noise kind. */
  readonly generator: (phi: Polynomial) => Polynomial;
}

/** `diffusion` is what the noise kind asks for, row by row. */
export function polynomialEquation(
  noise: Noise,
  drift: readonly Polynomial[],
  diffusion: readonly Polynomial[],
): PolynomialEquation {
  const d = drift.length;
  const f = drift.map(compiled);
  const g = diffusion.map(compiled);
  const problem = defineSde({
    dimension: d,
    calculus: "ito",
    noise,
    drift: (t, x, out) => {
      for (let i = 0; i < d; i++) out[i] = f[i](t, x);
    },
    diffusion: (t, x, out) => {
      for (let k = 0; k < g.length; k++) out[k] = g[k](t, x);
    },
  });
  const { sources: m, matrixNoise } = problem;
  const entry = (i: number, k: number): Polynomial | undefined =>
    matrixNoise ? diffusion[i * m + k] : noise.kind === "scalar" || i === k ? diffusion[i] : undefined;
  const indices = drift.map((_, i) => i);
  const generator = (phi: Polynomial): Polynomial => {
    const terms = [derivative(phi, 0), ...drift.map((fi, i) => product(fi, derivative(phi, i + 1)))];
    for (const i of indices)
      for (const j of indices)
        for (let k = 0; k < m; k++) {
          const [a, b] = [entry(i, k), entry(j, k)];
          if (a && b) terms.push(scaled(0.5, product(a, b, derivative(derivative(phi, i + 1), j + 1))));
        }
    return sum(...terms);
  };
  return { problem, generator };
}

/** Every increment of a quadrature over (ΔW, H, signs), with its weight. */
function* increments(scheme: Scheme, sources: number, h: number): Generator<[Increment, number]> {
  const w = createIncrement(sources, scheme.needs);
  const { nodes, weights } = gaussHermite(8);
  const fill = function* (k: number, weight: number): Generator<[Increment, number]> {
    const { dW, H, signs } = w;
    if (k < sources + H.length)
      for (let q = 0; q < nodes.length; q++) {
        if (k < sources) dW[k] = Math.sqrt(h) * nodes[q];
        else H[k - sources] = Math.sqrt(h / 12) * nodes[q];
        yield* fill(k + 1, weight * weights[q]);
      }
    else if (k < sources + H.length + signs.length)
      for (const sign of [-1, 1]) {
        signs[k - sources - H.length] = sign;
        yield* fill(k + 1, weight / 2);
      }
    else yield [w, weight];
  };
  yield* fill(0, 1);
}

/** √(Σ_φ (E φ(one step) − E φ(X_{t+h}))²) over all monomials φ up to a degree, up to O(h³). */
export function localWeakError(
  { problem, generator }: PolynomialEquation,
  scheme: Scheme,
  { t = 0.3, x, h, degree = 3 }: { t?: number; x: readonly number[]; h: number; degree?: number },
): number {
  const d = problem.dimension;
  const step = scheme.prepare(problem);
  const tests = monomials(d, degree);
  const phi = tests.map(compiled);
  const means = new Float64Array(tests.length);
  const start = Float64Array.from(x);
  const next = new Float64Array(d);
  for (const [w, weight] of increments(scheme, problem.sources, h)) {
    step(t, h, start, w, next);
    for (let n = 0; n < means.length; n++) means[n] += weight * phi[n](0, next);
  }
  return Math.sqrt(
    tests.reduce((total, test, n) => {
      const first = generator(test);
      const second = generator(first);
      const exact =
        phi[n](0, start) + h * compiled(first)(t, start) + 0.5 * h * h * compiled(second)(t, start);
      return total + (means[n] - exact) ** 2;
    }, 0),
  );
}

/** The weak order seen between steps h and h/2: the local error's order less one. */
export function weakOrderOfStep(
  equation: PolynomialEquation,
  scheme: Scheme,
  at: { t?: number; x: readonly number[]; h?: number; degree?: number },
): number {
  const { h = 2 ** -8 } = at;
  const [coarse, fine] = [h, h / 2].map((step) => localWeakError(equation, scheme, { ...at, h: step }));
  return Math.log2(coarse / fine) - 1;
}

/** One step shows weak order p: an order of the local error within ¼ of p + 1. */
export function expectWeakOrder(
  equation: PolynomialEquation & { readonly x: readonly number[] },
  scheme: Scheme,
  p: number,
  h?: number,
): void {
  const order = weakOrderOfStep(equation, scheme, { x: equation.x, ...(h !== undefined && { h }) });
  expect(order).toBeGreaterThan(p - 0.25);
  expect(order).toBeLessThan(p + 0.25);
}
