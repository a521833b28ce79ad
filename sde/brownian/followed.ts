/** The path that steps of controlled length follow: one that may be asked for the same interval again, in parts. */
import type { SdeProblem } from "../problem.js";
import type { Scheme } from "../schemes/scheme.js";
import { type BrownianSource, requirePath } from "./driven.js";
import type { BrownianPath } from "./path.js";
import { brownianTree } from "./tree.js";

export interface Followed {
  /** Goes to the path with this index. */
  begin(index: number): void;
  readonly path: () => BrownianPath;
}

/** The grid's levels, where the rounding of times leaves as many. */
const levels = 30;

interface Run {
  readonly from: number;
  readonly to: number;
  readonly seed: number | null;
  readonly purpose: string;
}

/** @throws InputError, at the latest from `begin`, when a given path does not fit. */
export function followed(
  source: BrownianSource | undefined,
  problem: SdeProblem,
  scheme: Scheme,
  { from, to, seed, purpose }: Run,
): Followed {
  const own = (path: number): BrownianPath =>
    brownianTree({
      sources: problem.sources,
      from,
      to,
      depth: Math.min(
        levels,
        levelsAbove(Number.EPSILON * Math.max(Math.abs(from), Math.abs(to)), to - from),
      ),
      seed: seed!,
      purpose,
      path,
      needs: scheme.needs,
    });
  let path: BrownianPath;
  const take = (next: BrownianPath): void => {
    requirePath(next, problem, scheme, { from, to });
    path = next;
  };
  if (source && typeof source !== "function") take(source);
  return {
    begin(index) {
      if (source === undefined) path = own(index);
      else if (typeof source === "function") take(source(index));
    },
    path: () => path,
  };
}

/** How often `span` may be halved before it comes near the rounding of times. */
function levelsAbove(rounding: number, span: number): number {
  let level = 0;
  for (let cell = span; cell >= 16 * rounding && level < levels; cell /= 2) level++;
  return level;
}
