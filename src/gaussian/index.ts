export { type Line, visitDirections } from "./directions.js";
export { createExpectation, type Expectation, type FieldFunction } from "./expectation.js";
export { cholesky } from "./factor.js";
export {
  createFieldMean,
  createRoot,
  type FieldIntegrand,
  type FieldMeanOptions,
  takeRoot,
} from "./field-mean.js";
export { type GaussRule, hermiteRule, legendreRule } from "./golub-welsch.js";
export { implicitQl, qlSweeps, rotate, rotateBack, type Sweeps } from "./implicit-ql.js";
export { createJacobi } from "./jacobi.js";
export { correlationAngle, fourPositive, threePositive, twoPositive } from "./orthant.js";
export type { Sheet } from "./sheets.js";
export { evenExpectation, type GaussianRule, stretchedRule, uniformRule } from "./trapezoid.js";
