/**
 * Full truncation Euler for processes that live on x ≥ 0 (Lord, Koekkoek & van Dijk, A comparison of biased simulation
 * schemes for stochastic volatility models, Quantitative Finance 10, 2010, §3):
 *
 *     X̃⁺ = X̃ + f(t, X) h + g(t, X) ΔW,      X_i = max(X̃_i, 0) for i in `nonNegative`, X̃_i elsewhere
 *
 * The state X̃ may pass below 0 by a step's noise and is carried as it is, for cutting it off would push the mean up;
 * what is saved and returned is X. Itô. Strong order ½, proven for a square-root diffusion (κ, θ, σ) with 2κθ > 3σ²
 * (Cozma & Reisinger, IMA J. Numer. Anal. 40, 2020); lower as 0 comes within reach. Weak order 1 as Euler–Maruyama's
 * while 0 is not reached.
 */
import type { SdeProblem } from "../problem.js";
import { eulerParts } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

export const fullTruncationEuler: Scheme = Object.freeze({
  name: "full-truncation-euler",
  calculus: ["ito"] as const,
  noise: ["diagonal", "scalar", "general"] as const,
  needs: [],
  strongOrder: () => 0.5,
  weakOrder: () => 1,
  cost: () => ({ drift: 1, diffusion: 1 }),
  lacks: ({ nonNegative }: SdeProblem) =>
    nonNegative === undefined ? "needs nonNegative, the coordinates that live on x ≥ 0" : undefined,
  prepare,
  reveal: (problem: SdeProblem) => {
    const indices = indicesOf(problem);
    return (state: Float64Array) => truncate(indices, state);
  },
});

function prepare(problem: SdeProblem): Step {
  const d = problem.dimension;
  const indices = indicesOf(problem);
  const f = new Float64Array(d);
  const gdW = new Float64Array(d);
  const positive = new Float64Array(d);
  const parts = eulerParts(problem);
  return (t, h, x, { dW }, next) => {
    positive.set(x);
    truncate(indices, positive);
    parts(t, positive, dW, f, gdW);
    addParts(d, x, f, h, gdW, next);
  };
}

function indicesOf({ nonNegative, dimension }: SdeProblem): Int32Array {
  return nonNegative === true
    ? Int32Array.from({ length: dimension }, (_, i) => i)
    : Int32Array.from(nonNegative!);
}

/** NaN stays what it is. */
function truncate(indices: Int32Array, x: Float64Array): void {
  for (let k = 0; k < indices.length; k++) if (x[indices[k]] < 0) x[indices[k]] = 0;
}

function addParts(
  d: number,
  x: Float64Array,
  f: Float64Array,
  h: number,
  gdW: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) next[i] = x[i] + f[i] * h + gdW[i];
}
