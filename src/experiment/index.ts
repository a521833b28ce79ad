export { type ParseOptions, parseExperiment } from "./experiment.js";
export { jsonSchema } from "./json-schema.js";
export { formatPath, type KeyPath } from "./path.js";
export type { Experiment, ResolvedSave } from "./resolve.js";
export { compareOptions, type DataFiles, experimentProblem, type RunOptions, runExperiment } from "./run.js";
export { sameExperiment } from "./same.js";
export type { ExperimentInput } from "./schema.js";
