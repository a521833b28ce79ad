/** Curves in the form of result.json: bands over runs, plain arrays for deterministic methods; null where not finite. */
import { bands } from "../../estimators/index.js";
import type { Trajectory } from "../dynamics/index.js";
import type { DeterministicCurves, EnsembleCurves, Series } from "./result.js";

export const bandProbabilities = [0.1, 0.5, 0.9] as const;

export const jsonSeries = (values: ArrayLike<number>): Series =>
  Array.from(values, (value) => (Number.isFinite(value) ? value : null));

export function deterministicCurves({ outcome, divergedAt, statistics }: Trajectory): DeterministicCurves {
  return {
    outcome,
    ...(divergedAt !== undefined && { divergedAt }),
    ...Object.fromEntries(Object.entries(statistics).map(([name, curve]) => [name, jsonSeries(curve)])),
  };
}

export function ensembleCurves(runs: readonly Trajectory[]): EnsembleCurves {
  const divergenceTimes = runs.flatMap(({ divergedAt }, run) =>
    divergedAt === undefined ? [] : [{ run, time: divergedAt }],
  );
  const alive = Array.from(runs[0].times, (_, i) => runs.filter((run) => isAlive(run, i)).length);
  const series = Object.keys(runs[0].statistics).map((name) => {
    const band = bands(
      runs.map((run) => run.statistics[name]),
      bandProbabilities,
    );
    // A statistic that is defined for no run (a distance without a matching teacher) has no quantiles either.
    const defined = (values: Float64Array): Series => jsonSeries(values);
    return [
      name,
      {
        mean: defined(band.mean),
        standardDeviation: defined(band.standardDeviation),
        quantiles: Object.fromEntries(
          Object.entries(band.quantiles).map(([p, values]) => [p, defined(values)]),
        ),
      },
    ] as const;
  });
  return {
    runs: runs.length,
    diverged: divergenceTimes.length,
    divergenceTimes,
    alive,
    ...Object.fromEntries(series),
  };
}

/** Whether a run was alive at its i-th saved time: its norm is defined for every model, and NaN from a divergence on. */
const isAlive = ({ statistics }: Trajectory, i: number): boolean => !Number.isNaN(statistics.norm[i]);
