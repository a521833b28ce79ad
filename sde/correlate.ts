/**
 * Noise from correlated sources as noise from independent ones: with covariance = L Lᵀ per unit of time,
 *
 *     dX = f dt + g dB,   B = L W   ⇒   dX = f dt + (g L) dW
 *
 * in either calculus, L being constant. Any L with L Lᵀ = covariance gives the same law; this one is Cholesky's, with the
 * largest variance first (`brownian/covariance.ts`). Sources that commute still do.
 */
import { InputError } from "../estimators/index.js";
import { type CovarianceMatrix, covarianceFactor, factorTimes } from "./brownian/covariance.js";
import { defineSde, type Field, requireProblem, type SdeDefinition, type SdeProblem } from "./problem.js";

/**
 * The problem whose sources have a covariance matrix, as an ordinary one with independent sources.
 *
 * Diagonal noise becomes general noise with d sources, commutative as diagonal noise is understood to be (g_i depends on
 * x_i alone); additive noise stays additive, scalar noise is scaled, an operator is given L dW. Other derivatives of the
 * diffusion than the scalar's are not carried over.
 *
 * @param problem from `defineSde`, with noise.
 * @param covariance m rows of m numbers: symmetric, positive semidefinite; the identity changes nothing.
 * @returns a problem in the same calculus, with as many sources.
 * @throws InputError when the problem has no noise, or the matrix has the wrong size, is not symmetric, or not positive
 *   semidefinite.
 * @example
 * ```ts
 * import { correlateNoise, defineSde } from "homogenized-sgd/sde";
 * const two = defineSde({ dimension: 2, calculus: "ito", noise: { kind: "diagonal" },
 *   drift: (t, x, out) => out.fill(0), diffusion: (t, x, out) => out.set([x[0], 2 * x[1]]) });
 * const correlated = correlateNoise(two, [[1, 0.6], [0.6, 1]]);
 * const g = new Float64Array(4);
 * correlated.diffusion?.(0, Float64Array.of(10, 10), g);
 * correlated.noise.kind; // => "general"
 * Array.from(g); // => [10, 0, 12, 16]
 * ```
 */
export function correlateNoise(problem: SdeProblem, covariance: CovarianceMatrix): SdeProblem {
  requireProblem(problem);
  const { noise, dimension: d, sources: m } = problem;
  if (noise.kind === "none")
    throw new InputError(
      "the problem has no noise to correlate; declare its noise, or leave the covariance out",
    );
  const L = covarianceFactor(covariance, m);
  const common = withoutNoise(problem);
  switch (noise.kind) {
    case "scalar":
      return defineSde({ ...common, noise, ...scaled(problem, L[0]) });
    case "operator":
      return defineSde({ ...common, noise, ...overOperator(problem, L) });
    case "diagonal": {
      const callbacks = overMatrix(problem, d, (g, out) => rowsTimes(d, g, L, out));
      return defineSde({
        ...common,
        noise: { kind: "general", sources: m, commutative: true },
        ...callbacks,
      });
    }
    default: {
      const times = problem.matrixNoise ? matrixTimes : rowsTimes;
      const callbacks = overMatrix(problem, problem.diffusionSize, (g, out) => times(d, g, L, out));
      const shape = noise.kind === "general" ? noise : ({ kind: "additive", sources: m } as const);
      return defineSde({ ...common, noise: shape, ...callbacks });
    }
  }
}

/** What is known of the problem apart from its noise: what names the diffusion would be said of another one. */
function withoutNoise(problem: SdeProblem): Omit<SdeDefinition, "noise"> {
  const ofNoise = /diffusion|noise|^sources$|^evaluate$|^eulerStep$/i;
  return Object.fromEntries(
    Object.entries(problem).filter(([name]) => !ofNoise.test(name)),
  ) as unknown as Omit<SdeDefinition, "noise">;
}

function scaled({ diffusion, diffusionDerivative, evaluate }: SdeProblem, factor: number) {
  const scale = (out: Float64Array): void => {
    for (let i = 0; i < out.length; i++) out[i] *= factor;
  };
  const over = (field: Field): Field => {
    return (t, x, out) => {
      field(t, x, out);
      scale(out);
    };
  };
  return {
    ...(diffusion && { diffusion: over(diffusion) }),
    ...(diffusionDerivative && { diffusionDerivative: over(diffusionDerivative) }),
    ...(evaluate && {
      evaluate: ((t, x, f, g) => {
        evaluate(t, x, f, g);
        scale(g);
      }) satisfies NonNullable<SdeDefinition["evaluate"]>,
    }),
  };
}

function overMatrix(
  { diffusion, evaluate }: SdeProblem,
  size: number,
  times: (g: Float64Array, out: Float64Array) => void,
) {
  const g = new Float64Array(size);
  return {
    ...(diffusion && {
      diffusion: ((t, x, out) => {
        diffusion(t, x, g);
        times(g, out);
      }) satisfies Field,
    }),
    ...(evaluate && {
      evaluate: ((t, x, f, out) => {
        evaluate(t, x, f, g);
        times(g, out);
      }) satisfies NonNullable<SdeDefinition["evaluate"]>,
    }),
  };
}

function overOperator({ sources: m, applyNoise, eulerStep }: SdeProblem, L: Float64Array) {
  const LdW = new Float64Array(m);
  return {
    ...(applyNoise && {
      applyNoise: ((t, x, dW, out) => {
        factorTimes(m, L, dW, LdW);
        applyNoise(t, x, LdW, out);
      }) satisfies NonNullable<SdeDefinition["applyNoise"]>,
    }),
    ...(eulerStep && {
      eulerStep: ((t, h, x, dW, next) => {
        factorTimes(m, L, dW, LdW);
        eulerStep(t, h, x, LdW, next);
      }) satisfies NonNullable<SdeDefinition["eulerStep"]>,
    }),
  };
}

/** out = diag(g) L */
function rowsTimes(d: number, g: Float64Array, L: Float64Array, out: Float64Array): void {
  for (let i = 0; i < d; i++) for (let k = 0; k < d; k++) out[i * d + k] = g[i] * L[i * d + k];
}

/** out = g L, g of d rows */
function matrixTimes(d: number, g: Float64Array, L: Float64Array, out: Float64Array): void {
  const m = g.length / d;
  for (let i = 0; i < d; i++)
    for (let k = 0; k < m; k++) {
      let sum = 0;
      for (let l = 0; l < m; l++) sum += g[i * m + l] * L[l * m + k];
      out[i * m + k] = sum;
    }
}
