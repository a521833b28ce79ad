export { type AbsoluteErrorData, absoluteError } from "./absolute-error.js";
export { type CentredModel, centredModel, uncentre } from "./centred.js";
export { ACTIVATIONS, type Activation, type CommitteeData, committee } from "./committee.js";
export { type CustomData, customModel, type DirectionFunction, type LossFunction } from "./custom.js";
export { type LossExpressionData, lossExpression } from "./expression.js";
export { type HuberData, huber } from "./huber.js";
export { type LeastSquaresData, leastSquares } from "./least-squares.js";
export { LABELS, type Labels, type LogisticData, logistic } from "./logistic.js";
export type { Model } from "./model.js";
export { type MulticlassLogisticData, multiclassLogistic } from "./multiclass-logistic.js";
export { type PhaseRetrievalData, phaseRetrieval } from "./phase-retrieval.js";
export {
  createModel,
  describeModel,
  type ModelData,
  type ModelInput,
  modelKinds,
  resolveModel,
} from "./registry.js";
