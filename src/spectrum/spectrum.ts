/** trace: all eigenvalues scaled by one factor so that tr K / d = 1. */
export type Normalize = "trace";

/**
 * A covariance K seen from its eigenbasis: d eigenvalues, grouped into J atoms of equal eigenvalue.
 * The weight w_j of an atom is `atomSizes[j] / dimension`; τ = tr K / d and τ₂ = tr K² / d (THEORY §1). At d = ∞ there
 * are weights alone: the lists of d coordinates are empty, and so are the sizes.
 */
export interface Spectrum {
  readonly kind: string;
  /** d; Infinity in the limit. */
  readonly dimension: number;
  /** λ_i of every coordinate (d), in the covariance's own order. */
  readonly eigenvalues: Float64Array;
  /** Which atom each coordinate belongs to (d). */
  readonly atomOf: Int32Array;
  /** λ_j of every atom (J). */
  readonly atomEigenvalues: Float64Array;
  /** How many coordinates each atom holds (J). */
  readonly atomSizes: Int32Array;
  /** w_j, the fraction of the coordinates each atom holds (J); they sum to 1. */
  readonly atomWeights: Float64Array;
  /** λ_j w_j, each atom's part of τ (J). */
  readonly atomTraces: Float64Array;
  /** τ = tr K / d */
  readonly traceOverDimension: number;
  /** τ₂ = tr K² / d */
  readonly squaredTraceOverDimension: number;
  readonly largest: number;
  /** Smallest eigenvalue above zero. */
  readonly smallestPositive: number;
  /** Number of eigenvalues above zero. */
  readonly rank: number;
  /** b where the density at d = ∞ is ~ λ^(−b) as λ → 0; undefined where no density comes down to 0. */
  readonly edge?: number | undefined;
  /** How far from 1 the weights of a quadrature at d = ∞ sum. */
  readonly missed?: number | undefined;
  /** Known only where K was given as a matrix or estimated: column i (ω_i, length d) starts at i·d. */
  readonly eigenvectors?: Float64Array;
}
