/**
 * What an ensemble keeps of its paths. A reducer sees one path's saved values (times × width, row by row; NaN
 * from a divergence on) at a time and keeps a state whose size does not grow with their number. States merge, so
 * that parts of an ensemble can be reduced apart.
 */
import type { Solution } from "../solution.js";

export interface Accumulator<Result> {
  /** One path: what it saved, and how it ended. */
  push(values: Float64Array, path?: Solution): void;
  /**
   * An antithetic pair, which is one draw: for states that tell standard errors. Without it, both paths are pushed one
   * after the other.
   */
  pushPair?(
    values: Float64Array,
    mirroredValues: Float64Array,
    path?: Solution,
    mirroredPath?: Solution,
  ): void;
  merge(other: Accumulator<Result>): void;
  result(): Result;
}

export interface Reducer<Result> {
  /** A fresh state for paths of `size` = times × width saved numbers, in rows of `width` (one row if left out). */
  create(size: number, width?: number): Accumulator<Result>;
}

/** Hands a pair to a state, as far as it knows pairs. */
export function pushPair<Result>(
  state: Accumulator<Result>,
  values: Float64Array,
  mirroredValues: Float64Array,
  path?: Solution,
  mirroredPath?: Solution,
): void {
  if (state.pushPair) {
    state.pushPair(values, mirroredValues, path, mirroredPath);
    return;
  }
  state.push(values, path);
  state.push(mirroredValues, mirroredPath);
}

/** (a + b)/2, entry by entry. */
export const meanOfPair = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((value, i) => 0.5 * (value + b[i]));
