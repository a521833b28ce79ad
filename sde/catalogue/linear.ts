/**
 * Linear equations whose noises commute, so that the solution is the exponential of one matrix (Kloeden & Platen
 * 1992, §4.2–4.4 and §4.8):
 *
 *     dX = aX dt + Σ_k b_k X dW_k  (Itô)      X_t = exp((a − ½ Σ b_k²)(t − t₀) + Σ b_k W_k) X_{t₀}
 *
 * with numbers, with diagonal matrices, or with complex numbers acting on the plane; in the Stratonovich calculus the
 * ½ Σ b_k² is absent.
 */
import { cos, exp, sin } from "../kernels/index.js";
import { defineSde } from "../problem.js";
import type { NamedProblem } from "./named-problem.js";

const kloedenPlaten = "Kloeden & Platen, Numerical Solution of Stochastic Differential Equations (1992)";

/** dX = αX dt + βX dW. */
export const geometricBrownian = (alpha = 0.5, beta = 0.4): NamedProblem => ({
  name: "geometric-brownian-motion",
  description: `dX = ${alpha} X dt + ${beta} X dW`,
  problem: defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "diagonal" },
    drift: (_t, x, out) => {
      out[0] = alpha * x[0];
    },
    diffusion: (_t, x, out) => {
      out[0] = beta * x[0];
    },
    diffusionDerivative: (_t, _x, out) => {
      out[0] = beta;
    },
    start: [1],
  }),
  from: 0,
  to: 1,
  exact: (t, start, { from, W }, out) => {
    out[0] = start[0] * exp((alpha - 0.5 * beta * beta) * (t - from) + beta * W[0]);
  },
  mean: (t, start, from) => [start[0] * exp(alpha * (t - from))],
  meanSquare: (t, start, from) => start[0] * start[0] * exp((2 * alpha + beta * beta) * (t - from)),
  source: `${kloedenPlaten}, §4.4`,
});

/** dX = αX dt + βX ∘ dW. */
export const geometricStratonovich = (alpha = 0.3, beta = 0.5): NamedProblem => ({
  name: "geometric-brownian-motion-stratonovich",
  description: `dX = ${alpha} X dt + ${beta} X ∘ dW`,
  problem: defineSde({ ...geometricBrownian(alpha, beta).problem, calculus: "stratonovich" }),
  from: 0,
  to: 1,
  exact: (t, start, { from, W }, out) => {
    out[0] = start[0] * exp(alpha * (t - from) + beta * W[0]);
  },
  mean: (t, start, from) => [start[0] * exp((alpha + 0.5 * beta * beta) * (t - from))],
  meanSquare: (t, start, from) => start[0] * start[0] * exp(2 * (alpha + beta * beta) * (t - from)),
  source: `${kloedenPlaten}, §4.4 and §4.9`,
});

/** dX_i = a_i X_i dt + b_i X_i dW with one W for all. */
export const sharedNoise = (a = [0.4, -0.3], b = [0.3, -0.5]): NamedProblem => ({
  name: "shared-noise",
  description: `dX_i = a_i X_i dt + b_i X_i dW, one W; a = (${a.join(", ")}), b = (${b.join(", ")})`,
  problem: defineSde({
    dimension: a.length,
    calculus: "ito",
    noise: { kind: "scalar" },
    drift: (_t, x, out) => {
      for (let i = 0; i < out.length; i++) out[i] = a[i] * x[i];
    },
    diffusion: (_t, x, out) => {
      for (let i = 0; i < out.length; i++) out[i] = b[i] * x[i];
    },
    diffusionJacobian: (_t, _x, out) => {
      out.fill(0);
      for (let i = 0; i < b.length; i++) out[i * b.length + i] = b[i];
    },
    start: a.map((_, i) => 1 + 0.5 * i),
  }),
  from: 0,
  to: 1,
  exact: (t, start, { from, W }, out) => {
    for (let i = 0; i < out.length; i++)
      out[i] = start[i] * exp((a[i] - 0.5 * b[i] * b[i]) * (t - from) + b[i] * W[0]);
  },
  mean: (t, start, from) => a.map((ai, i) => start[i] * exp(ai * (t - from))),
  meanSquare: (t, start, from) =>
    a.reduce((sum, ai, i) => sum + start[i] * start[i] * exp((2 * ai + b[i] * b[i]) * (t - from)), 0),
  source: `${kloedenPlaten}, §4.4, coordinate by coordinate`,
});

/** dX = aX dt + b₁X dW₁ + b₂X dW₂. */
export const twoNoises = (a = 0.4, b1 = 0.3, b2 = 0.4): NamedProblem => ({
  name: "two-noises",
  description: `dX = ${a} X dt + ${b1} X dW₁ + ${b2} X dW₂`,
  problem: defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "general", sources: 2, commutative: true },
    drift: (_t, x, out) => {
      out[0] = a * x[0];
    },
    diffusion: (_t, x, out) => {
      out[0] = b1 * x[0];
      out[1] = b2 * x[0];
    },
    diffusionJacobian: (_t, _x, out) => {
      out[0] = b1;
      out[1] = b2;
    },
    start: [1],
  }),
  from: 0,
  to: 1,
  exact: (t, start, { from, W }, out) => {
    out[0] = start[0] * exp((a - 0.5 * (b1 * b1 + b2 * b2)) * (t - from) + b1 * W[0] + b2 * W[1]);
  },
  mean: (t, start, from) => [start[0] * exp(a * (t - from))],
  meanSquare: (t, start, from) => start[0] * start[0] * exp((2 * a + b1 * b1 + b2 * b2) * (t - from)),
  source: `${kloedenPlaten}, §4.4`,
});

/** dZ = αZ dt + β₁Z dW₁ + β₂Z dW₂ for complex Z = X₁ + iX₂: the matrices x + iy ↦ [[x, −y], [y, x]] commute. */
export const complexNoises = (alpha = [0.2, 1], beta1 = [0.3, 0.2], beta2 = [-0.1, 0.4]): NamedProblem => {
  const squareReal = beta1[0] * beta1[0] - beta1[1] * beta1[1] + beta2[0] * beta2[0] - beta2[1] * beta2[1];
  const squareImaginary = 2 * (beta1[0] * beta1[1] + beta2[0] * beta2[1]);
  const growth = beta1[0] * beta1[0] + beta1[1] * beta1[1] + beta2[0] * beta2[0] + beta2[1] * beta2[1];
  return {
    name: "complex-noises",
    description: `dZ = αZ dt + β₁Z dW₁ + β₂Z dW₂, Z = X₁ + iX₂; α = ${alpha.join(" + ")}i, β₁ = ${beta1.join(" + ")}i, β₂ = ${beta2.join(" + ")}i`,
    problem: defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "general", sources: 2, commutative: true },
      drift: (_t, x, out) => {
        out[0] = alpha[0] * x[0] - alpha[1] * x[1];
        out[1] = alpha[1] * x[0] + alpha[0] * x[1];
      },
      diffusion: (_t, x, out) => {
        out[0] = beta1[0] * x[0] - beta1[1] * x[1];
        out[1] = beta2[0] * x[0] - beta2[1] * x[1];
        out[2] = beta1[1] * x[0] + beta1[0] * x[1];
        out[3] = beta2[1] * x[0] + beta2[0] * x[1];
      },
      diffusionJacobian: (_t, _x, out) => {
        out[0] = beta1[0];
        out[1] = -beta1[1];
        out[2] = beta2[0];
        out[3] = -beta2[1];
        out[4] = beta1[1];
        out[5] = beta1[0];
        out[6] = beta2[1];
        out[7] = beta2[0];
      },
      start: [1, 0.5],
    }),
    from: 0,
    to: 1,
    exact: (t, start, { from, W }, out) => {
      const size = exp((alpha[0] - 0.5 * squareReal) * (t - from) + beta1[0] * W[0] + beta2[0] * W[1]);
      const angle = (alpha[1] - 0.5 * squareImaginary) * (t - from) + beta1[1] * W[0] + beta2[1] * W[1];
      turn(start, size, angle, out);
    },
    mean: (t, start, from) => turned(start, exp(alpha[0] * (t - from)), alpha[1] * (t - from)),
    meanSquare: (t, start, from) =>
      (start[0] * start[0] + start[1] * start[1]) * exp((2 * alpha[0] + growth) * (t - from)),
    source: `${kloedenPlaten}, §4.8, commuting matrices`,
  };
};

/** Kubo's oscillator: dX₁ = −X₂ (ω dt + σ ∘ dW), dX₂ = X₁ (ω dt + σ ∘ dW), a rotation. */
export const kuboOscillator = (omega = 1, sigma = 0.6): NamedProblem => ({
  name: "kubo-oscillator",
  description: `dX₁ = −X₂ (${omega} dt + ${sigma} ∘ dW), dX₂ = X₁ (${omega} dt + ${sigma} ∘ dW)`,
  problem: defineSde({
    dimension: 2,
    calculus: "stratonovich",
    noise: { kind: "scalar" },
    drift: (_t, x, out) => {
      out[0] = -omega * x[1];
      out[1] = omega * x[0];
    },
    diffusion: (_t, x, out) => {
      out[0] = -sigma * x[1];
      out[1] = sigma * x[0];
    },
    diffusionJacobian: (_t, _x, out) => {
      out[0] = 0;
      out[1] = -sigma;
      out[2] = sigma;
      out[3] = 0;
    },
    start: [1, 0],
  }),
  from: 0,
  to: 1,
  exact: (t, start, { from, W }, out) => turn(start, 1, omega * (t - from) + sigma * W[0], out),
  mean: (t, start, from) => turned(start, exp(-0.5 * sigma * sigma * (t - from)), omega * (t - from)),
  meanSquare: (_t, start) => start[0] * start[0] + start[1] * start[1],
  source: "Kubo, Stochastic Liouville equations, J. Math. Phys. 4 (1963)",
});

/** out = size · e^{i angle} · start in the complex plane. */
function turn(start: ArrayLike<number>, size: number, angle: number, out: Float64Array): void {
  const c = size * cos(angle);
  const s = size * sin(angle);
  out[0] = c * start[0] - s * start[1];
  out[1] = s * start[0] + c * start[1];
}

function turned(start: ArrayLike<number>, size: number, angle: number): number[] {
  const out = new Float64Array(2);
  turn(start, size, angle, out);
  return Array.from(out);
}
