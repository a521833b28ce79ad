export * from "./comparison/index.js";
export * from "./dynamics/index.js";

export * from "./models/index.js";
export * from "./problem/index.js";
export * from "./schedules/index.js";
export * from "./spectrum/index.js";
