export { type Combined, combine } from "./combine.js";
export { type ControlColumn, type ControlVariateResult, controlVariate } from "./control-variate.js";
export { type CovarianceResult, covariance } from "./covariance.js";
export { type FirstPassageOptions, type FirstPassageResult, firstPassage } from "./first-passage.js";
export { type HistogramResult, histogram } from "./histogram.js";
export { type MomentsResult, moments } from "./moments.js";
export { type QuantileBandsResult, quantileBands } from "./quantile-bands.js";
export type { Accumulator, Reducer } from "./reducer.js";
