/** The form of `result.json` (CONTRACT "Result"); numbers that are not finite are null. */
import type { Interrupted } from "./interrupted.js";

export type Num = number | null;
export type Series = Num[];

/** What one deterministic method gives: a plain curve per statistic. */
export type DeterministicCurves = {
  outcome: "finished" | "diverged";
  divergedAt?: number;
} & { [statistic: string]: Series | string | number | undefined };

/** One statistic of an ensemble, over the runs still alive at each time. */
export interface EnsembleSeries {
  mean: Series;
  standardDeviation: Series;
  /** Keys "0.1", "0.5", "0.9"; a diverged run counts as +∞. */
  quantiles: Record<string, Series>;
}

export type EnsembleCurves = {
  runs: number;
  diverged: number;
  divergenceTimes: { run: number; time: number }[];
  alive: number[];
} & { [statistic: string]: EnsembleSeries | number | number[] | { run: number; time: number }[] };

export interface Agreement {
  between: [string, string];
  statistic: string;
  /** Against a deterministic reference: over runs; between deterministic curves: `value` and `relative`. */
  supDistance?: RunDistances | { value: Num; relative: Num };
  meanDifference?: { max: Num; time: Num; standardError: Num };
  /** First over second; only between two ensembles. */
  standardDeviationRatio?: Series;
}

/** sup_t |φ_run − φ_reference| over runs; `relative` is the median over sup_t |φ_reference|. */
export interface RunDistances {
  median: Num;
  relative: Num;
  quantiles: Record<string, Num>;
}

/** Two deterministic curves. */
export interface AgreementOfCurves extends Agreement {
  supDistance: { value: Num; relative: Num };
}

/** An ensemble against a deterministic curve. */
export interface AgreementWithCurve extends Agreement {
  supDistance: RunDistances;
  meanDifference: NonNullable<Agreement["meanDifference"]>;
}

export interface Warning {
  code: string;
  message: string;
}

export interface ResultJson {
  format: "homogenized-sgd/result";
  version: 1;
  /** Only in a partial result: curves and agreement are those of the runs that were done. */
  interrupted?: Interrupted;
  experiment: Record<string, unknown>;
  times: number[];
  curves: Record<string, DeterministicCurves | EnsembleCurves>;
  agreement: Agreement[];
  diagnostics: Record<string, number | null>;
  warnings: Warning[];
}
