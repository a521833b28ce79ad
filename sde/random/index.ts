export type { Engine } from "random-js";
export { type Seed, seedNumber } from "./seed.js";
export { restoreStream, type Stream, type StreamState } from "./stream.js";
export { createStreams, type Streams } from "./streams.js";
