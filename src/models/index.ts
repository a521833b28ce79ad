export { type CentredModel, centredModel, uncentre } from "./centred.js";
export { ACTIVATIONS, type Activation, type CommitteeData, committee } from "./committee.js";
export { type LeastSquaresData, leastSquares } from "./least-squares.js";
export { LABELS, type Labels, type LogisticData, logistic } from "./logistic.js";
export type { Model } from "./model.js";
export { type MulticlassLogisticData, multiclassLogistic } from "./multiclass-logistic.js";
export { createModel, type ModelData, modelKinds, resolveModel } from "./registry.js";
