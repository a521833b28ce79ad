export { createIncrement, type Increment, type Need } from "./brownian/increment.js";
export { levyAreaError } from "./brownian/levy-area.js";
export * from "./catalogue/index.js";
export type { Tolerance } from "./control.js";
export { toIto, toStratonovich } from "./convert.js";
export * from "./ensemble.js";
export { compileFormula, compileFormulaSync, loadFormulas } from "./formula/index.js";
export { type FormulaSde, formulaSde, formulaSdeSync } from "./formula-sde.js";
export type { Guard, Progress } from "./march.js";
export * from "./order/index.js";
export {
  type Calculus,
  calculi,
  defineSde,
  type Field,
  type Noise,
  type NoiseKind,
  noiseKinds,
  type SdeDefinition,
  type SdeProblem,
} from "./problem.js";
export * from "./random/index.js";
export * from "./reducers.js";
export type { Save } from "./save.js";
export { dormandPrince } from "./schemes/dormand-prince.js";
export { eulerHeun } from "./schemes/euler-heun.js";
export { eulerMaruyama } from "./schemes/euler-maruyama.js";
export { heun } from "./schemes/heun.js";
export { midpoint } from "./schemes/midpoint.js";
export { milstein } from "./schemes/milstein.js";
export { milsteinDerivativeFree } from "./schemes/milstein-derivative-free.js";
export type { EmbeddedStep, Scheme, Step } from "./schemes/scheme.js";
export * from "./solution.js";
export { drain, type SolveOptions, solve, solveInSlices } from "./solve.js";
