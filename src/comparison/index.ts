export { type CompareOptions, type CompareProgress, compare } from "./compare.js";
export type { ComparisonResult } from "./comparison-result.js";
export type {
  Agreement,
  DeterministicCurves,
  EnsembleCurves,
  EnsembleSeries,
  Num,
  ResultJson,
  Series,
  Warning,
} from "./result.js";
