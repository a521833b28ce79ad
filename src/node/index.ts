export { readData } from "./data-files.js";
export { formatJson } from "./format-json.js";
export { type LoadedExperiment, loadExperiment, type ReadOptions, readExperiment } from "./load.js";
export { requireMemory } from "./memory.js";
export type { Overrides } from "./overrides.js";
export { rescueResult } from "./rescue.js";
export { type Claim, claimFolder, type FolderRequest, type Judgement, judgeFolder } from "./store.js";
export { writeNewFile } from "./write-new.js";
export { writeReport } from "./write-report.js";
