export { type CorrelatedData, correlated } from "./correlated.js";
export { withNorm } from "./defaults.js";
export { type GaussianData, gaussian } from "./gaussian.js";
export { type InitialData, initialKinds } from "./initial.js";
export { type PowerData, power } from "./power.js";
export { drawState, type Problem, type ProblemData, problem, resolveProblem } from "./problem.js";
export { type TargetData, targetKinds } from "./target.js";
export { type ValuesData, values } from "./values.js";
export { type ZeroData, zero } from "./zero.js";
