export { compare } from "./compare.js";
export type { ComparisonResult } from "./comparison-result.js";
export { type Interrupted, runsDoneInWords } from "./interrupted.js";
export type { CompareOptions, CompareProgress } from "./options.js";
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
