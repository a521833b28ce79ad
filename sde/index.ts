export type { CovarianceMatrix } from "./brownian/covariance.js";
export type { BrownianSource } from "./brownian/driven.js";
export { createIncrement, type Increment, type Need } from "./brownian/increment.js";
export { levyAreaError } from "./brownian/levy-area.js";
export type { BrownianPath } from "./brownian/path.js";
export { type BrownianTree, type BrownianTreeOptions, brownianTree } from "./brownian/tree.js";
export * from "./catalogue/index.js";
export { toIto, toStratonovich } from "./convert.js";
export { correlateNoise } from "./correlate.js";
export { coxIngersollRoss } from "./cox-ingersoll-ross.js";
export { type AsyncOptions, type EnsembleOptions, ensemble, ensembleAsync } from "./ensemble.js";
export type { Events, WatchedEvent, WatchedFunction } from "./events/event.js";
export {
  compileFormula,
  compileFormulaSync,
  type Formula,
  formulaNamesSync,
  type LinearForm,
  loadFormulas,
  readFormulaSync,
} from "./formula/index.js";
export { type FormulaSde, formulaSde, formulaSdeSync } from "./formula-sde.js";
export type { Guard, Progress } from "./march.js";
export * from "./multilevel/index.js";
export type { SolveOptions } from "./options.js";
export * from "./order/index.js";
export { createPace, type Pace } from "./pace.js";
export { type Paired, pairedEnsemble } from "./paired-ensemble.js";
export {
  type Calculus,
  calculi,
  type DriftSolver,
  defineSde,
  type Field,
  type Noise,
  type NoiseKind,
  noiseKinds,
  type SdeDefinition,
  type SdeProblem,
} from "./problem.js";
export * from "./random/index.js";
export type { EnsembleInfo, PathsOptions } from "./reduce-paths.js";
export * from "./reducers/index.js";
export type { Save } from "./save.js";
export { schemes } from "./schemes/all.js";
export { dormandPrince } from "./schemes/dormand-prince.js";
export { driftImplicitEuler } from "./schemes/drift-implicit-euler.js";
export { driftImplicitSquareRootEuler } from "./schemes/drift-implicit-square-root-euler.js";
export { eulerHeun } from "./schemes/euler-heun.js";
export { eulerMaruyama } from "./schemes/euler-maruyama.js";
export { exponentialEuler } from "./schemes/exponential-euler.js";
export { fits } from "./schemes/fit.js";
export { fullTruncationEuler } from "./schemes/full-truncation-euler.js";
export { heun } from "./schemes/heun.js";
export { midpoint } from "./schemes/midpoint.js";
export { milstein } from "./schemes/milstein.js";
export { milsteinDerivativeFree } from "./schemes/milstein-derivative-free.js";
export { milsteinLevy } from "./schemes/milstein-levy.js";
export { namedScheme } from "./schemes/named.js";
export { platenWeak2 } from "./schemes/platen-weak-2.js";
export { platenWeak2General } from "./schemes/platen-weak-2-general.js";
export { rosenbrock } from "./schemes/rosenbrock.js";
export type { EmbeddedStep, Scheme, Step } from "./schemes/scheme.js";
export { sra1 } from "./schemes/sra1.js";
export { sriw1 } from "./schemes/sriw1.js";
export { tamedEuler } from "./schemes/tamed-euler.js";
export * from "./solution.js";
export { drain, solve, solveInSlices } from "./solve.js";
export type { SquareRootDiffusion } from "./structure.js";
export type { Tolerance } from "./tolerance.js";
