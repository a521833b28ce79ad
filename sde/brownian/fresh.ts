/**
 * Brownian increments drawn afresh, forward in time: ΔW = √h ξ, H = √(h/12) ξ′ with independent ξ, ξ′ ~ N(0, 1_m),
 * signs, and Lévy areas given ΔW and H (`levy-area.ts`), in this order and only what the increment has room for. No
 * path object stands between the generator and the step; a fixed-step run needs nothing else.
 */
import type { Stream } from "../random/index.js";
import type { Increment } from "./increment.js";
import { drawLevyArea, levyAreaTerms } from "./levy-area.js";

/**
 * Overwrites the increment with one over a step of length h. `span` is the time over which such steps follow one
 * another: the more of them, the more exactly each draws its Lévy areas (`levyAreaTerms`), and nothing else depends on it.
 */
export function freshIncrement(stream: Stream, h: number, w: Increment, span = 1): void {
  const { dW, H, signs, A } = w;
  stream.fillNormals(dW, 0, dW.length, Math.sqrt(h));
  if (H.length > 0) stream.fillNormals(H, 0, H.length, Math.sqrt(h / 12));
  for (let i = 0; i < signs.length; i++) signs[i] = stream.next() < 0 ? -1 : 1;
  if (A.length > 0) drawLevyArea(stream, h, levyAreaTerms(dW.length, h, span), dW, H, A);
}
