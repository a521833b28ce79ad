export { type MultilevelResult, type MultilevelRow, multilevel, multilevelAsync } from "./multilevel.js";
export type { MultilevelOptions } from "./options.js";
export type { LevelMoments, Rate, Rates } from "./plan.js";
