/**
 * Method, workspace and step are three things: a scheme is a frozen record of facts plus `prepare`, which
 * allocates once and returns the step. The facts refuse mismatches at the door, generate the "which scheme?" table
 * and drive the order tests.
 */
import type { Increment, Need } from "../brownian/increment.js";
import type { Calculus, Noise, NoiseKind, SdeProblem } from "../problem.js";

/** next = the state after one step of length h from (t, x), w being the Brownian motion's increment over it. */
export type Step = (t: number, h: number, x: Float64Array, w: Increment, next: Float64Array) => void;

/** One step and an estimate of its error, for controlled step sizes. */
export interface EmbeddedStep {
  readonly step: Step;
  /** Error of every coordinate of the last step made, already weighed by `scale` (see `Tolerance`). */
  readonly errorNorm: (h: number, scale: Float64Array) => number;
  /** The error norm behaves as h to this power. */
  readonly errorOrder: number;
}

export interface Scheme {
  readonly name: string;
  /** Calculi whose limit the scheme converges to. */
  readonly calculus: readonly Calculus[];
  readonly noise: readonly NoiseKind[];
  /** What the step reads of the Brownian motion besides ΔW. */
  readonly needs: readonly Need[];
  /** Order of convergence of E|X_T − X(T)| for this noise; null where there is none. */
  readonly strongOrder: (noise: Noise) => number | null;
  /** Order of convergence of |E φ(X_T) − E φ(X(T))|. */
  readonly weakOrder: (noise: Noise) => number | null;
  /** Evaluations of drift and diffusion in one step with m sources, of this noise or at the most. */
  readonly cost: (sources: number, noise?: Noise) => { readonly drift: number; readonly diffusion: number };
  /** What this problem lacks for the scheme beyond the facts above, as a clause ("it needs diffusionDerivative: …"). */
  readonly lacks?: (problem: SdeProblem) => string | undefined;
  /** Allocates the workspace for one problem; the step it returns belongs to one path at a time. */
  readonly prepare: (problem: SdeProblem) => Step;
  /** Where a scheme carries more than the process: makes of a state, in place, the process it stands for. */
  readonly reveal?: (problem: SdeProblem) => (state: Float64Array) => void;
  /** Present where the scheme estimates its own error. */
  readonly prepareEmbedded?: (problem: SdeProblem) => EmbeddedStep;
}
