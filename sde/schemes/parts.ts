/**
 * The parts of a step that schemes share: drift and diffusion each by itself or both at once, whichever callbacks the
 * problem gives, and the product g v of the noise with m numbers for every noise kind (see the table in problem.ts).
 */
import type { Field, SdeProblem } from "../problem.js";

/** f alone. */
export function driftOf({ drift, evaluate, diffusionSize }: SdeProblem): Field {
  if (drift) return drift;
  const unused = new Float64Array(diffusionSize);
  return (t, x, out) => evaluate!(t, x, out, unused);
}

/** g alone. */
export function diffusionOf({ diffusion, evaluate, dimension }: SdeProblem): Field {
  if (diffusion) return diffusion;
  const unused = new Float64Array(dimension);
  return (t, x, out) => evaluate!(t, x, unused, out);
}

/** f and g at once. */
export function jointly(problem: SdeProblem): NonNullable<SdeProblem["evaluate"]> {
  if (problem.evaluate) return problem.evaluate;
  const drift = problem.drift!;
  const diffusion = problem.diffusion!;
  return (t, x, f, g) => {
    drift(t, x, f);
    diffusion(t, x, g);
  };
}

/** out = g v: d numbers from what `diffusion` wrote and one number per source. */
export type NoiseProduct = (
  d: number,
  m: number,
  g: Float64Array,
  v: Float64Array,
  out: Float64Array,
) => void;

export const noiseProduct = ({ matrixNoise, noise }: SdeProblem): NoiseProduct =>
  matrixNoise ? byMatrix : noise.kind === "scalar" ? byScalar : byDiagonal;

const byDiagonal: NoiseProduct = (d, _m, g, v, out) => {
  for (let i = 0; i < d; i++) out[i] = g[i] * v[i];
};

const byScalar: NoiseProduct = (d, _m, g, v, out) => {
  const v0 = v[0];
  for (let i = 0; i < d; i++) out[i] = g[i] * v0;
};

const byMatrix: NoiseProduct = (d, m, g, v, out) => {
  for (let i = 0; i < d; i++) {
    let noise = 0;
    for (let k = 0; k < m; k++) noise += g[i * m + k] * v[k];
    out[i] = noise;
  }
};

/** g(t, x) ΔW; 0 where there is no noise. */
export type NoiseOfStep = (t: number, x: Float64Array, dW: Float64Array, gdW: Float64Array) => void;

export function noiseOfStep(problem: SdeProblem): NoiseOfStep {
  const { dimension: d, sources: m, noise, applyNoise } = problem;
  if (noise.kind === "none") return (_t, _x, _dW, gdW) => gdW.fill(0);
  if (noise.kind === "operator") return applyNoise!;
  const g = new Float64Array(problem.diffusionSize);
  const diffusion = diffusionOf(problem);
  const product = noiseProduct(problem);
  return (t, x, dW, gdW) => {
    diffusion(t, x, g);
    product(d, m, g, dW, gdW);
  };
}

/** f(t, x) and g(t, x) ΔW, the two parts of Euler's increment. */
export type EulerParts = (
  t: number,
  x: Float64Array,
  dW: Float64Array,
  f: Float64Array,
  gdW: Float64Array,
) => void;

export function eulerParts(problem: SdeProblem): EulerParts {
  const {
    dimension: d,
    sources: m,
    noise: { kind },
    evaluate,
    drift,
  } = problem;
  if (!evaluate || kind === "operator") {
    const noise = noiseOfStep(problem);
    return (t, x, dW, f, gdW) => {
      drift!(t, x, f);
      noise(t, x, dW, gdW);
    };
  }
  const g = new Float64Array(problem.diffusionSize);
  const product = noiseProduct(problem);
  return (t, x, dW, f, gdW) => {
    evaluate(t, x, f, g);
    product(d, m, g, dW, gdW);
  };
}

/** Operator noise may be given as a whole Euler step, which has no parts. */
export const lacksParts = ({ noise, drift, applyNoise }: SdeProblem): string | undefined =>
  noise.kind === "operator" && !(drift && applyNoise)
    ? "needs drift and applyNoise apart, and the problem gives eulerStep alone"
    : undefined;

/** f(t, x) h + g(t, x) ΔW: Euler's increment. */
export type EulerIncrement = (
  t: number,
  h: number,
  x: Float64Array,
  dW: Float64Array,
  out: Float64Array,
) => void;

export function eulerIncrement(problem: SdeProblem): EulerIncrement {
  const { dimension: d, eulerStep } = problem;
  if (eulerStep && lacksParts(problem) !== undefined)
    return (t, h, x, dW, out) => {
      eulerStep(t, h, x, dW, out);
      for (let i = 0; i < d; i++) out[i] -= x[i];
    };
  const f = new Float64Array(d);
  const parts = eulerParts(problem);
  return (t, h, x, dW, out) => {
    parts(t, x, dW, f, out);
    addScaled(d, h, f, out);
  };
}

/** out = out + a x */
function addScaled(d: number, a: number, x: Float64Array, out: Float64Array): void {
  for (let i = 0; i < d; i++) out[i] += a * x[i];
}
