export type { Exponents } from "./exponents.js";
export { type PredictedQuantity, type Prediction, type PredictOptions, predict } from "./predict.js";
