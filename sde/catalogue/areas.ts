/**
 * Noises that do not commute, so that order 1 needs the Lévy areas A (Lévy 1951; Clark & Cameron 1980):
 *
 *     ∫ W₁ dW₂ = ½ W₁W₂ + A₁₂
 *
 * For the first system Euler–Maruyama's error has the exact root mean square √(Th/2), and Milstein's without areas
 * √(Th/4).
 */
import { atan, cos, exp, sin } from "../kernels/index.js";
import { defineSde } from "../problem.js";
import type { NamedProblem } from "./named-problem.js";

const clarkCameron =
  "Clark & Cameron, The maximum rate of convergence of discrete approximations for stochastic differential equations (1980)";

/** dX₁ = dW₁, dX₂ = dW₂, dX₃ = X₁ dW₂. */
export const levyArea = (): NamedProblem => ({
  name: "levy-area",
  description: "dX₁ = dW₁, dX₂ = dW₂, dX₃ = X₁ dW₂",
  problem: defineSde({
    dimension: 3,
    calculus: "ito",
    noise: { kind: "general", sources: 2 },
    drift: (_t, _x, out) => out.fill(0),
    diffusion: (_t, x, out) => {
      out[0] = 1;
      out[1] = 0;
      out[2] = 0;
      out[3] = 1;
      out[4] = 0;
      out[5] = x[0];
    },
    // The only number that moves is x₀ in out[5].
    diffusionJacobian: (_t, _x, out) => {
      out.fill(0);
      out[5 * 3] = 1;
    },
    start: [0, 0, 0],
  }),
  from: 0,
  to: 1,
  exact: (_t, start, { W, A }, out) => {
    out[0] = start[0] + W[0];
    out[1] = start[1] + W[1];
    out[2] = start[2] + start[0] * W[1] + 0.5 * W[0] * W[1] + A[1];
  },
  exactNeeds: ["levy-area"],
  mean: (_t, start) => [start[0], start[1], start[2]],
  meanSquare: (t, start, from) => {
    const span = t - from;
    const [x1, x2, x3] = [start[0], start[1], start[2]];
    return x1 * x1 + x2 * x2 + x3 * x3 + 2 * span + x1 * x1 * span + 0.5 * span * span;
  },
  source: clarkCameron,
});

/** X₁ and arctan X₃ of the same, where drift and noise are nonlinear and bounded: dX₂ = cos²X₂ X₁ ∘ dW₂. */
export const levyAreaNonlinear = (): NamedProblem => ({
  name: "levy-area-nonlinear",
  description: "dX₁ = dW₁, dX₂ = −sin X₂ cos³X₂ X₁² dt + cos²X₂ X₁ dW₂",
  problem: defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "general", sources: 2 },
    drift: (_t, x, out) => {
      out[0] = 0;
      const c = cos(x[1]);
      out[1] = -sin(x[1]) * c * c * c * x[0] * x[0];
    },
    diffusion: (_t, x, out) => {
      const c = cos(x[1]);
      out[0] = 1;
      out[1] = 0;
      out[2] = 0;
      out[3] = c * c * x[0];
    },
    diffusionJacobian: (_t, x, out) => {
      const c = cos(x[1]);
      out.fill(0);
      out[6] = c * c;
      out[7] = -2 * c * sin(x[1]) * x[0];
    },
    start: [0.5, 0.2],
  }),
  from: 0,
  to: 1,
  exact: (_t, start, { W, A }, out) => {
    out[0] = start[0] + W[0];
    out[1] = atan(sin(start[1]) / cos(start[1]) + start[0] * W[1] + 0.5 * W[0] * W[1] + A[1]);
  },
  exactNeeds: ["levy-area"],
  source: `${clarkCameron}, by the chain rule`,
});

/**
 * dX = aX dt + bPX dW₁ + bQX dW₂ with P = [[0, 1], [1, 0]] and Q = [[1, 0], [0, −1]], PQ = −QP, P² = Q² = 1. As
 * d|X|² has the mean (2a + 2b²)|X|² dt, E |X_t|² = |x|² e^{2(a + b²)t}.
 */
export const nonCommutingLinear = (a = -0.3, b = 0.5): NamedProblem => ({
  name: "non-commuting-linear",
  description: `dX₁ = ${a} X₁ dt + ${b} (X₂ dW₁ + X₁ dW₂), dX₂ = ${a} X₂ dt + ${b} (X₁ dW₁ − X₂ dW₂)`,
  problem: defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "general", sources: 2 },
    drift: (_t, x, out) => {
      out[0] = a * x[0];
      out[1] = a * x[1];
    },
    diffusion: (_t, x, out) => {
      out[0] = b * x[1];
      out[1] = b * x[0];
      out[2] = b * x[0];
      out[3] = -b * x[1];
    },
    diffusionJacobian: (_t, _x, out) => {
      out.fill(0);
      out[1] = b;
      out[2] = b;
      out[4] = b;
      out[7] = -b;
    },
    start: [1, 0.5],
  }),
  from: 0,
  to: 1,
  mean: (t, start, from) => {
    const growth = exp(a * (t - from));
    return [growth * start[0], growth * start[1]];
  },
  meanSquare: (t, start, from) =>
    (start[0] * start[0] + start[1] * start[1]) * exp(2 * (a + b * b) * (t - from)),
  source: "Arnold, Stochastic Differential Equations (1974), §8.5: moments of linear equations",
});
