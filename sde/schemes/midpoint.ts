/**
 * The explicit midpoint scheme (Burrage, Burrage & Tian, Proc. R. Soc. A 460 (2004); without noise, Runge's method of
 * order 2): half of Euler's step, then a whole one from there,
 *
 *     Y = X + ½ f(t, X) h + ½ g(t, X) ΔW
 *     X⁺ = X + f(t + ½h, Y) h + g(t + ½h, Y) ΔW
 *
 * Stratonovich. Strong order 1 where the sources commute, else ½; weak order 1.
 */
import type { SdeProblem } from "../problem.js";
import { commutes } from "./commutes.js";
import { eulerIncrement } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

export const midpoint: Scheme = Object.freeze({
  name: "midpoint",
  calculus: ["stratonovich"] as const,
  noise: ["none", "additive", "diagonal", "scalar", "general", "operator"] as const,
  needs: [],
  strongOrder: (noise) => (noise.kind === "none" ? 2 : commutes(noise) ? 1 : 0.5),
  weakOrder: ({ kind }) => (kind === "none" ? 2 : 1),
  cost: () => ({ drift: 2, diffusion: 2 }),
  prepare,
} satisfies Scheme);

function prepare(problem: SdeProblem): Step {
  const { dimension: d } = problem;
  const increment = eulerIncrement(problem);
  const whole = new Float64Array(d);
  const middle = new Float64Array(d);
  return (t, h, x, { dW }, next) => {
    increment(t, h, x, dW, whole);
    addMultiple(d, x, 0.5, whole, middle);
    increment(t + 0.5 * h, h, middle, dW, whole);
    addMultiple(d, x, 1, whole, next);
  };
}

function addMultiple(d: number, x: Float64Array, a: number, step: Float64Array, out: Float64Array): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + a * step[i];
}
