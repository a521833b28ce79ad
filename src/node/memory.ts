/** Memory, before an experiment asks for more than there is: the system would end the process without a word. */
import { totalmem } from "node:os";
import { InputError } from "../../estimators/index.js";
import { deterministicMethods } from "../dynamics/index.js";
import type { Experiment } from "../experiment/index.js";

/** Vectors of length d that any run holds, for each output: eigenvalues, atoms, a sample, W twice; measured: about 14. */
const vectorsHeld = 12;

/** Matrices d×d held where random features are: their covariance, then reflections and rotations of its eigenbasis. */
const matricesHeld = 3;

/** Statistics that are always saved. */
const alwaysSaved = 5;

/** Bytes of one saved number in the result: its summary (mean, std, quantiles) as numbers and as text. */
const summaryBytes = 200;

/**
 * Refuses an experiment whose vectors, or whose runs' saved curves, could not even be held.
 *
 * @param available bytes the machine has; default: all of it
 * @throws InputError where the vectors of one run, or the curves of all, would not fit
 * @example
 * ```ts
 * import { parseExperiment } from "homogenized-sgd";
 * import { requireMemory } from "homogenized-sgd/node";
 * const experiment = parseExperiment({
 *   problem: { dimension: 1000, covariance: { kind: "identity" }, model: { kind: "logistic" } },
 *   schedule: { kind: "constant", rate: 0.5 }, horizon: 1 });
 * requireMemory(experiment); // => undefined
 * ```
 */
export function requireMemory(experiment: Experiment, available = totalmem()): void {
  const { problem, ensemble, save } = experiment;
  const features = mappedTo(problem.covariance);
  const { dimension = features } = problem;
  const vectors =
    dimension === "infinity"
      ? 0
      : 8 * dimension * (vectorsHeld * outputsOf(experiment) + matricesHeld * features);
  const curves = curveBytes(experiment);
  if (vectors + curves <= available) return;
  const [keys, needed] =
    vectors > curves
      ? [`${features > 0 ? "problem.covariance.map.count" : "problem.dimension"} is ${dimension}`, vectors]
      : [`ensemble.runs is ${ensemble.runs} and ${pointsOf(save)}`, curves];
  throw new InputError(
    `${keys}, which takes at least ${gigabytes(needed)} of memory, but this machine has ${gigabytes(available)}; lower it.`,
  );
}

/**
 * Bytes that the curves of all runs take, and their summary beside them.
 *
 * @example
 * ```ts
 * import { parseExperiment } from "homogenized-sgd";
 * import { curveBytes } from "homogenized-sgd/node";
 * const experiment = parseExperiment({
 *   problem: { dimension: 1000, covariance: { kind: "identity" }, model: { kind: "logistic" } },
 *   schedule: { kind: "constant", rate: 0.5 }, horizon: 1 });
 * curveBytes(experiment); // => 561560
 * ```
 */
export function curveBytes(experiment: Experiment): number {
  const { methods, ensemble, save } = experiment;
  const fields = 2 * outputsOf(experiment);
  const statistics = save.statistics.reduce<number>(
    (total, request) => total + (request === "overlaps" ? (fields * (fields + 1)) / 2 : 1),
    alwaysSaved,
  );
  const numbers = (save.times?.length ?? save.points ?? 0) * statistics;
  const ensembles = methods.filter((method) => !withoutRuns.includes(method)).length;
  return numbers * (8 * ensemble.runs * ensembles + summaryBytes * methods.length);
}

/** Random features that take the place of a data set's own; none elsewhere, where the dimension is the file's. */
const mappedTo = (covariance: Experiment["problem"]["covariance"]): number =>
  covariance.kind === "data" ? (covariance.map?.count ?? 0) : 0;

const withoutRuns: readonly string[] = deterministicMethods;

const outputsOf = ({ problem: { model } }: Experiment): number => ("outputs" in model && model.outputs) || 1;

const pointsOf = ({ points, times }: Experiment["save"]): string =>
  times ? `save.times has ${times.length} times` : `save.points is ${points}`;

const gigabytes = (bytes: number): string => `${Number((bytes / 2 ** 30).toPrecision(2))} GB`;
