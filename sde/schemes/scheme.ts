/**
 * Method, workspace and step are three things: a scheme is a frozen record of facts plus `prepare`, which
 * allocates once and returns the step. The facts refuse mismatches at the door and drive the order tests.
 */
import type { Calculus, NoiseKind, SdeProblem } from "../problem.js";

/** next = the state after one step of length h from (t, x), given the Brownian increment dW ~ N(0, h) per source. */
export type Step = (t: number, h: number, x: Float64Array, dW: Float64Array, next: Float64Array) => void;

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
  /** Order of convergence of E|X_T − X(T)|, per noise kind where it differs. */
  readonly strongOrder: (noise: NoiseKind) => number;
  /** Order of convergence of |E φ(X_T) − E φ(X(T))|. */
  readonly weakOrder: (noise: NoiseKind) => number;
  /** Allocates the workspace for one problem; the step it returns belongs to one path at a time. */
  readonly prepare: (problem: SdeProblem) => Step;
  /** Present where the scheme estimates its own error. */
  readonly prepareEmbedded?: (problem: SdeProblem) => EmbeddedStep;
}
