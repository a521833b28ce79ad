export { type Line, visitDirections } from "./directions.js";
export { cholesky } from "./factor.js";
export { evenExpectation, type GaussianRule, stretchedRule, uniformRule } from "./trapezoid.js";
