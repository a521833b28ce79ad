/**
 * What schemes are put together from, for every kind of noise:
 *
 *     the parts  f(t, x)  and  g(t, x) ΔW      the noise alone  g(t, x) ΔW      Euler's increment  f(t, x) h + g(t, x) ΔW
 */
import type { Field, SdeProblem } from "../problem.js";

/** Overwrites `f` with f(t, x) and `noise` with g(t, x) ΔW. */
export type Parts = (
  t: number,
  x: Float64Array,
  dW: Float64Array,
  f: Float64Array,
  noise: Float64Array,
) => void;

/** Overwrites `out` with g(t, x) ΔW. */
export type NoiseIncrement = (t: number, x: Float64Array, dW: Float64Array, out: Float64Array) => void;

/** Overwrites `out` with f(t, x) h + g(t, x) ΔW. */
export type EulerIncrement = (
  t: number,
  h: number,
  x: Float64Array,
  dW: Float64Array,
  out: Float64Array,
) => void;

/** Drift and diffusion at once, in whichever form the problem has them. */
export function jointly({ evaluate, drift, diffusion }: SdeProblem): NonNullable<SdeProblem["evaluate"]> {
  if (evaluate) return evaluate;
  return (t, x, f, g) => {
    drift!(t, x, f);
    diffusion!(t, x, g);
  };
}

/** Drift alone. */
export function driftOf({ drift, evaluate, diffusionSize }: SdeProblem): Field {
  if (drift) return drift;
  const unused = new Float64Array(diffusionSize);
  return (t, x, out) => evaluate!(t, x, out, unused);
}

/** Diffusion alone. */
export function diffusionOf({ diffusion, evaluate, dimension }: SdeProblem): Field {
  if (diffusion) return diffusion;
  const unused = new Float64Array(dimension);
  return (t, x, out) => evaluate!(t, x, unused, out);
}

/** Whether operator noise comes with drift and noise apart, or as Euler's step alone. */
export const apart = ({ drift, applyNoise }: SdeProblem): boolean =>
  drift !== undefined && applyNoise !== undefined;

/** What operator noise lacks for a scheme made of parts. */
export const lacksParts = (problem: SdeProblem): string | undefined =>
  problem.noise.kind === "operator" && !apart(problem)
    ? "needs drift and applyNoise apart, and the problem has Euler's step alone"
    : undefined;

/** Of operator noise, it needs both parts. */
export function prepareParts(problem: SdeProblem): Parts {
  const { dimension: d, sources: m, noise: form, drift, applyNoise } = problem;
  if (form.kind === "none")
    return (t, x, _dW, f, noise) => {
      drift!(t, x, f);
      noise.fill(0);
    };
  if (form.kind === "operator")
    return (t, x, dW, f, noise) => {
      drift!(t, x, f);
      applyNoise!(t, x, dW, noise);
    };
  const g = new Float64Array(problem.diffusionSize);
  const evaluate = jointly(problem);
  const multiply = noiseProduct(problem);
  return (t, x, dW, f, noise) => {
    evaluate(t, x, f, g);
    multiply(d, m, g, dW, noise);
  };
}

/** Of operator noise, it needs `applyNoise`. */
export function prepareNoiseIncrement(problem: SdeProblem): NoiseIncrement {
  const { dimension: d, sources: m, noise, diffusion, applyNoise } = problem;
  if (noise.kind === "operator") return applyNoise!;
  if (!diffusion) {
    const parts = prepareParts(problem);
    const unused = new Float64Array(d);
    return (t, x, dW, out) => parts(t, x, dW, unused, out);
  }
  const g = new Float64Array(problem.diffusionSize);
  const multiply = noiseProduct(problem);
  return (t, x, dW, out) => {
    diffusion(t, x, g);
    multiply(d, m, g, dW, out);
  };
}

export function prepareEulerIncrement(problem: SdeProblem): EulerIncrement {
  const { dimension: d, noise, eulerStep } = problem;
  if (noise.kind === "operator" && eulerStep && !apart(problem))
    return (t, h, x, dW, out) => {
      eulerStep(t, h, x, dW, out);
      subtract(d, out, x);
    };
  const f = new Float64Array(d);
  const parts = prepareParts(problem);
  return (t, h, x, dW, out) => {
    parts(t, x, dW, f, out);
    addScaled(d, h, f, out);
  };
}

/** out = g ΔW from the numbers that `diffusion` writes. */
export type NoiseProduct = (
  d: number,
  m: number,
  g: Float64Array,
  dW: Float64Array,
  out: Float64Array,
) => void;

/** The product for the problem's shape of noise. */
export function noiseProduct({ matrixNoise, noise }: SdeProblem): NoiseProduct {
  if (matrixNoise) return matrixProduct;
  return noise.kind === "scalar" ? scalarProduct : diagonalProduct;
}

const diagonalProduct: NoiseProduct = (d, _m, g, dW, out) => {
  for (let i = 0; i < d; i++) out[i] = g[i] * dW[i];
};

const scalarProduct: NoiseProduct = (d, _m, g, dW, out) => {
  const dw = dW[0];
  for (let i = 0; i < d; i++) out[i] = g[i] * dw;
};

const matrixProduct: NoiseProduct = (d, m, g, dW, out) => {
  for (let i = 0; i < d; i++) {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += g[i * m + k] * dW[k];
    out[i] = sum;
  }
};

/** out = out + a x */
function addScaled(d: number, a: number, x: Float64Array, out: Float64Array): void {
  for (let i = 0; i < d; i++) out[i] += a * x[i];
}

/** out = out − x */
function subtract(d: number, out: Float64Array, x: Float64Array): void {
  for (let i = 0; i < d; i++) out[i] -= x[i];
}
