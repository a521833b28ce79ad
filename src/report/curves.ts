/** Reading the curves of a result: which methods have runs, which statistics there are, what is constant. */
import type {
  DeterministicCurves,
  EnsembleCurves,
  EnsembleSeries,
  Num,
  ResultJson,
  Series,
} from "../comparison/index.js";
import { isNumber } from "./format.js";

export type MethodCurves = DeterministicCurves | EnsembleCurves;

/** Whether a method has runs (the others give one curve). */
export const hasRuns = (curves: MethodCurves): curves is EnsembleCurves => "divergenceTimes" in curves;

/** One statistic of one method: `middle` is the median, or the deterministic curve itself. */
export interface Curve {
  readonly mean: Series;
  readonly middle: Series;
  /** Only of an ensemble. */
  readonly band?: EnsembleSeries;
}

export function curveOf(curves: MethodCurves, statistic: string): Curve | undefined {
  const found = curves[statistic] as EnsembleSeries | Series | undefined;
  if (found === undefined || statisticsOf(curves).indexOf(statistic) < 0) return undefined;
  if (Array.isArray(found)) return { mean: found, middle: found };
  return { mean: found.mean, middle: found.quantiles["0.5"], band: found };
}

const bookkeeping = ["outcome", "divergedAt", "runs", "diverged", "divergenceTimes", "alive"];

/** The statistics of a method, in the order of the result. */
export const statisticsOf = (curves: MethodCurves): string[] =>
  Object.keys(curves).filter((key) => !bookkeeping.includes(key));

/** Those that every result has. */
const always = ["risk", "excessRisk", "distance", "learningRate", "norm"];

/** The statistics that were asked for, over all methods. */
export const requestedStatistics = ({ curves }: ResultJson): string[] =>
  [...new Set(Object.values(curves).flatMap(statisticsOf))].filter((key) => !always.includes(key));

/** Whether means are those of fewer runs than there are. */
export const lostRuns = (curves: MethodCurves): boolean => hasRuns(curves) && curves.diverged > 0;

/** Standard error of the mean, deviation / √alive, at each time. */
export const standardErrors = ({ standardDeviation }: EnsembleSeries, alive: readonly number[]): Series =>
  standardDeviation.map((deviation, i) => standardError(deviation, alive[i]));

const standardError = (deviation: Num, alive: number): Num =>
  isNumber(deviation) && alive > 0 ? deviation / Math.sqrt(alive) : null;

/** Every number there is of a statistic's means, over methods and times. */
const allMeans = ({ curves }: ResultJson, statistic: string): number[] =>
  Object.values(curves).flatMap((method) => curveOf(method, statistic)?.mean.filter(isNumber) ?? []);

/** Whether a statistic has any number at all. */
export const isDefined = (result: ResultJson, statistic: string): boolean =>
  allMeans(result, statistic).length > 0;

/** Whether a statistic is one number, in all methods and at all times, up to rounding. */
export function isConstant(result: ResultJson, statistic: string): boolean {
  const values = allMeans(result, statistic);
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const greatest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return !(greatest - least > 1e-9 * Math.abs(greatest));
}

/** The deterministic method that the ensembles are held against. */
export const referenceOf = ({ curves }: ResultJson): string | undefined =>
  ["ode", "volterra"].find((method) => method in curves);
