/**
 * SRA1, a stochastic Runge–Kutta method for additive noise (Rößler, SIAM J. Numer. Anal. 48, 2010, §6.2):
 *
 *     K   = X + ¾ h f(t, X) + (3/2) g(t + h) I₁₀/h                              I₁₀ = h(ΔW/2 + H)
 *     X⁺  = X + h [⅓ f(t, X) + ⅔ f(t + ¾h, K)] + g(t + h) ΔW + [g(t) − g(t + h)] I₁₀/h
 *
 * For additive noise the two calculi agree. Strong order 1.5, weak order 2; the slope 2 that linear drifts show is
 * theirs, not the scheme's. Without the second parts of drift and noise it is Euler's method, which gives an estimate
 * of the error (natural-embedding.ts).
 */
import type { SdeProblem } from "../problem.js";
import { embeddedNorm } from "./natural-embedding.js";
import { diffusionOf, driftOf, jointly, noiseProduct } from "./parts.js";
import { sra1Tableau } from "./rossler-tableaus.js";
import type { EmbeddedStep, Scheme, Step } from "./scheme.js";

export const sra1: Scheme = Object.freeze({
  name: "sra1",
  calculus: ["ito", "stratonovich"] as const,
  noise: ["additive"] as const,
  needs: ["space-time-area"] as const,
  strongOrder: () => 1.5,
  weakOrder: () => 2,
  cost: () => ({ drift: 2, diffusion: 2 }),
  prepare: (problem: SdeProblem) => prepareEmbedded(problem).step,
  prepareEmbedded,
});

const { c0, c1, A0, B0, alpha, beta1, beta2 } = sra1Tableau;

function prepareEmbedded(problem: SdeProblem): EmbeddedStep {
  const { dimension: d, sources: m, diffusionSize } = problem;
  const evaluate = jointly(problem);
  const drift = driftOf(problem);
  const diffusion = diffusionOf(problem);
  const product = noiseProduct(problem);
  const f1 = new Float64Array(d);
  const f2 = new Float64Array(d);
  const gStart = new Float64Array(diffusionSize);
  const gEnd = new Float64Array(diffusionSize);
  const area = new Float64Array(m);
  const stage = new Float64Array(d);
  const gdW = new Float64Array(d);
  const startArea = new Float64Array(d);
  const endArea = new Float64Array(d);
  const error = new Float64Array(d);

  const step: Step = (t, h, x, { dW, H }, next) => {
    evaluate(t, x, f1, gStart);
    diffusion(t + c1[0] * h, x, gEnd);
    meanOverStep(m, dW, H, area);
    product(d, m, gStart, area, startArea);
    product(d, m, gEnd, area, endArea);
    product(d, m, gEnd, dW, gdW);
    inner(d, x, h, f1, endArea, stage);
    drift(t + c0[1] * h, stage, f2);
    combine(d, x, h, f1, f2, gdW, startArea, endArea, next, error);
  };
  return { step, errorNorm: (_h, scale) => embeddedNorm(d, error, scale), errorOrder: 1.5 };
}

/** I₁₀/h, the mean of W_s − W_t over the step. */
export function meanOverStep(m: number, dW: Float64Array, H: Float64Array, out: Float64Array): void {
  for (let k = 0; k < m; k++) out[k] = 0.5 * dW[k] + H[k];
}

function inner(
  d: number,
  x: Float64Array,
  h: number,
  f1: Float64Array,
  endArea: Float64Array,
  stage: Float64Array,
): void {
  for (let i = 0; i < d; i++) stage[i] = x[i] + A0[1][0] * h * f1[i] + B0[1][0] * endArea[i];
}

function combine(
  d: number,
  x: Float64Array,
  h: number,
  f1: Float64Array,
  f2: Float64Array,
  gdW: Float64Array,
  startArea: Float64Array,
  endArea: Float64Array,
  next: Float64Array,
  error: Float64Array,
): void {
  for (let i = 0; i < d; i++) {
    const noise = beta2[0] * endArea[i] + beta2[1] * startArea[i];
    next[i] = x[i] + h * (alpha[0] * f1[i] + alpha[1] * f2[i]) + beta1[0] * gdW[i] + noise;
    error[i] = Math.abs(alpha[1] * h * (f2[i] - f1[i])) + Math.abs(noise);
  }
}
