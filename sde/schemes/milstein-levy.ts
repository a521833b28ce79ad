/**
 * Milstein's scheme for noise that does not commute, with Lévy areas and without derivatives (Rößler, Runge–Kutta
 * methods for the strong approximation of solutions of stochastic differential equations, SIAM J. Numer. Anal. 48,
 * 2010, §6: SRI1 and, by his Theorem 6.2 with J for I, SRS1). g_k is column k of g:
 *
 *     X⁺ = X + f h + Σ_k g_k ΔW_k + ½√h Σ_k [g_k(t, X + v_k) − g_k(t, X − v_k)],      v_k = Σ_l g_l I_lk/√h,
 *
 *     Itô           I_lk = ∫ W_l dW_k = ½(ΔW_lΔW_k − δ_lk h) + A_lk
 *     Stratonovich  J_lk = ½ΔW_lΔW_k + A_lk
 *
 * with W from the step's start, l inside, A_lk = ½∫(W_l dW_k − W_k dW_l). Strong and weak order 1 for noise of every
 * kind; where g does not depend on X it is Euler–Maruyama. Where the noise commutes, schemes without areas are as good
 * and cheaper.
 *
 * I_lk/√h → `integrals[k*m + l]`, so that the numbers of one v_k lie side by side; g(t, X ± v_k) → `above`, `below`.
 */
import type { Noise, SdeProblem } from "../problem.js";
import { diffusionOf, jointly, noiseProduct } from "./parts.js";
import type { Scheme, Step } from "./scheme.js";

/** m² areas are drawn for every step, and the diffusion is evaluated 2m times. */
const mostSources = 1000;

export const milsteinLevy: Scheme = Object.freeze({
  name: "milstein-levy",
  calculus: ["ito", "stratonovich"] as const,
  noise: ["additive", "diagonal", "scalar", "general"] as const,
  needs: ["levy-area"] as const,
  strongOrder: () => 1,
  weakOrder: () => 1,
  cost: (sources: number, noise?: Noise) => ({
    drift: 1,
    diffusion: noise?.kind === "additive" ? 1 : 1 + 2 * sources,
  }),
  lacks: ({ sources }: SdeProblem) =>
    sources > mostSources
      ? `draws the Lévy areas of every two sources, and takes at most ${mostSources} of the problem's ${sources}`
      : undefined,
  prepare,
});

function prepare(problem: SdeProblem): Step {
  const { dimension: d, sources: m, noise, calculus } = problem;
  const evaluate = jointly(problem);
  const product = noiseProduct(problem);
  const f = new Float64Array(d);
  const g = new Float64Array(problem.diffusionSize);
  const noiseOfStep = new Float64Array(d);
  if (noise.kind === "additive")
    return (t, h, x, { dW }, next) => {
      evaluate(t, x, f, g);
      product(d, m, g, dW, noiseOfStep);
      addDriftAndNoise(d, x, f, h, noiseOfStep, next);
    };

  const diffusion = diffusionOf(problem);
  const integrals = new Float64Array(m * m);
  const columns = Array.from({ length: m }, (_, k) => integrals.subarray(k * m, k * m + m));
  const [v, shifted] = [new Float64Array(d), new Float64Array(d)];
  const [above, below] = [new Float64Array(g.length), new Float64Array(g.length)];
  const addColumn = problem.matrixNoise ? addOfMatrix : noise.kind === "scalar" ? addOfScalar : addOfDiagonal;
  const inside = calculus === "ito" ? 0.5 : 0;
  return (t, h, x, { dW, A }, next) => {
    const root = Math.sqrt(h);
    evaluate(t, x, f, g);
    product(d, m, g, dW, noiseOfStep);
    addDriftAndNoise(d, x, f, h, noiseOfStep, next);
    iteratedIntegrals(m, 1 / root, inside * h, dW, A, integrals);
    for (let k = 0; k < m; k++) {
      product(d, m, g, columns[k], v);
      shift(d, x, v, 1, shifted);
      diffusion(t, shifted, above);
      shift(d, x, v, -1, shifted);
      diffusion(t, shifted, below);
      addColumn(d, m, k, 0.5 * root, above, below, next);
    }
  };
}

/** out[k*m + l] = factor (½ΔW_lΔW_k − δ_lk · ofOne + A_lk) */
function iteratedIntegrals(
  m: number,
  factor: number,
  ofOne: number,
  dW: Float64Array,
  A: Float64Array,
  out: Float64Array,
): void {
  for (let k = 0; k < m; k++) {
    for (let l = 0; l < m; l++) out[k * m + l] = factor * (0.5 * dW[l] * dW[k] + A[l * m + k]);
    out[k * m + k] = factor * (0.5 * dW[k] * dW[k] - ofOne);
  }
}

function addDriftAndNoise(
  d: number,
  x: Float64Array,
  f: Float64Array,
  h: number,
  noise: Float64Array,
  next: Float64Array,
): void {
  for (let i = 0; i < d; i++) next[i] = x[i] + f[i] * h + noise[i];
}

function shift(d: number, x: Float64Array, v: Float64Array, sign: number, out: Float64Array): void {
  for (let i = 0; i < d; i++) out[i] = x[i] + sign * v[i];
}

/** next += factor × column k of (above − below) */
type AddColumn = (
  d: number,
  m: number,
  k: number,
  factor: number,
  above: Float64Array,
  below: Float64Array,
  next: Float64Array,
) => void;

const addOfMatrix: AddColumn = (d, m, k, factor, above, below, next) => {
  for (let i = 0; i < d; i++) next[i] += factor * (above[i * m + k] - below[i * m + k]);
};

const addOfScalar: AddColumn = (d, _m, _k, factor, above, below, next) => {
  for (let i = 0; i < d; i++) next[i] += factor * (above[i] - below[i]);
};

const addOfDiagonal: AddColumn = (_d, _m, k, factor, above, below, next) => {
  next[k] += factor * (above[k] - below[k]);
};
