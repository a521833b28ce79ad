/** An experiment run in this process: its problem assembled, its dynamics compared. */
import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { loadFormulas } from "../../sde/index.js";
import { type CompareOptions, type ComparisonResult, compare } from "../comparison/index.js";
import { type Problem, problem } from "../problem/index.js";
import { data, type Table } from "../spectrum/index.js";
import type { Experiment } from "./resolve.js";

/** What the files hold that an experiment names: the bytes of .csv or .npy, or tables read from them. */
export interface DataFiles {
  readonly features: Uint8Array | Table;
  /** Left out where the labels are a column of the features. */
  readonly labels?: Uint8Array | Table | undefined;
}

export interface RunOptions {
  /** Needed where the covariance is of kind data; `loadExperiment` of homogenized-sgd/node reads them. */
  readonly files?: DataFiles | undefined;
  readonly onProgress?: CompareOptions["onProgress"];
  /** Stops the run between slices of work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** As that of `compare`: called with what finished when `signal` has stopped the run. */
  readonly onInterrupt?: CompareOptions["onInterrupt"];
}

const runKeys = keysOf<RunOptions>({ files: true, onProgress: true, signal: true, onInterrupt: true });

/** What was not resolved has keys left out that are asked for here. */
function requireResolved(experiment: Experiment): void {
  const { problem, ensemble, save } = Object(experiment) as Partial<Experiment>;
  if (problem === undefined || ensemble === undefined || save === undefined)
    throw new InputError(`The experiment is ${show(experiment)}; give what parseExperiment returns.`);
}

/**
 * Runs a resolved experiment in this process.
 *
 * @param experiment from `parseExperiment`.
 * @param options `files`: the bytes of its data files, `onProgress`, `signal`, `onInterrupt`.
 * @returns as `compare`; its `toJSON().experiment` is the experiment given.
 * @throws InputError where keys do not fit together (weights and dimension, labels and features, …).
 * @example
 * ```ts
 * import { parseExperiment, runExperiment } from "homogenized-sgd";
 * const experiment = parseExperiment({
 *   problem: { dimension: 50, covariance: { kind: "identity" }, model: { kind: "least-squares" } },
 *   schedule: { kind: "constant", rate: 0.5 }, horizon: 1, ensemble: { runs: 4 } });
 * const result = await runExperiment(experiment);
 * result.toJSON().curves.sgd.diverged; // => 0
 * ```
 */
export async function runExperiment(
  experiment: Experiment,
  options: RunOptions = {},
): Promise<ComparisonResult> {
  requireKeys("runExperiment", options, runKeys);
  requireResolved(experiment);
  if (options.files !== undefined) requireKeys("files", options.files, ["features", "labels"], "files");
  const { files, onProgress, signal, onInterrupt } = options;
  // The same keys as compare's own account, with the sha256 of the data files beside their names.
  const withExperiment = (result: ComparisonResult): ComparisonResult => ({
    ...result,
    toJSON: () => ({ ...result.toJSON(), experiment: structuredClone({ ...experiment }) }),
  });
  if (experiment.problem.model.kind === "expression") await loadFormulas();
  const result = await compare(experimentProblem(experiment, files), {
    ...compareOptions(experiment),
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
    ...(onInterrupt && { onInterrupt: (partial) => onInterrupt(withExperiment(partial)) }),
  });
  return withExperiment(result);
}

/**
 * The experiment's problem, with what its data files hold in the place of their names.
 *
 * @throws InputError as `problem`, and where files are named and not handed over.
 * @example
 * ```ts
 * import { experimentProblem, parseExperiment } from "homogenized-sgd";
 * const experiment = parseExperiment({
 *   problem: { dimension: 50, covariance: { kind: "identity" }, model: { kind: "logistic" } },
 *   schedule: { kind: "constant", rate: 0.5 }, horizon: 1 });
 * experimentProblem(experiment).spectrum.rank; // => 50
 * ```
 */
export function experimentProblem(experiment: Experiment, files?: DataFiles): Problem {
  requireResolved(experiment);
  const {
    problem: keys,
    ensemble: { seed },
  } = experiment;
  const { covariance } = keys;
  if (covariance.kind !== "data") return problem({ ...keys, covariance });
  if (!files)
    throw new InputError(
      `problem.covariance.features is the file ${JSON.stringify(covariance.features)}, whose bytes were not handed over; read it first, as loadExperiment of homogenized-sgd/node does.`,
    );
  const { features, labels, map, rows } = covariance;
  const read = data({
    features: files.features,
    featuresName: features,
    labels: files.labels ?? labels,
    labelsName: labels,
    map,
    rows,
  });
  return problem({ ...keys, covariance: read }, { seed });
}

/**
 * The experiment's keys as `compare` takes them.
 *
 * @example
 * ```ts
 * import { compareOptions, parseExperiment } from "homogenized-sgd";
 * const experiment = parseExperiment({
 *   problem: { dimension: 50, covariance: { kind: "identity" }, model: { kind: "logistic" } },
 *   schedule: { kind: "constant", rate: 0.5 }, horizon: 1 });
 * compareOptions(experiment).runs; // => 32
 * ```
 */
export function compareOptions(experiment: Experiment): CompareOptions {
  requireResolved(experiment);
  const { name, schedule, horizon, methods, ensemble, save, hsgd } = experiment;
  const { points, spacing, from, times, statistics } = save;
  return {
    name,
    schedule,
    horizon,
    methods,
    runs: ensemble.runs,
    seed: ensemble.seed,
    divergence: ensemble.divergence,
    save: {
      ...(points !== undefined && { points }),
      ...(spacing !== undefined && { spacing }),
      ...(from !== undefined && { from }),
      ...(times !== undefined && { times }),
      statistics,
    },
    hsgd,
  };
}
