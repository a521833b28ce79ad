export { teacherStart } from "./atoms.js";
export { linearTimes, logarithmicTimes, stepAt, timeAt } from "./clock.js";
export { resolveStep } from "./hsgd-step.js";
export { odeSlices } from "./ode.js";
export {
  createSetup,
  type DynamicsOptions,
  dynamicsKeys,
  type HsgdOptions,
  hsgdSchemes,
  hsgdSchemesAlone,
  type SaveOptions,
  type Setup,
  saveTimes,
} from "./setup.js";
export {
  type DeterministicMethod,
  defaultMethods,
  deterministicMethods,
  type EnsembleMethod,
  ensembleMethods,
  type Method,
  methods,
  type OdeRun,
  runSlices,
  type SimulateOptions,
  simulate,
  toSde,
} from "./simulate.js";
export { atomStart } from "./start.js";
export type { StatisticRequest } from "./statistics.js";
export type { Trajectory } from "./trajectory.js";
export { requireVectors } from "./vectors.js";
export { requireLeastSquares, volterraSlices } from "./volterra.js";
