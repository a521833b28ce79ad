/** One run of a scheme over a level of a dyadic path. */

import { createIncrement } from "../brownian/increment.js";
import { powerOfTwo } from "../kernels/index.js";
import { allFinite } from "../march.js";
import type { SdeProblem } from "../problem.js";
import type { Stream } from "../random/index.js";
import type { Scheme } from "../schemes/scheme.js";
import type { DyadicPath } from "./dyadic-path.js";

/** Overwrites `end` with the process after 2^level steps; false where the path stopped being finite. */
export type LevelMarch = (
  path: DyadicPath,
  level: number,
  signs: Stream | null,
  end: Float64Array,
) => boolean;

/** Allocates the workspace of a scheme on a problem. */
export function createLevelMarch(
  problem: SdeProblem,
  scheme: Scheme,
  { start, from, to }: { start: Float64Array; from: number; to: number },
): LevelMarch {
  const step = scheme.prepare(problem);
  const reveal = scheme.reveal?.(problem);
  const w = createIncrement(problem.sources, scheme.needs);
  const buffers = [new Float64Array(problem.dimension), new Float64Array(problem.dimension)];
  return (path, level, signs, end) => {
    const count = powerOfTwo(level);
    const h = (to - from) / count;
    let [x, next] = buffers;
    x.set(start);
    for (let n = 0; n < count; n++) {
      path.read(n, w);
      for (let i = 0; i < w.signs.length; i++) w.signs[i] = signs!.next() < 0 ? -1 : 1;
      step(from + n * h, h, x, w, next);
      [x, next] = [next, x];
      if (!allFinite(x)) return false;
    }
    end.set(x);
    reveal?.(end);
    return true;
  };
}
