/**
 * Euler–Heun (Burrage, Burrage & Tian, Proc. R. Soc. A 460 (2004); the `euler_heun` of torchsde): the drift as in
 * Euler's scheme, the noise by the trapezoidal rule with a prediction of its own,
 *
 *     Y = X + g(t, X) ΔW
 *     X⁺ = X + f(t, X) h + ½ (g(t, X) + g(t + h, Y)) ΔW
 *
 * Stratonovich. Strong order 1 where the sources commute, else ½; weak order 1. One drift a step, for drifts that are
 * dear.
 */
import type { SdeProblem } from "../problem.js";
import { commutes } from "./commutes.js";
import { eulerParts, lacksParts, noiseOfStep } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

export const eulerHeun: Scheme = Object.freeze({
  name: "euler-heun",
  calculus: ["stratonovich"] as const,
  noise: ["additive", "diagonal", "scalar", "general", "operator"] as const,
  needs: [],
  strongOrder: (noise) => (commutes(noise) ? 1 : 0.5),
  weakOrder: () => 1,
  cost: () => ({ drift: 1, diffusion: 2 }),
  lacks: lacksParts,
  prepare,
} satisfies Scheme);

function prepare(problem: SdeProblem): Step {
  const { dimension: d } = problem;
  const parts = eulerParts(problem);
  const noise = noiseOfStep(problem);
  const f = new Float64Array(d);
  const first = new Float64Array(d);
  const second = new Float64Array(d);
  const predicted = new Float64Array(d);
  return (t, h, x, { dW }, next) => {
    parts(t, x, dW, f, first);
    predict(d, x, first, predicted);
    noise(t + h, predicted, dW, second);
    combine(d, x, h, f, first, second, next);
  };
}

function predict(d: number, x: Float64Array, noise: Float64Array, out: Float64Array): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + noise[i];
}

function combine(
  d: number,
  x: Float64Array,
  h: number,
  f: Float64Array,
  first: Float64Array,
  second: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + f[i] * h + 0.5 * (first[i] + second[i]);
}
