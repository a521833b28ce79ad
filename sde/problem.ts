/**
 * A stochastic differential equation as data:
 *
 *     dX = f(t, X) dt + g(t, X) dW        X ∈ R^d, W an m-dimensional Brownian motion
 *
 * in the calculus it declares (Itô reads the integral at the left end, Stratonovich in the middle). How g acts
 * is declared too, so that a scheme can refuse what it is not made for and nobody pays for a d×m matrix of
 * zeros:
 *
 * | noise.kind | m         | `diffusion` writes            | g dW                         |
 * |------------|-----------|-------------------------------|------------------------------|
 * | none       | 0         | nothing                       | 0                            |
 * | diagonal   | d         | d numbers                     | g_i dW_i (see below)         |
 * | scalar     | 1         | d numbers                     | g_i dW                       |
 * | additive   | `sources` | d×m, `out[i*m + k]`, free of x | Σ_k g_ik dW_k                |
 * | additive   | d         | d numbers, free of x          | g_i dW_i                     |
 * | general    | `sources` | d×m, `out[i*m + k]`           | Σ_k g_ik dW_k                |
 * | operator   | `sources` | nothing: `applyNoise` gives g dW itself | any linear map of dW |
 *
 * The orders known for diagonal noise hold where g_i depends on t and x_i alone (Kloeden & Platen 1992, §10.3): only
 * then do its sources commute. Where g_i depends on other coordinates too, that is general noise to the schemes above
 * order ½, and they say so (see commuting.ts).
 */

import { InputError } from "../estimators/index.js";
import { keysOf, requireFunction, requireKeys, requireList, show } from "../estimators/input/index.js";
import { checkedStructure, type Structure } from "./structure.js";

export const calculi = ["ito", "stratonovich"] as const;
export type Calculus = (typeof calculi)[number];

export const noiseKinds = ["none", "additive", "diagonal", "scalar", "general", "operator"] as const;
export type NoiseKind = (typeof noiseKinds)[number];

export type Noise =
  | { readonly kind: "none" | "diagonal" | "scalar" }
  | { readonly kind: "additive"; readonly sources?: number }
  /** `commutative`: (∂g_k) g_l = (∂g_l) g_k for all pairs of sources, so that no Lévy area matters. */
  | { readonly kind: "general"; readonly sources: number; readonly commutative?: boolean }
  | { readonly kind: "operator"; readonly sources: number };

/** A function of (t, x) that overwrites a lent buffer. */
export type Field = (t: number, x: Float64Array, out: Float64Array) => void;

/** Solves linear systems with 1 − s ∂f/∂x; it belongs to one path at a time. */
export interface DriftSolver {
  /** Takes ∂f/∂x at (t, x), and s, for the calls of `solve` to come, and writes ∂f/∂t; the step is to end at t + h. */
  linearise(t: number, h: number, x: Float64Array, s: number, timeDerivative: Float64Array): void;
  /** Overwrites b (d numbers) with the solution y of (1 − s ∂f/∂x) y = b. */
  solve(b: Float64Array): void;
}

export interface SdeDefinition extends Structure {
  /** d */
  readonly dimension: number;
  /** How the noise integral is meant; may be left out where there is no noise. */
  readonly calculus?: Calculus;
  readonly noise: Noise;
  /** f: d numbers. */
  readonly drift?: Field;
  /** g: as many numbers as the table above says. */
  readonly diffusion?: Field;
  /** ∂g_i/∂x_i of diagonal noise, or of scalar noise where d = 1: d numbers; the schemes that need it say so. */
  readonly diffusionDerivative?: Field;
  /** ∂g_q/∂x_j for every number q that `diffusion` writes: out[q*d + j], diffusionSize × d numbers. */
  readonly diffusionJacobian?: Field;
  /** ∂f_i/∂x_j: out[i*d + j], d × d numbers; schemes that solve for a state use it. */
  readonly driftJacobian?: Field;
  /**
   * Without noise: allocates what solves with 1 − s ∂f/∂x, where the Jacobian has a structure that d×d elimination does
   * not see (`rosenbrock` asks for it).
   */
  readonly driftSolver?: () => DriftSolver;
  /** Drift and diffusion at once, where they share work. */
  readonly evaluate?: (t: number, x: Float64Array, drift: Float64Array, diffusion: Float64Array) => void;
  /** Operator noise: out = g(t, x) dW, dW of length m, out of length d. */
  readonly applyNoise?: (t: number, x: Float64Array, dW: Float64Array, out: Float64Array) => void;
  /** Operator noise: Euler's step next = x + f(t, x) h + g(t, x) dW in one go, where its parts share work. */
  readonly eulerStep?: (t: number, h: number, x: Float64Array, dW: Float64Array, next: Float64Array) => void;
  /** Where paths start when `solve` is given no start: d numbers. */
  readonly start?: ArrayLike<number>;
}

export interface SdeProblem extends SdeDefinition {
  readonly calculus: Calculus;
  /** m, the number of independent Brownian motions. */
  readonly sources: number;
  /** How many numbers `diffusion` writes. */
  readonly diffusionSize: number;
  /** Whether g is a d×m matrix written row by row (otherwise one number per coordinate, or an operator). */
  readonly matrixNoise: boolean;
}

/** A problem may be defined anew with some of its parts changed: what follows from the parts is found again. */
const problemKeys = keysOf<SdeProblem>({
  dimension: true,
  calculus: true,
  noise: true,
  drift: true,
  diffusion: true,
  diffusionDerivative: true,
  diffusionJacobian: true,
  driftJacobian: true,
  driftSolver: true,
  evaluate: true,
  applyNoise: true,
  eulerStep: true,
  start: true,
  linearDrift: true,
  nonNegative: true,
  squareRootDiffusion: true,
  sources: true,
  diffusionSize: true,
  matrixNoise: true,
});
const noiseKeys = ["kind", "sources", "commutative"];

/** @throws InputError for what did not come from `defineSde`. */
export function requireProblem(problem: SdeProblem): void {
  if (!(typeof problem === "object" && problem !== null && Number.isSafeInteger(problem.diffusionSize)))
    throw new InputError(`the problem is ${show(problem)}; give what defineSde returns`);
}

/**
 * Checks a definition and freezes it into a problem that `solve` and `ensemble` accept.
 *
 * @param definition dimension d, calculus, noise and callbacks; every callback overwrites all of its `out`.
 * @throws InputError when a part is missing, contradicts the noise kind, or is not a whole positive size.
 * @example
 * ```ts
 * import { defineSde } from "homogenized-sgd/sde";
 * const ornsteinUhlenbeck = defineSde({
 *   dimension: 1, calculus: "ito", noise: { kind: "additive" },
 *   drift: (t, x, out) => { out[0] = -2 * x[0]; },
 *   diffusion: (t, x, out) => { out[0] = 0.3; },
 * });
 * ornsteinUhlenbeck.sources; // => 1
 * ```
 */
export function defineSde(definition: SdeDefinition): SdeProblem {
  requireKeys("defineSde", definition, problemKeys);
  const { dimension, noise } = definition;
  requireSize("dimension", dimension);
  if (noise === undefined)
    throw new InputError('noise is missing; declare how it acts, as noise: { kind: "diagonal" }');
  requireKeys("noise", noise, noiseKeys, "noise");
  if (!noiseKinds.includes(noise.kind))
    throw new InputError(`noise.kind is ${show(noise.kind)}; it must be one of ${noiseKinds.join(", ")}`);
  if (noise.kind !== "none" && definition.calculus === undefined)
    throw new InputError(
      `calculus is missing; declare "ito" or "stratonovich", for noise means neither by itself`,
    );
  const calculus = definition.calculus ?? "ito";
  if (!calculi.includes(calculus))
    throw new InputError(`calculus is ${show(calculus)}; it must be "ito" or "stratonovich"`);

  requireCallbacks(definition);
  const start = definition.start === undefined ? {} : { start: checkedStart(definition.start, dimension) };
  const structure = checkedStructure(definition, dimension, calculus);
  const sources = sourcesOf(noise, dimension);
  const matrixNoise = noise.kind === "general" || (noise.kind === "additive" && noise.sources !== undefined);
  const diffusionSize =
    noise.kind === "none" || noise.kind === "operator" ? 0 : matrixNoise ? dimension * sources : dimension;
  return Object.freeze({
    ...definition,
    ...start,
    ...structure,
    calculus,
    sources,
    diffusionSize,
    matrixNoise,
  });
}

/** The start as a fresh array; refuses a wrong length and values that are not finite. */
export function checkedStart(start: ArrayLike<number>, dimension: number): Float64Array {
  requireList("start", start, "one number per coordinate");
  if (start.length !== dimension)
    throw new InputError(
      `start has ${start.length} numbers; the problem has dimension ${dimension}: give one number per coordinate`,
    );
  const bad = Array.from(start).findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new InputError(`start[${bad}] is ${show(start[bad])}; a start must be finite: give a number`);
  return Float64Array.from(start);
}

function sourcesOf(noise: Noise, dimension: number): number {
  const { kind, sources } = noise as { readonly kind: NoiseKind; readonly sources?: number };
  if (sources !== undefined && (kind === "none" || kind === "scalar" || kind === "diagonal"))
    throw new InputError(
      `noise.sources is ${show(sources)}; ${kind} noise has a number of its own: leave it out`,
    );
  switch (kind) {
    case "none":
      return 0;
    case "scalar":
      return 1;
    case "diagonal":
      return dimension;
    case "additive":
      if (sources === undefined) return dimension;
      break;
  }
  requireSize("noise.sources", sources);
  return sources;
}

const noiseCallbacks = [
  "diffusion",
  "diffusionDerivative",
  "diffusionJacobian",
  "evaluate",
  "applyNoise",
  "eulerStep",
] as const;

function requireCallbacks(definition: SdeDefinition): void {
  for (const name of ["drift", "driftJacobian", ...noiseCallbacks] as const)
    if (definition[name] !== undefined)
      requireFunction(name, definition[name], "that writes into its last argument");
  const { noise, drift, diffusion, evaluate, applyNoise, eulerStep, driftSolver } = definition;
  if (driftSolver !== undefined) {
    requireFunction("driftSolver", driftSolver, "() => { linearise, solve }");
    if (noise.kind !== "none")
      throw new InputError(
        `driftSolver is given beside ${noise.kind} noise, and the scheme that asks for it is made for none; give driftJacobian`,
      );
  }
  const missing = (what: string) =>
    new InputError(`${what} is missing; ${noise.kind} noise needs it: add the callback`);
  if (noise.kind === "none") {
    if (!drift) throw missing("drift");
    const idle = noiseCallbacks.find((name) => definition[name]);
    if (idle)
      throw new InputError(
        `${idle} is given and noise.kind is "none"; declare the noise, or leave ${idle} out`,
      );
  } else if (noise.kind === "operator") {
    if (eulerStep) return;
    if (!applyNoise) throw missing("applyNoise");
    if (!drift) throw missing("drift");
  } else if (!evaluate) {
    if (!drift) throw missing("drift (or evaluate)");
    if (!diffusion) throw missing("diffusion (or evaluate)");
  }
}

function requireSize(name: string, value: number | undefined): asserts value is number {
  if (!(Number.isSafeInteger(value) && value! >= 1))
    throw new InputError(`${name} is ${show(value)}; it must be a whole number of at least 1`);
}
