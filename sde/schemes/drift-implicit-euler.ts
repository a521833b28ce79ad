/**
 * Drift-implicit Euler, the backward Euler method with explicit noise (Kloeden & Platen 1992, §12.2, eq. (2.1) with
 * α = 1; one-sided Lipschitz drifts: Higham, Mao & Stuart, SIAM J. Numer. Anal. 40, 2002):
 *
 *     X⁺ = X + f(t + h, X⁺) h + g(t, X) ΔW
 *
 * Itô. A stiff drift limits the accuracy of a step, not its stability. Strong order ½, and 1 where g does not depend on
 * X; weak order 1. The equation for y = X⁺ is solved by Newton's method from y = c := X + g ΔW,
 *
 *     (1 − h ∂f/∂x) δ = c + h f(y) − y,      y ← y + δ,
 *
 * until max|δ| ≤ 10⁻¹⁰ max(|y|, |c|), the last δ added, so that what is left is about the square of that. ∂f/∂x is the
 * problem's `driftJacobian`, or forward differences. Where 50 iterations do not suffice, or a number is not finite,
 * X⁺ is NaN and the run ends as diverged, "not-finite".
 */
import { factor, solveFactored } from "../linear/lu.js";
import type { Field, Noise, SdeProblem } from "../problem.js";
import { driftOf, lacksParts, noiseOfStep } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

export const driftImplicitEuler: Scheme = Object.freeze({
  name: "drift-implicit-euler",
  calculus: ["ito"] as const,
  noise: ["none", "additive", "diagonal", "scalar", "general", "operator"] as const,
  needs: [],
  strongOrder: ({ kind }: Noise) => (kind === "none" || kind === "additive" ? 1 : 0.5),
  weakOrder: () => 1,
  // Two Newton iterations where f is linear; differences for the Jacobian cost d more each.
  cost: () => ({ drift: 2, diffusion: 1 }),
  lacks: lacksParts,
  prepare,
});

const mostIterations = 50;
const accuracy = 1e-10;

function prepare(problem: SdeProblem): Step {
  const d = problem.dimension;
  const drift = driftOf(problem);
  const noise = noiseOfStep(problem);
  const jacobian = problem.driftJacobian ?? differences(d, drift);
  const f = new Float64Array(d);
  const target = new Float64Array(d);
  const change = new Float64Array(d);
  const matrix = new Float64Array(d * d);
  const pivots = new Int32Array(d);

  return (t, h, x, { dW }, next) => {
    noise(t, x, dW, target);
    for (let i = 0; i < d; i++) target[i] += x[i];
    next.set(target);
    for (let iteration = 0; iteration < mostIterations; iteration++) {
      drift(t + h, next, f);
      jacobian(t + h, next, matrix);
      residual(d, h, target, f, next, change);
      identityLess(d, h, matrix);
      factor(d, matrix, pivots);
      solveFactored(d, matrix, pivots, change);
      for (let i = 0; i < d; i++) next[i] += change[i];
      const size = Math.max(largest(d, next), largest(d, target));
      if (largest(d, change) <= accuracy * size) return;
    }
    next.fill(Number.NaN);
  };
}

/** out = c + h f − y */
function residual(
  d: number,
  h: number,
  c: Float64Array,
  f: Float64Array,
  y: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < d; i++) out[i] = c[i] + h * f[i] - y[i];
}

/** J ← 1 − h J */
function identityLess(d: number, h: number, J: Float64Array): void {
  for (let i = 0; i < d * d; i++) J[i] *= -h;
  for (let i = 0; i < d; i++) J[i * d + i] += 1;
}

/** max|v_i|; NaN where one is. */
function largest(d: number, v: Float64Array): number {
  let most = 0;
  for (let i = 0; i < d; i++) most = Math.max(most, Math.abs(v[i]));
  return most;
}

/** ∂f/∂x by forward differences over 2⁻²⁶ (the root of the rounding) of x_j, or of a thousandth of the largest. */
function differences(d: number, drift: Field): Field {
  const at = new Float64Array(d);
  const f = new Float64Array(d);
  const moved = new Float64Array(d);
  return (t, x, out) => {
    drift(t, x, f);
    at.set(x);
    const least = (largest(d, x) || 1) * 2 ** -10;
    for (let j = 0; j < d; j++) {
      at[j] = x[j] + 2 ** -26 * Math.max(Math.abs(x[j]), least);
      drift(t, at, moved);
      const width = at[j] - x[j];
      for (let i = 0; i < d; i++) out[i * d + j] = (moved[i] - f[i]) / width;
      at[j] = x[j];
    }
  };
}
