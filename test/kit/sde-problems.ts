/** Small problems with known solutions, and a few ways of stepping them by hand, for the tests of the SDE engine. */
import { createIncrement, defineSde, type Field, type SdeProblem, type Step } from "../../sde/index.js";

/** x' = f(t, x). */
export function ode(drift: Field, start?: readonly number[]): SdeProblem {
  const dimension = start?.length ?? 1;
  return defineSde({ dimension, noise: { kind: "none" }, drift, ...(start && { start }) });
}

/** Geometric Brownian motion, dX = αX dt + βX dW; X_t = X₀ exp((α − β²/2)t + βW_t). */
export function geometricBrownian(alpha: number, beta: number): SdeProblem {
  return defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "diagonal" },
    drift: (_t, x, out) => {
      out[0] = alpha * x[0];
    },
    diffusion: (_t, x, out) => {
      out[0] = beta * x[0];
    },
  });
}

/** Ornstein–Uhlenbeck, dX = −θX dt + σ dW. */
export function ornsteinUhlenbeck(theta: number, sigma: number): SdeProblem {
  return defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "additive" },
    drift: (_t, x, out) => {
      out[0] = -theta * x[0];
    },
    diffusion: (_t, _x, out) => {
      out[0] = sigma;
    },
  });
}

/** THEORY §10 (5): dX = (β/√(1+t) − X/(2(1+t))) dt + (αβ/√(1+t)) dW; X_t = (X₀ + β(t + αW_t))/√(1+t). */
export function fadingNoise(alpha: number, beta: number): SdeProblem {
  return defineSde({
    dimension: 1,
    calculus: "ito",
    noise: { kind: "additive" },
    drift: (t, x, out) => {
      out[0] = beta / Math.sqrt(1 + t) - x[0] / (2 * (1 + t));
    },
    diffusion: (t, _x, out) => {
      out[0] = (alpha * beta) / Math.sqrt(1 + t);
    },
  });
}

/** Outcomes and probabilities that share their first moments with N(0, 1): three of them, or five. */
export const twoPoints = [
  { outcome: -1, probability: 1 / 2 },
  { outcome: 1, probability: 1 / 2 },
];
export const threePoints = [
  { outcome: -Math.sqrt(3), probability: 1 / 6 },
  { outcome: 0, probability: 2 / 3 },
  { outcome: Math.sqrt(3), probability: 1 / 6 },
];

/**
 * E φ(X_N) of a scheme in one dimension with every ΔW replaced by √h × an outcome: all of them are walked
 * through, so there is no sampling error.
 */
export function enumeratedMean(
  step: Step,
  { start, h, steps, points }: { start: number; h: number; steps: number; points: typeof twoPoints },
  phi: (x: number) => number,
): number {
  const x = new Float64Array(1);
  const next = new Float64Array(1);
  const w = createIncrement(1, []);
  const from = (n: number, state: number): number => {
    if (n === steps) return phi(state);
    let mean = 0;
    for (const { outcome, probability } of points) {
      x[0] = state;
      w.dW[0] = Math.sqrt(h) * outcome;
      step(n * h, h, x, w, next);
      mean += probability * from(n + 1, next[0]);
    }
    return mean;
  };
  return from(0, start);
}
