/**
 * The same process in the other calculus (Stratonovich 1966; Kloeden & Platen 1992, §4.9):
 *
 *     f_Itô = f_Stratonovich + c,      c_i = ½ Σ_k Σ_j g_jk ∂g_ik/∂x_j
 *
 * g_jk = source k on coordinate j; for diagonal noise c_i = ½ g_i ∂g_i/∂x_i. Derivatives are the problem's own
 * (`diffusionDerivative`, `diffusionJacobian`) or central differences along each source (differences.ts), whose error is
 * about 10⁻¹⁰ of |g|²/max(1, |x|): 2 evaluations of the diffusion for every source, and 3 of operator noise.
 */
import { InputError } from "../estimators/index.js";
import { prepareDirectional } from "./differences.js";
import { axpy } from "./kernels/index.js";
import {
  type Calculus,
  defineSde,
  type Field,
  requireProblem,
  type SdeDefinition,
  type SdeProblem,
} from "./problem.js";
import { diffusionOf } from "./schemes/parts.js";

/**
 * The Itô equation of the same process; an Itô problem, as it is.
 *
 * @param problem from `defineSde`. Its drift is corrected by ½ Σ_k Σ_j g_jk ∂g_ik/∂x_j; `driftJacobian`, no longer true, is dropped
 *   unless the noise is additive.
 * @throws InputError for operator noise without `applyNoise`, and where differences would be needed for more than 256 sources.
 * @see Kloeden & Platen (1992), §4.9.
 * @example
 * ```ts
 * import { defineSde, toIto } from "homogenized-sgd/sde";
 * const growth = defineSde({ dimension: 1, calculus: "stratonovich", noise: { kind: "diagonal" },
 *   drift: (t, x, out) => { out[0] = x[0]; },
 *   diffusion: (t, x, out) => { out[0] = 2 * x[0]; },
 *   diffusionDerivative: (t, x, out) => { out[0] = 2; } });
 * const drift = new Float64Array(1);
 * toIto(growth).drift(0, Float64Array.of(1), drift);
 * drift[0]; // => 3
 * ```
 */
export function toIto(problem: SdeProblem): SdeProblem {
  return inCalculus(problem, "ito", 1);
}

/**
 * The Stratonovich equation of the same process; a Stratonovich problem, as it is.
 *
 * @param problem as for `toIto`; the correction is subtracted.
 * @throws InputError as `toIto`.
 * @see Kloeden & Platen (1992), §4.9.
 * @example
 * ```ts
 * import { heun, namedProblem, solve, toStratonovich } from "homogenized-sgd/sde";
 * const { problem } = namedProblem("tangent");
 * const path = solve(toStratonovich(problem), { to: 1, step: 0.01, scheme: heun, seed: 1 });
 * path.outcome; // => "finished"
 * ```
 */
export function toStratonovich(problem: SdeProblem): SdeProblem {
  return inCalculus(problem, "stratonovich", -1);
}

function inCalculus(problem: SdeProblem, calculus: Calculus, sign: number): SdeProblem {
  requireProblem(problem);
  if (problem.calculus === calculus) return problem;
  if (problem.noise.kind === "none" || problem.noise.kind === "additive")
    return defineSde({ ...problem, calculus });
  const { driftJacobian: _ofTheOtherDrift, squareRootDiffusion: _ofItoAlone, ...kept } = problem;
  const corrected =
    problem.noise.kind === "operator" ? correctedOperator(problem, sign) : correctedDrift(problem, sign);
  return defineSde({ ...kept, ...corrected, calculus });
}

function correctedDrift(problem: SdeProblem, sign: number): Partial<SdeDefinition> {
  const { dimension: d, diffusionSize, drift, diffusion, evaluate } = problem;
  const correct = prepareCorrection(problem);
  const c = new Float64Array(d);
  const diffusionBuffer = new Float64Array(diffusionSize);
  const both: NonNullable<SdeDefinition["evaluate"]> = (t, x, f, g) => {
    if (evaluate) evaluate(t, x, f, g);
    else {
      drift!(t, x, f);
      diffusion!(t, x, g);
    }
    correct(t, x, g, c);
    axpy(d, sign, c, 0, f, 0);
  };
  return { evaluate: both, drift: (t, x, out) => both(t, x, out, diffusionBuffer) };
}

function correctedOperator(problem: SdeProblem, sign: number): Partial<SdeDefinition> {
  const { dimension: d, drift, eulerStep } = problem;
  const correct = prepareOperatorCorrection(problem);
  const c = new Float64Array(d);
  return {
    ...(drift && {
      drift: (t, x, out) => {
        drift(t, x, out);
        correct(t, x, c);
        axpy(d, sign, c, 0, out, 0);
      },
    }),
    ...(eulerStep && {
      eulerStep: (t, h, x, dW, next) => {
        eulerStep(t, h, x, dW, next);
        correct(t, x, c);
        axpy(d, sign * h, c, 0, next, 0);
      },
    }),
  };
}

/** Overwrites `c` with the correction at (t, x), where the diffusion is g. */
type Correction = (t: number, x: Float64Array, g: Float64Array, c: Float64Array) => void;

function prepareCorrection(problem: SdeProblem): Correction {
  const { dimension: d, noise, sources: m, diffusionDerivative, diffusionJacobian } = problem;
  const own = noise.kind === "diagonal" || (noise.kind === "scalar" && d === 1);
  if (own && diffusionDerivative) {
    const derivative = new Float64Array(d);
    return (t, x, g, c) => {
      diffusionDerivative(t, x, derivative);
      correctOwn(d, g, derivative, 1, c);
    };
  }
  if (diffusionJacobian) {
    const J = new Float64Array(problem.diffusionSize * d);
    return (t, x, g, c) => {
      diffusionJacobian(t, x, J);
      if (own) correctOwn(d, g, J, d + 1, c);
      else correctMatrix(d, m, g, J, c);
    };
  }
  return prepareDifferenceCorrection(problem);
}

/** c_i = ½ g_i ∂g_i/∂x_i, the derivatives standing `stride` apart. */
function correctOwn(
  d: number,
  g: Float64Array,
  derivative: Float64Array,
  stride: number,
  c: Float64Array,
): void {
  for (let i = 0; i < d; i++) c[i] = 0.5 * g[i] * derivative[i * stride];
}

/** c_i = ½ Σ_k Σ_j J_{ik,j} g_jk */
function correctMatrix(d: number, m: number, g: Float64Array, J: Float64Array, c: Float64Array): void {
  for (let i = 0; i < d; i++) {
    let sum = 0;
    for (let k = 0; k < m; k++) for (let j = 0; j < d; j++) sum += J[(i * m + k) * d + j] * g[j * m + k];
    c[i] = 0.5 * sum;
  }
}

function prepareDifferenceCorrection(problem: SdeProblem): Correction {
  const { dimension: d, noise, sources: m, diffusionSize } = problem;
  requireFewSources(problem, "give diffusionDerivative or diffusionJacobian");
  const along = prepareDirectional(d, diffusionSize, diffusionOf(problem));
  const source = new Float64Array(d);
  const D = new Float64Array(diffusionSize);
  const diagonal = noise.kind === "diagonal";
  return (t, x, g, c) => {
    c.fill(0);
    for (let k = 0; k < m; k++) {
      // Source k alone: its column of g, or its own coordinate.
      if (diagonal) {
        source.fill(0);
        source[k] = g[k];
      } else for (let j = 0; j < d; j++) source[j] = g[j * m + k];
      along(t, x, source, D);
      if (diagonal) c[k] = 0.5 * D[k];
      else for (let i = 0; i < d; i++) c[i] += 0.5 * D[i * m + k];
    }
  };
}

function prepareOperatorCorrection(problem: SdeProblem): Field {
  const { dimension: d, sources: m, applyNoise } = problem;
  if (!applyNoise)
    throw new InputError(
      "applyNoise is missing; the other calculus needs operator noise apart from the drift: add the callback",
    );
  requireFewSources(problem, "convert the drift by hand");
  const unit = new Float64Array(m);
  const source = new Float64Array(d);
  const D = new Float64Array(d);
  const along = prepareDirectional(d, d, (t, x, out) => applyNoise(t, x, unit, out));
  return (t, x, c) => {
    c.fill(0);
    for (let k = 0; k < m; k++) {
      unit.fill(0);
      unit[k] = 1;
      applyNoise(t, x, unit, source);
      along(t, x, source, D);
      axpy(d, 0.5, D, 0, c, 0);
    }
  };
}

/** Beyond as many sources a step would be hundreds of evaluations, without anybody having asked for that. */
const mostSources = 256;

function requireFewSources({ sources }: SdeProblem, remedy: string): void {
  if (sources > mostSources)
    throw new InputError(
      `the noise has ${sources} sources; differences along each of them are taken for at most ${mostSources}: ${remedy}`,
    );
}
