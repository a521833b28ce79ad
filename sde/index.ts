export { createIncrement, type Increment, type Need } from "./brownian/increment.js";
export type { Tolerance } from "./control.js";
export * from "./ensemble.js";
export type { Events, WatchedEvent, WatchedFunction } from "./events/event.js";
export { compileFormula, compileFormulaSync, loadFormulas } from "./formula/index.js";
export type { Guard, Progress } from "./march.js";
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
export { eulerMaruyama } from "./schemes/euler-maruyama.js";
export type { EmbeddedStep, Scheme, Step } from "./schemes/scheme.js";
export * from "./solution.js";
export { drain, type SolveOptions, solve, solveInSlices } from "./solve.js";
