/**
 * Brownian increments drawn afresh, forward in time: ΔW = √h ξ, ξ ~ N(0, 1_m). No path object stands between
 * the generator and the step; a fixed-step run needs nothing else.
 */
import type { Stream } from "../random/index.js";

/** Overwrites dW (length m) with the increment over a step of length h. */
export function freshIncrement(stream: Stream, h: number, dW: Float64Array): void {
  stream.fillNormals(dW, 0, dW.length, Math.sqrt(h));
}
