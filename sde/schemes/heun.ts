/**
 * Heun's scheme (Rümelin, Numerical treatment of stochastic differential equations, SIAM J. Numer. Anal. 19 (1982);
 * Burrage, Burrage & Tian, Proc. R. Soc. A 460 (2004)): the trapezoidal rule with Euler's prediction,
 *
 *     Y = X + f(t, X) h + g(t, X) ΔW
 *     X⁺ = X + ½ (f(t, X) + f(t + h, Y)) h + ½ (g(t, X) + g(t + h, Y)) ΔW
 *
 * Stratonovich. Strong order 1 where the sources commute, else ½; weak order 1, and 2 where g does not depend on X.
 * Without noise it is Heun's method of order 2.
 */
import type { SdeProblem } from "../problem.js";
import { commutes } from "./commutes.js";
import { eulerIncrement } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

export const heun: Scheme = Object.freeze({
  name: "heun",
  calculus: ["stratonovich"] as const,
  noise: ["none", "additive", "diagonal", "scalar", "general", "operator"] as const,
  needs: [],
  strongOrder: (noise) => (noise.kind === "none" ? 2 : commutes(noise) ? 1 : 0.5),
  weakOrder: ({ kind }) => (kind === "none" || kind === "additive" ? 2 : 1),
  cost: () => ({ drift: 2, diffusion: 2 }),
  prepare,
} satisfies Scheme);

function prepare(problem: SdeProblem): Step {
  const { dimension: d } = problem;
  const increment = eulerIncrement(problem);
  const first = new Float64Array(d);
  const second = new Float64Array(d);
  const predicted = new Float64Array(d);
  return (t, h, x, { dW }, next) => {
    increment(t, h, x, dW, first);
    add(d, x, first, predicted);
    increment(t + h, h, predicted, dW, second);
    addMean(d, x, first, second, next);
  };
}

function add(d: number, x: Float64Array, step: Float64Array, out: Float64Array): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + step[i];
}

function addMean(
  d: number,
  x: Float64Array,
  first: Float64Array,
  second: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + 0.5 * (first[i] + second[i]);
}
