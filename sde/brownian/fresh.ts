/**
 * Brownian increments drawn afresh, forward in time: ΔW = √h ξ, H = √(h/12) ξ′ with independent ξ, ξ′ ~ N(0, 1_m),
 * and signs, in this order and only what the increment has room for. No path object stands between the generator
 * and the step; a fixed-step run needs nothing else.
 */
import type { Stream } from "../random/index.js";
import type { Increment } from "./increment.js";

/** Overwrites the increment with one over a step of length h. */
export function freshIncrement(stream: Stream, h: number, { dW, H, signs }: Increment): void {
  stream.fillNormals(dW, 0, dW.length, Math.sqrt(h));
  if (H.length > 0) stream.fillNormals(H, 0, H.length, Math.sqrt(h / 12));
  for (let i = 0; i < signs.length; i++) signs[i] = stream.next() < 0 ? -1 : 1;
}
