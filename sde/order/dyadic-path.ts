/**
 * One Brownian path on a dyadic grid: increments over 2^depth intervals of equal length are drawn, those over intervals
 * twice as long are composed from them, and so on, in the memory of the finest. Every level is the same path.
 */

import { composeIncrements } from "../brownian/compose.js";
import { freshIncrement } from "../brownian/fresh.js";
import { createIncrement, type Increment, type Need } from "../brownian/increment.js";
import { powerOfTwo } from "../kernels/index.js";
import type { Stream } from "../random/index.js";

/** The parts of an increment that compose. Signs belong to one step: each level draws its own. */
const parts = ["dW", "H", "A"] as const;
const composable = (need: Need): boolean => need !== "signs";

export interface DyadicPath {
  /** Draws the path at level `depth`. */
  draw(stream: Stream): void;
  /** Goes to the next coarser level. */
  halve(): void;
  /** Copies interval n of the current level into `out`, as far as `out` has room for its parts. */
  read(n: number, out: Increment): void;
}

/** @param span length of the whole interval. */
export function createDyadicPath(
  sources: number,
  needs: readonly Need[],
  span: number,
  depth: number,
): DyadicPath {
  const wanted = needs.filter(composable);
  const [first, second, both] = [0, 1, 2].map(() => createIncrement(sources, wanted));
  const buffers = parts.map((part) => new Float64Array(first[part].length * powerOfTwo(depth)));
  let level = depth;

  const read = (n: number, out: Increment): void => {
    for (let p = 0; p < parts.length; p++)
      if (out[parts[p]].length > 0) copy(buffers[p], n * out[parts[p]].length, out[parts[p]]);
  };
  const write = (n: number, increment: Increment): void => {
    for (let p = 0; p < parts.length; p++)
      buffers[p].set(increment[parts[p]], n * increment[parts[p]].length);
  };
  return {
    read,
    draw(stream) {
      level = depth;
      const h = span / powerOfTwo(depth);
      for (let n = 0; n < powerOfTwo(depth); n++) {
        freshIncrement(stream, h, first, span);
        write(n, first);
      }
    },
    halve() {
      const h = span / powerOfTwo(level);
      level--;
      // Pair n lies at 2n and 2n + 1: what is overwritten has been read.
      for (let n = 0; n < powerOfTwo(level); n++) {
        read(2 * n, first);
        read(2 * n + 1, second);
        composeIncrements(h, first, h, second, both);
        write(n, both);
      }
    },
  };
}

function copy(from: Float64Array, offset: number, to: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = from[offset + i];
}
