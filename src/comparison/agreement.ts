/**
 * How far the dynamics stand from one another (CONTRACT "Result"): each method against the reference curve (the
 * ODE, else the Volterra equation), run by run, and every two ensembles by their means and deviations.
 */
import {
  bands,
  largestMeanDifference,
  quantiles,
  type Spread,
  standardDeviationRatio,
  supDistance,
  supNorm,
} from "../../estimators/index.js";
import { deterministicMethods, type Method, type Trajectory } from "../dynamics/index.js";
import { jsonSeries } from "./curves.js";
import { isEnsemble } from "./methods.js";
import type { Agreement, AgreementOfCurves, Num } from "./result.js";

/** The statistics that agreement is told for. */
const comparedStatistics = ["risk", "distance", "norm", "learningRate"];

export function agreements(
  times: Float64Array,
  trajectories: ReadonlyMap<Method, readonly Trajectory[]>,
): Agreement[] {
  const methods = [...trajectories.keys()];
  const ensembles = methods.filter(isEnsemble);
  const reference = deterministicMethods.find((method) => methods.includes(method));
  const curvesOf = (method: Method, statistic: string) =>
    trajectories.get(method)!.map((run) => run.statistics[statistic]);

  return comparedStatistics.flatMap((statistic) => {
    const bandsOf = new Map(ensembles.map((method) => [method, bands(curvesOf(method, statistic), [])]));
    const toReference = !reference
      ? []
      : methods
          .filter((method) => method !== reference)
          .map((method): Agreement => {
            const curve = curvesOf(reference, statistic)[0];
            const between: Agreement["between"] = [method, reference];
            if (!isEnsemble(method))
              return {
                between,
                statistic,
                supDistance: curveDistance(curvesOf(method, statistic)[0], curve),
              };
            return {
              between,
              statistic,
              supDistance: supDistances(trajectories.get(method)!, statistic, curve),
              meanDifference: meanDifference(times, bandsOf.get(method)!, exactly(curve)),
            };
          });
    const toEachOther = ensembles.flatMap((first, i) =>
      ensembles.slice(i + 1).map((second): Agreement => {
        const [a, b] = [bandsOf.get(first)!, bandsOf.get(second)!];
        return {
          between: [first, second],
          statistic,
          meanDifference: meanDifference(times, a, b),
          standardDeviationRatio: jsonSeries(standardDeviationRatio(a, b)),
        };
      }),
    );
    return [...toReference, ...toEachOther];
  });
}

const num = (value: number): Num => jsonSeries([value])[0];

/** A curve without chance, as bands of no width. */
const exactly = (curve: Float64Array): Spread => ({
  mean: curve,
  standardDeviation: curve.map(() => 0),
  alive: curve.map(() => 1),
});

function curveDistance(curve: Float64Array, reference: Float64Array): AgreementOfCurves["supDistance"] {
  const value = supDistance(curve, reference);
  return { value: num(value), relative: num(value / supNorm(reference)) };
}

function supDistances(
  runs: readonly Trajectory[],
  statistic: string,
  reference: Float64Array,
): NonNullable<Agreement["supDistance"]> {
  // A run that diverged after the last saved time is as far away as any other that did.
  const distances = runs.map(({ statistics, outcome }) =>
    outcome === "diverged" ? Number.POSITIVE_INFINITY : supDistance(statistics[statistic], reference),
  );
  const size = supNorm(reference);
  const [low, median, high] = quantiles(distances, [0.1, 0.5, 0.9]);
  return {
    median: num(median),
    relative: num(median / size),
    quantiles: { "0.1": num(low), "0.9": num(high) },
  };
}

/** First minus second where that is largest in magnitude, with its own standard error there. */
function meanDifference(
  times: Float64Array,
  first: Spread,
  second: Spread,
): NonNullable<Agreement["meanDifference"]> {
  const { index, difference, standardError } = largestMeanDifference(first, second);
  return { max: num(difference), time: index < 0 ? null : times[index], standardError: num(standardError) };
}
