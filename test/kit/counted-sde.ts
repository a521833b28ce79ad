/** A linear problem of any noise that counts how often its drift and its diffusion are evaluated. */
import {
  type Calculus,
  defineSde,
  type Noise,
  type SdeDefinition,
  type SdeProblem,
} from "../../sde/index.js";

export interface CountedSde {
  readonly problem: SdeProblem;
  readonly calls: { drift: number; diffusion: number };
}

/** `parts`: what the problem says of itself besides. */
export function countedSde(
  noise: Noise,
  dimension: number,
  calculus: Calculus,
  parts: Partial<SdeDefinition> = {},
): CountedSde {
  const calls = { drift: 0, diffusion: 0 };
  const additive = noise.kind === "additive";
  const callbacks: Partial<SdeDefinition> = {
    drift(_t, x, out) {
      calls.drift++;
      for (let i = 0; i < dimension; i++) out[i] = -x[i];
    },
    ...(noise.kind === "operator" && {
      applyNoise(_t, x, dW, out) {
        calls.diffusion++;
        for (let i = 0; i < dimension; i++) out[i] = 0.1 * x[i] * dW[i % dW.length];
      },
    }),
    ...(noise.kind !== "none" &&
      noise.kind !== "operator" && {
        diffusion(_t, x, out) {
          calls.diffusion++;
          const perRow = out.length / dimension;
          for (let q = 0; q < out.length; q++) out[q] = additive ? 0.1 : 0.1 * x[Math.floor(q / perRow)];
        },
      }),
  };
  return { problem: defineSde({ dimension, calculus, noise, ...callbacks, ...parts }), calls };
}

/** All that a scheme may ask a problem with the drift −x to say of itself; derivatives of g are those of 0.1 x_i. */
export function everyPart(noise: Noise, dimension: number, calculus: Calculus): Partial<SdeDefinition> {
  const sources = "sources" in noise ? (noise.sources ?? 1) : 1;
  const noisy = noise.kind !== "none" && noise.kind !== "operator";
  const additive = noise.kind === "additive";
  return {
    linearDrift: new Float64Array(dimension).fill(-1),
    nonNegative: true,
    driftJacobian(_t, _x, out) {
      for (let i = 0; i < dimension; i++)
        for (let j = 0; j < dimension; j++) out[i * dimension + j] = i === j ? -1 : 0;
    },
    ...(noisy && {
      diffusionJacobian(_t, _x, out) {
        out.fill(0);
        if (additive) return;
        for (let i = 0; i < dimension; i++)
          for (let k = 0; k < sources; k++) out[(i * sources + k) * dimension + i] = 0.1;
      },
    }),
    ...(dimension === 1 &&
      calculus === "ito" &&
      (noise.kind === "diagonal" || noise.kind === "scalar") && {
        squareRootDiffusion: { speed: 1, mean: 1, volatility: 0.5 },
      }),
  };
}
