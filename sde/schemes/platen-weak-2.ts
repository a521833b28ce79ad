/**
 * Platen's explicit scheme of weak order 2 where no two sources meet: scalar noise, diagonal noise (g_i a function of
 * t and x_i alone), additive noise (Kloeden & Platen 1992, §15.1, eq. (1.1) and (1.4); t is a coordinate with drift 1):
 *
 *     X̄  = X + f h + g ΔW,      X± = X + f h ± g √h                              f, g at (t, X)
 *     X⁺ = X + ½ [f + f(t+h, X̄)] h + ¼ [g(t+h, X₊) + g(t+h, X₋) + 2 g] ΔW
 *            + ¼ [g(t+h, X₊) − g(t+h, X₋)] (ΔW² − h)/√h
 *
 * Itô. Weak order 2; strong order 1, for the last term is Milstein's. With additive noise g(t + h) takes the place of
 * both g(t+h, X±) and the last term is 0. General noise: platen-weak-2-general.ts.
 */
import type { Noise, SdeProblem } from "../problem.js";
import { diffusionOf, driftOf, jointly, noiseProduct } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

export const platenWeak2: Scheme = Object.freeze({
  name: "platen-weak-2",
  calculus: ["ito"] as const,
  noise: ["additive", "diagonal", "scalar"] as const,
  needs: [],
  strongOrder: () => 1,
  weakOrder: () => 2,
  cost: (_sources: number, noise?: Noise) => ({ drift: 2, diffusion: noise?.kind === "additive" ? 2 : 3 }),
  prepare: (problem: SdeProblem) =>
    problem.noise.kind === "additive" ? prepareAdditive(problem) : prepareMultiplicative(problem),
});

function prepareAdditive(problem: SdeProblem): Step {
  const { dimension: d, sources: m, diffusionSize } = problem;
  const evaluate = jointly(problem);
  const drift = driftOf(problem);
  const diffusion = diffusionOf(problem);
  const product = noiseProduct(problem);
  const f = new Float64Array(d);
  const fEnd = new Float64Array(d);
  const g = new Float64Array(diffusionSize);
  const gdW = new Float64Array(d);
  const gdWEnd = new Float64Array(d);
  const stage = new Float64Array(d);
  return (t, h, x, { dW }, next) => {
    evaluate(t, x, f, g);
    product(d, m, g, dW, gdW);
    eulerStage(d, x, f, h, gdW, stage);
    drift(t + h, stage, fEnd);
    diffusion(t + h, x, g);
    product(d, m, g, dW, gdWEnd);
    for (let i = 0; i < d; i++) next[i] = x[i] + 0.5 * (f[i] + fEnd[i]) * h + 0.5 * (gdW[i] + gdWEnd[i]);
  };
}

function prepareMultiplicative(problem: SdeProblem): Step {
  const { dimension: d, sources: m } = problem;
  // One Wiener process for all coordinates, or one for each.
  const stride = problem.noise.kind === "scalar" ? 0 : 1;
  const evaluate = jointly(problem);
  const drift = driftOf(problem);
  const diffusion = diffusionOf(problem);
  const product = noiseProduct(problem);
  const f = new Float64Array(d);
  const fEnd = new Float64Array(d);
  const g = new Float64Array(d);
  const above = new Float64Array(d);
  const below = new Float64Array(d);
  const stage = new Float64Array(d);
  const gdW = new Float64Array(d);
  return (t, h, x, { dW }, next) => {
    const root = Math.sqrt(h);
    evaluate(t, x, f, g);
    product(d, m, g, dW, gdW);
    eulerStage(d, x, f, h, gdW, stage);
    drift(t + h, stage, fEnd);
    support(d, x, f, h, g, root, stage);
    diffusion(t + h, stage, above);
    support(d, x, f, h, g, -root, stage);
    diffusion(t + h, stage, below);
    combine(d, stride, x, h, f, fEnd, g, above, below, dW, next);
  };
}

/** X + f h + g ΔW */
export function eulerStage(
  d: number,
  x: Float64Array,
  f: Float64Array,
  h: number,
  gdW: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + f[i] * h + gdW[i];
}

/** X + f h + g r */
function support(
  d: number,
  x: Float64Array,
  f: Float64Array,
  h: number,
  g: Float64Array,
  r: number,
  out: Float64Array,
): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + f[i] * h + g[i] * r;
}

function combine(
  d: number,
  stride: number,
  x: Float64Array,
  h: number,
  f: Float64Array,
  fEnd: Float64Array,
  g: Float64Array,
  above: Float64Array,
  below: Float64Array,
  dW: Float64Array,
  next: Float64Array,
): void {
  const root = Math.sqrt(h);
  for (let i = 0; i < d; i++) {
    const w = dW[i * stride];
    next[i] =
      x[i] +
      0.5 * (f[i] + fEnd[i]) * h +
      0.25 * (above[i] + below[i] + 2 * g[i]) * w +
      (0.25 * (above[i] - below[i]) * (w * w - h)) / root;
  }
}
