/**
 * A problem: covariance, model, target and start put together (THEORY §1). It holds no random number but, where a data
 * set is given random features, those; target and start are drawn from (seed, "problem") when a dynamics asks for them,
 * once for all runs and methods.
 */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { createStreams } from "../../sde/index.js";
import { dot, weightedDot } from "../../sde/kernels/index.js";
import { createModel, describeModel, type Model, type ModelInput, resolveModel } from "../models/index.js";
import {
  type Covariance,
  covarianceMatrix,
  createSpectrum,
  type DataAnalysis,
  type DataCovariance,
  type Dimension,
  describeCovariance,
  readCovarianceData,
  type Spectrum,
  withNodes,
} from "../spectrum/index.js";
import { dataModels, isDataModel, resolveDataModel } from "./data-model.js";
import { withNorm } from "./defaults.js";
import { gaussian } from "./gaussian.js";
import { drawInitial, type InitialData } from "./initial.js";
import { limitState } from "./limit.js";
import { drawOverlaps, type OverlapsData } from "./overlaps.js";
import { drawTarget, type TargetData } from "./target.js";
import { zero } from "./zero.js";

/** The keys of the experiment file's `problem`. */
export interface ProblemData {
  /**
   * d, or Infinity ("infinity" in a file) for the limit, which the deterministic methods alone know; required unless the
   * covariance is of kind data or dense, which bring it.
   */
  readonly dimension?: Dimension | undefined;
  readonly covariance: Covariance;
  readonly model: ModelInput;
  /** Default: gaussian of norm 1. */
  readonly target?: TargetData | undefined;
  /** Default: zero. */
  readonly initial?: InitialData | undefined;
  /** Instead of target and initial: an (ℓ+ℓ*)×(ℓ+ℓ*) matrix per atom, or one for all. */
  readonly overlaps?: OverlapsData | undefined;
  /** δ ≥ 0, the coefficient of the ridge term δX in the update; default 0. */
  readonly ridge?: number | undefined;
}

export interface Problem {
  readonly description: ProblemData;
  /** d; Infinity in the limit, where target and start have no vectors, only overlaps. */
  readonly dimension: number;
  readonly spectrum: Spectrum;
  readonly model: Model;
  readonly ridge: number;
  /** What was read off the data set, where the covariance is of kind data. */
  readonly data?: DataAnalysis;
  /** What random features were drawn from, where there are any. */
  readonly seed?: number;
  /** K itself, d×d row by row, where it was given as a matrix. */
  readonly covarianceMatrix?: Float64Array;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

const problemKeys = keysOf<ProblemData>({
  dimension: true,
  covariance: true,
  model: true,
  target: true,
  initial: true,
  overlaps: true,
  ridge: true,
});

/**
 * Puts a problem together and checks that its parts fit.
 *
 * @param data dimension d, covariance, model, and optionally target, initial or overlaps, ridge: the keys of the
 * experiment file; a problem already put together is returned as it is.
 * @param options `seed` draws the random features of a data set that is given some (default 1); a dynamics of another
 * seed draws its own.
 * @returns the spectrum (d eigenvalues in J atoms), the model and the description behind them.
 * @throws InputError when a part is missing, out of range, or does not fit the others.
 * @example
 * ```ts
 * import { problem, atoms, leastSquares } from "homogenized-sgd";
 * const twoAtoms = problem({ dimension: 2000, covariance: atoms([1.6, 0.4], [0.5, 0.5]), model: leastSquares() });
 * twoAtoms.spectrum.traceOverDimension; // => 1
 * ```
 */
export function problem(data: Problem | ProblemData, options: { readonly seed?: number } = {}): Problem {
  requireKeys("problem", options, ["seed"]);
  const { seed = 1 } = options;
  if (isProblem(data)) return data;
  requireKeys("problem", data, problemKeys);
  const { covariance, ridge = 0 } = data;
  if (!(Number.isFinite(ridge) && ridge >= 0))
    throw new InputError(`problem.ridge is ${show(ridge)}; it must be a finite number of at least 0`);
  if (data.overlaps !== undefined && (data.target !== undefined || data.initial !== undefined))
    throw new InputError(
      "problem has overlaps beside target or initial; overlaps stand instead of both: keep one of the two",
    );
  return covariance?.kind === "data" ? fromData(data, covariance, ridge, seed) : fromSpectrum(data, ridge);
}

const isProblem = (data: Problem | ProblemData): data is Problem =>
  typeof data === "object" && data !== null && "spectrum" in data;

/** The problem as a dynamics of this seed sees it: with random features of its own. */
export function problemOf(data: Problem | ProblemData, seed = 1): Problem {
  const redrawn = isProblem(data) && data.seed !== undefined && data.seed !== seed;
  return problem(redrawn ? data.description : data, { seed });
}

function fromSpectrum(data: ProblemData, ridge: number): Problem {
  const { covariance } = data;
  if (data.dimension === undefined && covariance?.kind !== "dense")
    throw new InputError(
      "problem.dimension is missing; it must be a whole number of at least 1, or infinity",
    );
  const spectrum = createSpectrum(covariance, data.dimension);
  const d = spectrum.dimension;
  const model = createModel(data.model);
  const K = covarianceMatrix(covariance);
  const infinite = d === Number.POSITIVE_INFINITY;
  const description: ProblemData = {
    dimension: infinite ? "infinity" : d,
    covariance: infinite ? withNodes(covariance) : covariance,
    model: resolveModel(data.model),
    ...(data.overlaps !== undefined
      ? { overlaps: data.overlaps }
      : { target: withNorm(data.target ?? gaussian()), initial: withNorm(data.initial ?? zero()) }),
    ridge,
  };
  const assembled: Problem = {
    description,
    dimension: d,
    spectrum,
    model,
    ridge,
    ...(K && { covarianceMatrix: K }),
    warnings: coarseQuadrature(spectrum),
  };
  // Drawn once here so that a target or start that does not fit is refused at the door, not in mid-run.
  const start = infinite ? limitStart(assembled) : drawState(assembled, 1);
  requireMovingStart(assembled, start);
  requireMeans(assembled, start);
  return assembled;
}

/** Refuses a loss of the user's own that has no mean at the start. */
function requireMeans({ model, spectrum, description }: Problem, start: Float64Array): void {
  if (model.requireMeans === undefined) return;
  const m = model.outputs + model.teacherOutputs;
  const B = new Float64Array(m * m);
  if (spectrum.dimension === Number.POSITIVE_INFINITY) {
    const { overlaps } = limitState(description, spectrum, model);
    const J = spectrum.atomEigenvalues.length;
    for (let q = 0; q < m * m; q++) B[q] = dot(J, spectrum.atomEigenvalues, 0, overlaps, q * J);
  } else {
    const d = spectrum.dimension;
    for (let p = 0; p < m; p++)
      for (let q = 0; q < m; q++)
        B[p * m + q] = weightedDot(d, spectrum.eigenvalues, 0, start, p * d, start, q * d);
  }
  model.requireMeans(B);
}

/** What a quadrature may miss of all eigenvalues before it is worth a word. */
const MISSED = 1e-6;

function coarseQuadrature({ kind, missed = 0 }: Spectrum): Problem["warnings"] {
  if (!(missed > MISSED)) return [];
  return [
    {
      code: "quadrature",
      message: `The quadrature of covariance ${kind} misses ${missed.toPrecision(2)} of the eigenvalues, so expect a relative error of about that size; more nodes, or a density without jumps and with less of it next to 0, lower it.`,
    },
  ];
}

function fromData(data: ProblemData, covariance: DataCovariance, ridge: number, seed: number): Problem {
  for (const key of ["dimension", "target", "overlaps"] as const)
    if (data[key] !== undefined)
      throw new InputError(
        `problem.${key} is given beside a covariance of kind data, which brings its own: drop problem.${key}`,
      );
  const { model: given } = data;
  if (given === undefined || !isDataModel(given))
    throw new InputError(
      `problem.model is ${show(given?.kind)}; a covariance of kind data goes with ${dataModels.join(" or ")}: change the model`,
    );
  if (given.kind === "least-squares" && given.noiseStd !== undefined)
    throw new InputError(
      "problem.model.noiseStd is given beside a covariance of kind data, whose residual is the noise: drop it",
    );
  if (given.kind === "least-squares" && given.outputs !== undefined && given.outputs !== 1)
    throw new InputError(
      `problem.model.outputs is ${show(given.outputs)}; a data set has one label a row: drop it`,
    );
  if (given.kind === "logistic" && given.labels !== undefined && given.labels !== "hard")
    throw new InputError(
      `problem.model.labels is ${show(given.labels)}; the labels of a data set are 0 or 1, which is hard: drop it`,
    );
  const analysis = readCovarianceData(covariance, given.kind, seed);
  const { spectrum, noiseStd } = analysis;
  const model = resolveDataModel(given);
  const assembled: Problem = {
    description: { covariance, model, initial: withNorm(data.initial ?? zero()), ridge },
    dimension: spectrum.dimension,
    spectrum,
    model: createModel(model.kind === "least-squares" ? { ...model, noiseStd } : model),
    ridge,
    data: analysis,
    ...(covariance.map && { seed }),
    warnings: analysis.warnings,
  };
  drawState(assembled, 1);
  return assembled;
}

/** The squared components of X₀ in the limit, atom by atom and column after column. */
function limitStart({ description, spectrum, model }: Problem): Float64Array {
  const { overlaps } = limitState(description, spectrum, model);
  const atoms = spectrum.atomEigenvalues.length;
  const m = model.outputs + model.teacherOutputs;
  const squares = new Float64Array(atoms * model.outputs);
  for (let i = 0; i < model.outputs; i++)
    squares.set(overlaps.subarray(i * (m + 1) * atoms, (i * (m + 1) + 1) * atoms), i * atoms);
  return squares;
}

/** Refuses the start from which some models never move: X₀ = 0, or KX₀ = 0. */
function requireMovingStart({ model, spectrum }: Problem, start: Float64Array): void {
  if (model.restsAtZero !== true) return;
  const lambda =
    spectrum.dimension < Number.POSITIVE_INFINITY ? spectrum.eigenvalues : spectrum.atomEigenvalues;
  const own = start.subarray(0, lambda.length * model.outputs);
  if (own.some((value, i) => value !== 0 && lambda[i % lambda.length] > 0)) return;
  const where = own.some((value) => value !== 0) ? "zero in every direction the covariance sees" : "zero";
  throw new InputError(
    `problem starts at ${where}, from where this ${model.kind} never moves; set problem.initial to kind correlated or gaussian (zero is its default), or give overlaps whose student block is not zero`,
  );
}

/** W = [X₀ | X*] at finite d, in the eigenbasis, d×m column after column, drawn from (seed, "problem"): target, then start. */
export function drawState({ description, spectrum, model, data }: Problem, seed: number): Float64Array {
  const { outputs, teacherOutputs } = model;
  const stream = createStreams(seed, "problem").stream(0);
  if (description.overlaps !== undefined) {
    const { initial, target } = drawOverlaps(description.overlaps, spectrum, outputs, teacherOutputs, stream);
    return beside(initial, target);
  }
  const target = data ? data.optimum : drawTarget(description.target!, spectrum, teacherOutputs, stream);
  return beside(drawInitial(description.initial!, spectrum, outputs, stream, target), target);
}

function beside(start: Float64Array, target: Float64Array): Float64Array {
  const state = new Float64Array(start.length + target.length);
  state.set(start);
  state.set(target, start.length);
  return state;
}

/** The description in the keys of the experiment file; matrices and data sets are named, not held. */
export function resolveProblem({ description }: Problem): Record<string, unknown> {
  const { covariance, model } = description;
  return { ...description, covariance: describeCovariance(covariance), model: describeModel(model) };
}
