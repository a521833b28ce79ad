/**
 * The result of a comparison: curves and agreement in the form of result.json (CONTRACT "Result"), and every
 * run's curve behind them.
 */
import { InputError } from "../../estimators/index.js";
import type { DeterministicMethod, EnsembleMethod, Method, Trajectory } from "../dynamics/index.js";
import { agreements } from "./agreement.js";
import { deterministicCurves, ensembleCurves, jsonSeries } from "./curves.js";
import { interruptedAt } from "./interrupted.js";
import { isEnsemble } from "./methods.js";
import type { Agreement, AgreementOfCurves, AgreementWithCurve, ResultJson, Warning } from "./result.js";
import { interruptedRuns } from "./warnings.js";

export interface ComparisonResult {
  /** t = k/d at which all curves are given. */
  readonly times: Float64Array;
  readonly warnings: readonly Warning[];
  /** The one entry for (a, b, statistic); a method and its reference stand in this order, as do two ensembles. */
  agreement(a: DeterministicMethod, b: DeterministicMethod, statistic: string): AgreementOfCurves;
  agreement(a: EnsembleMethod, b: DeterministicMethod, statistic: string): AgreementWithCurve;
  agreement(a: string, b: string, statistic: string): Agreement;
  /** Every run's curve, runs × times, NaN after a divergence; a deterministic method has one. */
  runs(method: string, statistic: string): Float64Array[];
  /** The content of result.json. */
  toJSON(): ResultJson;
}

export interface Compared {
  readonly experiment: Record<string, unknown>;
  readonly times: Float64Array;
  /** The runs that are done of every method asked for; a method without any is left out of the curves. */
  readonly trajectories: ReadonlyMap<Method, readonly Trajectory[]>;
  /** Runs asked of each ensemble; with fewer the result is a partial one, and says so. */
  readonly runs: number;
  readonly diagnostics: Record<string, number>;
  readonly warnings: readonly Warning[];
}

export function createResult({
  experiment,
  times,
  trajectories: asked,
  runs: runsAsked,
  diagnostics,
  warnings: known,
}: Compared): ComparisonResult {
  const interrupted = interruptedAt(asked, runsAsked);
  const trajectories = new Map([...asked].filter(([, runs]) => runs.length > 0));
  const warnings = [...known, ...(interrupted ? interruptedRuns(interrupted) : [])];
  const curves: ResultJson["curves"] = {};
  for (const [method, runs] of trajectories)
    curves[method] = isEnsemble(method) ? ensembleCurves(runs) : deterministicCurves(runs[0]);
  const json: ResultJson = {
    format: "homogenized-sgd/result",
    version: 1,
    ...(interrupted && { interrupted }),
    experiment,
    times: Array.from(times),
    curves,
    agreement: agreements(times, trajectories),
    diagnostics: Object.fromEntries(
      Object.entries(diagnostics).map(([key, value]) => [key, jsonSeries([value])[0]]),
    ),
    warnings,
  };
  return {
    times,
    warnings,
    agreement: (a: string, b: string, statistic: string): AgreementOfCurves & AgreementWithCurve => {
      const entry = json.agreement.find(
        ({ between, statistic: of }) => between[0] === a && between[1] === b && of === statistic,
      );
      // The overloads say which entries have every part.
      if (entry) return entry as AgreementOfCurves & AgreementWithCurve;
      const known = json.agreement.map(({ between, statistic: of }) => `(${between.join(", ")}, ${of})`);
      throw new InputError(
        `There is no agreement for (${a}, ${b}, ${statistic}); the entries are ${known.join(" ") || "none"}: ask for one of them`,
      );
    },
    runs: (method, statistic) => {
      const runs = trajectories.get(method as Method);
      if (!runs)
        throw new InputError(
          `There are no runs of ${method}; the methods compared are ${[...trajectories.keys()].join(", ")}`,
        );
      if (!(statistic in runs[0].statistics))
        throw new InputError(
          `There is no statistic ${statistic}; saved are ${Object.keys(runs[0].statistics).join(", ")}: list it under save.statistics`,
        );
      return runs.map((run) => run.statistics[statistic].slice());
    },
    toJSON: () => structuredClone(json),
  };
}
