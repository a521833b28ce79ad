/**
 * SRIW1, a stochastic Runge–Kutta method for diagonal noise (g_i a function of t and x_i alone) and for scalar noise
 * (Rößler, SIAM J. Numer. Anal. 48, 2010, §6.1); its stages and weights stand in rossler-tableaus.ts:
 *
 *     K₂ = X + ¾ h f₁ + (3/2) g₁ I₁₀/h              f₁ = f(t, X), f₂ = f(t + ¾h, K₂)
 *     L₂ = X + ¼ h f₁ + ½√h g₁                      g₁ = g(t, X), g₂ = g(t + ¼h, L₂)
 *     L₃ = X + h f₁ − √h g₁                         g₃ = g(t + h, L₃)
 *     L₄ = X + ¼ h f₁ + √h (−5 g₁ + 3 g₂ + ½ g₃)     g₄ = g(t + ¼h, L₄)
 *     X⁺ = X + h (⅓ f₁ + ⅔ f₂) + Σ_i (β¹_i ΔW + β²_i I₁₁/√h + β³_i I₁₀/h + β⁴_i I₁₁₁/h) g_i
 *
 * Itô. Strong order 1.5. Weak order 1.5 too, not 2: its √h stages leave odd powers of √h in the moments (which cancel
 * on geometric Brownian motion). The terms with β³ and β⁴ and the drift's second stage give an estimate of the error
 * (natural-embedding.ts).
 */
import type { SdeProblem } from "../problem.js";
import { embeddedNorm } from "./natural-embedding.js";
import { diffusionOf, driftOf, jointly } from "./parts.js";
import { sriw1Tableau } from "./rossler-tableaus.js";
import type { EmbeddedStep, Scheme, Step } from "./scheme.js";

export const sriw1: Scheme = Object.freeze({
  name: "sriw1",
  calculus: ["ito"] as const,
  noise: ["diagonal", "scalar"] as const,
  needs: ["space-time-area"] as const,
  strongOrder: () => 1.5,
  weakOrder: () => 1.5,
  cost: () => ({ drift: 2, diffusion: 4 }),
  prepare: (problem: SdeProblem) => prepareEmbedded(problem).step,
  prepareEmbedded,
});

const { c0, c1, A0, B0, A1, B1, alpha, beta1, beta2, beta3, beta4 } = sriw1Tableau;

function prepareEmbedded(problem: SdeProblem): EmbeddedStep {
  const d = problem.dimension;
  // One Wiener process for all coordinates, or one for each.
  const stride = problem.noise.kind === "scalar" ? 0 : 1;
  const evaluate = jointly(problem);
  const drift = driftOf(problem);
  const diffusion = diffusionOf(problem);
  const f = Array.from({ length: 2 }, () => new Float64Array(d));
  const g = Array.from({ length: 4 }, () => new Float64Array(d));
  const stage = new Float64Array(d);
  const error = new Float64Array(d);

  const step: Step = (t, h, x, { dW, H }, next) => {
    const root = Math.sqrt(h);
    evaluate(t, x, f[0], g[0]);
    driftStage(d, stride, x, h, f[0], g[0], dW, H, stage);
    drift(t + c0[1] * h, stage, f[1]);
    for (let i = 1; i < 4; i++) {
      // Stage 3 of the drift is its first: A¹ always multiplies f₁.
      noiseStage(d, x, h * (A1[i][0] + A1[i][2]), f[0], root, B1[i], g, stage);
      diffusion(t + c1[i] * h, stage, g[i]);
    }
    combine(d, stride, x, h, f, g, dW, H, next, error);
  };
  return { step, errorNorm: (_h, scale) => embeddedNorm(d, error, scale), errorOrder: 1.5 };
}

function driftStage(
  d: number,
  stride: number,
  x: Float64Array,
  h: number,
  f1: Float64Array,
  g1: Float64Array,
  dW: Float64Array,
  H: Float64Array,
  stage: Float64Array,
): void {
  for (let i = 0; i < d; i++) {
    const area = 0.5 * dW[i * stride] + H[i * stride];
    stage[i] = x[i] + A0[1][0] * h * f1[i] + B0[1][0] * area * g1[i];
  }
}

function noiseStage(
  d: number,
  x: Float64Array,
  h: number,
  f1: Float64Array,
  root: number,
  row: readonly number[],
  [g1, g2, g3]: readonly Float64Array[],
  stage: Float64Array,
): void {
  const [b1, b2, b3] = row;
  for (let i = 0; i < d; i++) stage[i] = x[i] + h * f1[i] + root * (b1 * g1[i] + b2 * g2[i] + b3 * g3[i]);
}

function combine(
  d: number,
  stride: number,
  x: Float64Array,
  h: number,
  [f1, f2]: readonly Float64Array[],
  [g1, g2, g3, g4]: readonly Float64Array[],
  dW: Float64Array,
  H: Float64Array,
  next: Float64Array,
  error: Float64Array,
): void {
  const root = Math.sqrt(h);
  for (let i = 0; i < d; i++) {
    const w = dW[i * stride];
    const twice = (w * w - h) / (2 * root);
    const area = 0.5 * w + H[i * stride];
    const thrice = (w * (w * w - 3 * h)) / (6 * h);
    const first =
      (beta1[0] * w + beta2[0] * twice) * g1[i] +
      (beta1[1] * w + beta2[1] * twice) * g2[i] +
      (beta1[2] * w + beta2[2] * twice) * g3[i];
    const beyond =
      (beta3[0] * area + beta4[0] * thrice) * g1[i] +
      (beta3[1] * area + beta4[1] * thrice) * g2[i] +
      (beta3[2] * area + beta4[2] * thrice) * g3[i] +
      beta4[3] * thrice * g4[i];
    next[i] = x[i] + h * (alpha[0] * f1[i] + alpha[1] * f2[i]) + first + beyond;
    error[i] = Math.abs(alpha[1] * h * (f2[i] - f1[i])) + Math.abs(beyond);
  }
}
