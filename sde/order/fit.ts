/**
 * An order of convergence from errors at several steps, with an interval that owns up to two things: chance, and that
 * the errors are those of finite steps. With y = log₂ error and x = log₂ step,
 *
 *     s = slope through all points,   s_c, s_f = slopes through the coarser and the finer half,
 *     e = s_f + κ (s_f − s_c),   κ = 1/(2^{q u} − 1),  q = ½,  u = distance of the halves' middles in x
 *
 * For errors C h^p (1 + a h^q) the slopes bend by amounts that shrink as h^q, and e is where that bend leads; q = ½ is
 * the slowest there is in practice, and the usual q = 1 ends between s and e. The interval covers s and e, each by
 * Student's t over G groups of paths left out in turn (jackknife: Efron & Tibshirani, An Introduction to the
 * Bootstrap, 1993, ch. 11).
 */
import { log, pow } from "../kernels/index.js";
import { studentQuantile } from "./student.js";

/** Groups of paths: one more than an even number of degrees of freedom. */
export const groupCount = 25;

/** Errors this small beside the solution are its rounding. */
export const rounding = 2 ** -42;

/** The slowest decay of the bend that is reckoned with. */
const bendExponent = 0.5;

export const log2 = (x: number): number => log(x) / Math.LN2;

/** Levels that can be fitted: x and y of each point, y once more with every group left out. */
export interface OrderPoints {
  readonly logSteps: readonly number[];
  readonly logErrors: readonly number[];
  /** By group, then point; empty where nothing is random. */
  readonly leftOut: readonly (readonly number[])[];
  /** Other log-errors that are as possible (a reference that is off one way or the other). */
  readonly alternatives?: readonly (readonly number[])[];
}

export interface OrderFit {
  readonly order: number;
  readonly interval: readonly [low: number, high: number];
}

export function fitOrder(points: OrderPoints, confidence: number): OrderFit {
  const { logSteps, logErrors, leftOut, alternatives = [] } = points;
  const t = leftOut.length > 0 ? studentQuantile(confidence, leftOut.length - 1) : 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const weights of [slopeWeights(logSteps), limitWeights(logSteps)]) {
    const margin = t * jackknife(leftOut.map((y) => combine(weights, y)));
    for (const y of [logErrors, ...alternatives]) {
      const value = combine(weights, y);
      low = Math.min(low, value - margin);
      high = Math.max(high, value + margin);
    }
  }
  return { order: combine(slopeWeights(logSteps), logErrors), interval: [low, high] };
}

const combine = (weights: readonly number[], y: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * y[i], 0);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The weights of y in the least-squares slope over x. */
function slopeWeights(x: readonly number[]): number[] {
  const middle = mean(x);
  const spread = x.reduce((sum, value) => sum + (value - middle) * (value - middle), 0);
  return x.map((value) => (value - middle) / spread);
}

/** The weights of y in e; the middle one of an odd number of points belongs to both halves. */
function limitWeights(x: readonly number[]): number[] {
  const size = Math.ceil(x.length / 2);
  const start = x.length - size;
  const coarse = x.slice(0, size);
  const fine = x.slice(start);
  const ratio = pow(2, bendExponent * Math.abs(mean(coarse) - mean(fine)));
  const kappa = 1 / (ratio - 1);
  const weights = new Array<number>(x.length).fill(0);
  slopeWeights(coarse).forEach((weight, i) => {
    weights[i] -= kappa * weight;
  });
  slopeWeights(fine).forEach((weight, i) => {
    weights[start + i] += (1 + kappa) * weight;
  });
  return weights;
}

/** Standard error of a statistic from its values with each group left out. */
export function jackknife(values: readonly number[]): number {
  const G = values.length;
  if (G === 0) return 0;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) * (value - middle), 0);
  return Math.sqrt(((G - 1) / G) * squares);
}
