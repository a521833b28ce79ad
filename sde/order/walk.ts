/**
 * Paths walked at several steps: each Brownian path is drawn at its finest level and halved down to the coarsest, and
 * the scheme is marched over every level on the way, so that all steps, and what they are held against, see one path.
 */
import { createIncrement } from "../brownian/increment.js";
import type { ExactSolution } from "../catalogue/index.js";
import type { Progress } from "../march.js";
import { createStreams, type Seed } from "../random/index.js";
import type { Scheme } from "../schemes/scheme.js";
import { createDyadicPath, type DyadicPath } from "./dyadic-path.js";
import { createLevelMarch } from "./march.js";
import type { Setting } from "./setting.js";
import type { Truth } from "./truth.js";

export interface Walk {
  readonly setting: Setting;
  readonly scheme: Scheme;
  readonly truth: Truth;
  readonly levels: readonly [coarsest: number, finest: number];
  readonly paths: number;
  readonly seed: Seed;
}

/** Where one path ends; lent, and overwritten by the next. */
export interface PathEnds {
  /** X^h_T from the coarsest level to the finest, where `finite`. */
  readonly ends: readonly Float64Array[];
  readonly finite: readonly boolean[];
  /** X_T, where `known`. */
  readonly solution: Float64Array;
  readonly known: boolean;
}

export function* walkPaths(
  { setting: { problem, start, from, to }, scheme, truth, levels: [coarsest, finest], paths, seed }: Walk,
  visit: (p: number, ends: PathEnds) => void,
): Generator<Progress, void> {
  const { dimension, sources } = problem;
  const depth = finest + truth.finer;
  const path = createDyadicPath(sources, [...scheme.needs, ...truth.needs], to - from, depth);
  const march = createLevelMarch(problem, scheme, { start, from, to });
  const marchTruth = truth.exact ? undefined : createLevelMarch(problem, truth.scheme, { start, from, to });
  const streams = createStreams(seed, "order");
  const signStreams = createStreams(seed, "order-signs");
  const signed = scheme.needs.includes("signs") || truth.needs.includes("signs");
  const whole = createIncrement(sources, truth.needs);
  const count = finest - coarsest + 1;
  const ends = Array.from({ length: count }, () => new Float64Array(dimension));
  const finite = new Array<boolean>(count).fill(true);
  const solution = new Float64Array(dimension);

  for (let p = 0; p < paths; p++) {
    path.draw(streams.stream(p));
    const signs = signed ? signStreams.stream(p) : null;
    let known = marchTruth ? marchTruth(path, depth, signs, solution) : true;
    for (let level = depth; level >= coarsest; level--) {
      if (level <= finest) finite[level - coarsest] = march(path, level, signs, ends[level - coarsest]);
      if (level > 0) path.halve();
    }
    if (truth.exact) {
      for (let level = coarsest - 1; level > 0; level--) path.halve();
      known = solveExactly(truth.exact, { path, whole, start, from, to }, solution);
    }
    visit(p, { ends, finite, solution, known });
    yield (p + 1) / paths;
  }
}

interface WholePath {
  readonly path: DyadicPath;
  readonly whole: ReturnType<typeof createIncrement>;
  readonly start: Float64Array;
  readonly from: number;
  readonly to: number;
}

function solveExactly(exact: ExactSolution, at: WholePath, out: Float64Array): boolean {
  const { path, whole, start, from, to } = at;
  path.read(0, whole);
  exact(to, start, { from, W: whole.dW, H: whole.H, A: whole.A }, out);
  return out.every((value) => Number.isFinite(value));
}
