/** Every model the package knows, in one list: what it is called, its defaults, how it is built. */

import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import {
  type AbsoluteErrorData,
  absoluteErrorKeys,
  absoluteErrorModel,
  resolveAbsoluteError,
} from "./absolute-error.js";
import { type CommitteeData, committeeKeys, committeeModel, resolveCommittee } from "./committee.js";
import { type CustomData, customKeys, customModelOf, describeCustom, resolveCustom } from "./custom.js";
import {
  type LossExpressionData,
  lossExpressionKeys,
  lossExpressionModel,
  resolveLossExpression,
} from "./expression.js";
import { type HuberData, huberKeys, huberModel, resolveHuber } from "./huber.js";
import {
  type LeastSquaresData,
  leastSquaresKeys,
  leastSquaresModel,
  resolveLeastSquares,
} from "./least-squares.js";
import { type LogisticData, logisticKeys, logisticModel, resolveLogistic } from "./logistic.js";
import type { Model } from "./model.js";
import {
  type MulticlassLogisticData,
  multiclassLogisticKeys,
  multiclassLogisticModel,
  resolveMulticlassLogistic,
} from "./multiclass-logistic.js";
import {
  type PhaseRetrievalData,
  phaseRetrievalKeys,
  phaseRetrievalModel,
  resolvePhaseRetrieval,
} from "./phase-retrieval.js";

/** The plain data of the experiment file's `model`. */
export type ModelData =
  | LeastSquaresData
  | LogisticData
  | PhaseRetrievalData
  | HuberData
  | AbsoluteErrorData
  | MulticlassLogisticData
  | CommitteeData
  | LossExpressionData;

/** A model as the library takes it: the file's data, or functions. */
export type ModelInput = ModelData | CustomData;

interface ModelFamily<Data extends ModelInput> {
  readonly keys: readonly string[];
  resolve(data: Data): Data;
  create(data: Data): Model;
}

const families: { readonly [Kind in ModelData["kind"]]: ModelFamily<Extract<ModelData, { kind: Kind }>> } = {
  "least-squares": { keys: leastSquaresKeys, resolve: resolveLeastSquares, create: leastSquaresModel },
  logistic: { keys: logisticKeys, resolve: resolveLogistic, create: logisticModel },
  "phase-retrieval": {
    keys: phaseRetrievalKeys,
    resolve: resolvePhaseRetrieval,
    create: phaseRetrievalModel,
  },
  huber: { keys: huberKeys, resolve: resolveHuber, create: huberModel },
  "absolute-error": {
    keys: absoluteErrorKeys,
    resolve: resolveAbsoluteError,
    create: absoluteErrorModel,
  },
  "multiclass-logistic": {
    keys: multiclassLogisticKeys,
    resolve: resolveMulticlassLogistic,
    create: multiclassLogisticModel,
  },
  committee: { keys: committeeKeys, resolve: resolveCommittee, create: committeeModel },
  expression: { keys: lossExpressionKeys, resolve: resolveLossExpression, create: lossExpressionModel },
};

/** The kinds a model may have. */
export const modelKinds = Object.keys(families) as ModelData["kind"][];

/** What has no counterpart in a file. */
const custom: ModelFamily<CustomData> = { keys: customKeys, resolve: resolveCustom, create: customModelOf };

function familyOf(data: ModelInput): ModelFamily<ModelInput> {
  if (
    typeof data !== "object" ||
    data === null ||
    !(data.kind === "custom" || modelKinds.includes(data.kind))
  ) {
    if (data === undefined)
      throw new InputError(`model is missing; give one of kind ${modelKinds.join(" or ")}.`);
    throw new InputError(
      `The model is of kind ${show((data as ModelInput | null)?.kind ?? data)}, but the kinds known are ${modelKinds.join(", ")}; set model.kind to one of them.`,
    );
  }
  const family = (data.kind === "custom"
    ? custom
    : families[data.kind]) as unknown as ModelFamily<ModelInput>;
  requireKeys(`model of kind ${data.kind}`, data, ["kind", ...family.keys], "model");
  return family;
}

/** Model data with every default filled in; throws InputError where a kind or value is not accepted. */
export function resolveModel<Data extends ModelInput>(data: Data): Data {
  return familyOf(data).resolve(data) as Data;
}

/** The model as plain data for a result: functions are named, not held. */
export const describeModel = (data: ModelInput): Record<string, unknown> =>
  data.kind === "custom" ? describeCustom(data) : { ...data };

/**
 * A model's loss, direction, risk, gradient and second moment (THEORY §2) from its data.
 *
 * @throws InputError where the kind is unknown or a value out of range
 * @example
 * ```ts
 * import { createModel, leastSquares } from "homogenized-sgd";
 * const model = createModel(leastSquares({ noiseStd: 0.5 }));
 * model.risk(new Float64Array([0, 0, 0, 1])); // => 0.625
 * model.bestRisk(new Float64Array([0, 0, 0, 1])); // => 0.125
 * ```
 */
export function createModel(data: ModelInput): Model {
  return familyOf(data).create(data);
}
