export * from "./bands.js";
export * from "./bootstrap.js";
export * from "./control-variate.js";
export { type Covariance, createCovariance } from "./covariance.js";
export * from "./difference.js";
export * from "./distance.js";
export * from "./functionals.js";
export { type Bins, createHistogram, type Histogram } from "./histogram.js";
export { InputError } from "./input-error.js";
export * from "./kolmogorov-smirnov.js";
export * from "./moments.js";
export * from "./overlaps.js";
export {
  createPassageTimes,
  type PassageOptions,
  type PassageStatistics,
  type PassageTimes,
} from "./passage.js";
export { createQuantileSketch, type QuantileSketch } from "./quantile-sketch.js";
export { quantiles } from "./quantiles.js";
export * from "./slope.js";
