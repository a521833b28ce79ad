/**
 * Euler–Maruyama (Maruyama 1955; Kloeden & Platen 1992, §10.2):
 *
 *     X⁺ = X + f(t, X) h + g(t, X) ΔW,      ΔW ~ N(0, h 1_m)
 *
 * Itô. Strong order ½, and 1 where g does not depend on X; weak order 1. Without noise it is Euler's method.
 */
import type { Noise, SdeProblem } from "../problem.js";
import type { Scheme, Step } from "./scheme.js";

export const eulerMaruyama: Scheme = Object.freeze({
  name: "euler-maruyama",
  calculus: ["ito"] as const,
  noise: ["none", "additive", "diagonal", "scalar", "general", "operator"] as const,
  needs: [],
  strongOrder: ({ kind }: Noise) => (kind === "none" || kind === "additive" ? 1 : 0.5),
  weakOrder: () => 1,
  cost: () => ({ drift: 1, diffusion: 1 }),
  prepare,
});

function prepare(problem: SdeProblem): Step {
  const { dimension: d, noise, sources: m } = problem;
  const f = new Float64Array(d);
  if (noise.kind === "none") {
    const drift = problem.drift!;
    return (t, h, x, _w, next) => {
      drift(t, x, f);
      addDrift(d, x, f, h, next);
    };
  }
  if (noise.kind === "operator") {
    const { drift, applyNoise, eulerStep } = problem;
    if (eulerStep) return (t, h, x, { dW }, next) => eulerStep(t, h, x, dW, next);
    const gdW = new Float64Array(d);
    return (t, h, x, { dW }, next) => {
      drift!(t, x, f);
      applyNoise!(t, x, dW, gdW);
      addDriftAndNoise(d, x, f, h, gdW, next);
    };
  }
  const g = new Float64Array(problem.diffusionSize);
  const { drift, diffusion, evaluate } = problem;
  const add = problem.matrixNoise ? addMatrix : noise.kind === "scalar" ? addScalar : addDiagonal;
  if (evaluate)
    return (t, h, x, { dW }, next) => {
      evaluate(t, x, f, g);
      add(d, m, x, f, h, g, dW, next);
    };
  // The commonest of all, without a loop or a call more than it wants.
  if (d === 1 && m === 1)
    return (t, h, x, { dW }, next) => {
      drift!(t, x, f);
      diffusion!(t, x, g);
      next[0] = x[0] + f[0] * h + g[0] * dW[0];
    };
  return (t, h, x, { dW }, next) => {
    drift!(t, x, f);
    diffusion!(t, x, g);
    add(d, m, x, f, h, g, dW, next);
  };
}

// Module-level loops with arrays as arguments: closure-captured arrays cost half as much again.

function addDrift(d: number, x: Float64Array, f: Float64Array, h: number, next: Float64Array): void {
  for (let i = 0; i < d; i++) next[i] = x[i] + f[i] * h;
}

function addDriftAndNoise(
  d: number,
  x: Float64Array,
  f: Float64Array,
  h: number,
  gdW: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) next[i] = x[i] + f[i] * h + gdW[i];
}

type Add = (
  d: number,
  m: number,
  x: Float64Array,
  f: Float64Array,
  h: number,
  g: Float64Array,
  dW: Float64Array,
  next: Float64Array,
) => void;

const addDiagonal: Add = (d, _m, x, f, h, g, dW, next) => {
  for (let i = 0; i < d; i++) next[i] = x[i] + f[i] * h + g[i] * dW[i];
};

const addScalar: Add = (d, _m, x, f, h, g, dW, next) => {
  const dw = dW[0];
  for (let i = 0; i < d; i++) next[i] = x[i] + f[i] * h + g[i] * dw;
};

const addMatrix: Add = (d, m, x, f, h, g, dW, next) => {
  for (let i = 0; i < d; i++) {
    let noise = 0;
    for (let k = 0; k < m; k++) noise += g[i * m + k] * dW[k];
    next[i] = x[i] + f[i] * h + noise;
  }
};
