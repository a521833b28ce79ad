/**
 * A problem with a name, and what is known about it without solving: where the solution is a function of the
 * driving path over [from, t],
 *
 *     X_t = F(t, X_from, W, H, A),      W = W_t − W_from,   ∫(W_s − W_from) ds = (t − from)(W/2 + H),
 *     A_kl = ½ ∫ (W_k dW_l − W_l dW_k),
 *
 * it is `exact`; where E X_t and E |X_t|² have closed forms, those are `mean` and `meanSquare`. A drift affine in x
 * has E X_t from the same equation without noise; in the Stratonovich calculus the drift is Itô's.
 */
import type { Need } from "../brownian/increment.js";
import type { SdeProblem } from "../problem.js";

/** What an exact solution is told of the Brownian motion over [from, t]. */
export interface DrivingPath {
  readonly from: number;
  /** W_t − W_from: m numbers. */
  readonly W: Float64Array;
  /** Space-time Lévy areas: m numbers where `exactNeeds` names them, else none. */
  readonly H: Float64Array;
  /** Lévy areas: m×m numbers, `A[k*m + l]`, where `exactNeeds` names them, else none. */
  readonly A: Float64Array;
}

/** Overwrites `out` with the solution at t on this path. */
export type ExactSolution = (
  t: number,
  start: ArrayLike<number>,
  path: DrivingPath,
  out: Float64Array,
) => void;

export interface NamedProblem {
  readonly name: string;
  /** The equation in a line, with its parameters. */
  readonly description: string;
  /** Carries its start. */
  readonly problem: SdeProblem;
  /** An interval on which orders show. */
  readonly from: number;
  readonly to: number;
  readonly exact?: ExactSolution;
  /** What `exact` reads of the path beside W. */
  readonly exactNeeds?: readonly Need[];
  /** E X_t, started at `from`: d numbers. */
  readonly mean?: (t: number, start: ArrayLike<number>, from: number) => number[];
  /** E |X_t|², started at `from`. */
  readonly meanSquare?: (t: number, start: ArrayLike<number>, from: number) => number;
  readonly source: string;
}
