/**
 * Equations whose noise does not depend on the state: a linear drift leaves a Gaussian process, known path by path
 * where the integrating factor takes the time out of the noise (Kloeden & Platen 1992, §4.2, narrow-sense linear equations),
 *
 *     dX = (a(t) − X/(2(1+t))) dt + σ/√(1+t) dW      √(1+t) X_t is X's start, an integral of a, and σW
 *
 * and known in law otherwise; the double well has no solution in closed form.
 */
import { exp } from "../kernels/index.js";
import { defineSde } from "../problem.js";
import type { NamedProblem } from "./named-problem.js";

const kloedenPlaten = "Kloeden & Platen, Numerical Solution of Stochastic Differential Equations (1992)";

/** dX = (β/√(1+t) − X/(2(1+t))) dt + αβ/√(1+t) dW. */
export const fadingNoise = (alpha = 0.6, beta = 1): NamedProblem => ({
  name: "fading-noise",
  description: `dX = (β/√(1+t) − X/(2(1+t))) dt + αβ/√(1+t) dW, α = ${alpha}, β = ${beta}`,
  problem: defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "additive" },
    drift: (t, x, out) => {
      out[0] = beta / Math.sqrt(1 + t) - x[0] / (2 * (1 + t));
    },
    diffusion: (t, _x, out) => {
      out[0] = (alpha * beta) / Math.sqrt(1 + t);
    },
    diffusionDerivative: (_t, _x, out) => {
      out[0] = 0;
    },
    start: [1],
  }),
  from: 0,
  to: 1,
  exact: (t, start, { from, W }, out) => {
    out[0] = (Math.sqrt(1 + from) * start[0] + beta * (t - from + alpha * W[0])) / Math.sqrt(1 + t);
  },
  mean: (t, start, from) => [(Math.sqrt(1 + from) * start[0] + beta * (t - from)) / Math.sqrt(1 + t)],
  meanSquare: (t, start, from) => {
    const mean = Math.sqrt(1 + from) * start[0] + beta * (t - from);
    return (mean * mean + alpha * alpha * beta * beta * (t - from)) / (1 + t);
  },
  source:
    "Rößler, Runge–Kutta methods for the strong approximation of solutions of SDEs, SIAM J. Numer. Anal. 48 (2010)",
});

/** dX_i = −X_i/(2(1+t)) dt + Σ_k M_ik/√(1+t) dW_k: two coordinates, three sources. */
export const additiveMatrix = (
  matrix: readonly (readonly number[])[] = [
    [0.5, 0.3, -0.2],
    [-0.1, 0.4, 0.6],
  ],
): NamedProblem => {
  const d = matrix.length;
  const m = matrix[0].length;
  const entries = matrix.flat();
  const size = entries.reduce((sum, entry) => sum + entry * entry, 0);
  return {
    name: "additive-matrix",
    description: `dX = −X/(2(1+t)) dt + M/√(1+t) dW, M = [${matrix.map((row) => `[${row.join(", ")}]`).join(", ")}]`,
    problem: defineSde({
      dimension: d,
      calculus: "ito",
      noise: { kind: "additive", sources: m },
      drift: (t, x, out) => {
        for (let i = 0; i < d; i++) out[i] = -x[i] / (2 * (1 + t));
      },
      diffusion: (t, _x, out) => {
        const factor = 1 / Math.sqrt(1 + t);
        for (let i = 0; i < d * m; i++) out[i] = factor * entries[i];
      },
      start: [1, -0.5],
    }),
    from: 0,
    to: 1,
    exact: (t, start, { from, W }, out) => {
      for (let i = 0; i < d; i++) {
        let noise = 0;
        for (let k = 0; k < m; k++) noise += entries[i * m + k] * W[k];
        out[i] = (Math.sqrt(1 + from) * start[i] + noise) / Math.sqrt(1 + t);
      }
    },
    mean: (t, start, from) => Array.from(start, (x) => (Math.sqrt(1 + from) * x) / Math.sqrt(1 + t)),
    meanSquare: (t, start, from) =>
      ((1 + from) * (start[0] * start[0] + start[1] * start[1]) + size * (t - from)) / (1 + t),
    source: `${kloedenPlaten}, §4.2`,
  };
};

/** dX₁ = X₂ dt, dX₂ = σ dW: the noise enters one coordinate and is felt in the other. */
export const integratedBrownian = (sigma = 1): NamedProblem => ({
  name: "integrated-brownian-motion",
  description: `dX₁ = X₂ dt, dX₂ = ${sigma} dW`,
  problem: defineSde({
    dimension: 2,
    calculus: "ito",
    noise: { kind: "additive", sources: 1 },
    drift: (_t, x, out) => {
      out[0] = x[1];
      out[1] = 0;
    },
    diffusion: (_t, _x, out) => {
      out[0] = 0;
      out[1] = sigma;
    },
    start: [0, 1],
  }),
  from: 0,
  to: 1,
  exact: (t, start, { from, W, H }, out) => {
    const span = t - from;
    out[0] = start[0] + span * start[1] + sigma * span * (0.5 * W[0] + H[0]);
    out[1] = start[1] + sigma * W[0];
  },
  exactNeeds: ["space-time-area"],
  mean: (t, start, from) => [start[0] + (t - from) * start[1], start[1]],
  meanSquare: (t, start, from) => {
    const span = t - from;
    const mean = start[0] + span * start[1];
    return mean * mean + start[1] * start[1] + sigma * sigma * (span + (span * span * span) / 3);
  },
  source: `${kloedenPlaten}, §5.2`,
});

/** dX = −θX dt + σ dW: Gaussian with mean e^{−θt}x and variance σ²(1 − e^{−2θt})/(2θ). */
export const ornsteinUhlenbeck = (theta = 1, sigma = 0.8): NamedProblem => ({
  name: "ornstein-uhlenbeck",
  description: `dX = −${theta} X dt + ${sigma} dW`,
  problem: defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "additive" },
    drift: (_t, x, out) => {
      out[0] = -theta * x[0];
    },
    diffusion: (_t, _x, out) => {
      out[0] = sigma;
    },
    diffusionDerivative: (_t, _x, out) => {
      out[0] = 0;
    },
    start: [1],
  }),
  from: 0,
  to: 1,
  mean: (t, start, from) => [start[0] * exp(-theta * (t - from))],
  meanSquare: (t, start, from) => {
    const decay = exp(-2 * theta * (t - from));
    return start[0] * start[0] * decay + (sigma * sigma * (1 - decay)) / (2 * theta);
  },
  source: "Uhlenbeck & Ornstein, On the theory of the Brownian motion, Phys. Rev. 36 (1930)",
});

/** dX = (X − X³) dt + σ dW: superlinear drift, additive noise, no solution in closed form. */
export const doubleWell = (sigma = 0.7): NamedProblem => ({
  name: "double-well",
  description: `dX = (X − X³) dt + ${sigma} dW`,
  problem: defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "additive" },
    drift: (_t, x, out) => {
      out[0] = x[0] * (1 - x[0] * x[0]);
    },
    diffusion: (_t, _x, out) => {
      out[0] = sigma;
    },
    diffusionDerivative: (_t, _x, out) => {
      out[0] = 0;
    },
    start: [0.5],
  }),
  from: 0,
  to: 1,
  source: "Kramers, Brownian motion in a field of force, Physica 7 (1940)",
});
