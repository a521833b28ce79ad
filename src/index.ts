// The mathematics and the experiment; nothing here loads the command, reports or Node.

export { loadFormulas } from "../sde/index.js";
export {
  type Agreement,
  type CompareOptions,
  type CompareProgress,
  type ComparisonResult,
  compare,
  type DeterministicCurves,
  type EnsembleCurves,
  type EnsembleSeries,
  type Interrupted,
  type ResultJson,
  type Warning,
} from "./comparison/index.js";
export {
  type DynamicsOptions,
  type HsgdOptions,
  type Method,
  methods,
  type SaveOptions,
  type SimulateOptions,
  type StatisticRequest,
  simulate,
  type Trajectory,
  toSde,
} from "./dynamics/index.js";
export * from "./experiment/index.js";
export {
  createModel,
  type LeastSquaresData,
  type LogisticData,
  leastSquares,
  logistic,
  type Model,
  type ModelData,
} from "./models/index.js";
export {
  type CorrelatedData,
  correlated,
  type GaussianData,
  gaussian,
  type InitialData,
  type PowerData,
  type Problem,
  type ProblemData,
  power,
  problem,
  type TargetData,
  type ValuesData,
  values,
  zero,
} from "./problem/index.js";
export {
  constant,
  cosine,
  expression,
  piecewise,
  polynomial,
  prepareSchedule,
  type Schedule,
  type ScheduleData,
  type ScheduleInput,
} from "./schedules/index.js";
export {
  analyseData,
  atoms,
  type Covariance,
  createDataSet,
  createSpectrum,
  type DataAnalysis,
  type DataSet,
  data,
  dense,
  eigenvalues,
  identity,
  parseCsv,
  parseNpy,
  powerLaw,
  type Spectrum,
  symmetricEigen,
} from "./spectrum/index.js";
