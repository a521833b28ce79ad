/**
 * A Brownian path that can be asked for any time and any interval, in any order, and is always the same: W on the grid
 * t_i = from + i (to − from) 2^−depth, to which times are rounded, exact in law there, with its space-time Lévy areas H.
 *
 * It is a binary tree of intervals (`nodes.ts`): the whole one has W ~ N(0, T) and H ~ N(0, T/12); two halves follow from
 * their parent's W and H and from random numbers keyed by (seed, purpose, path, place in the tree), so that nothing
 * depends on what was asked before. An interval is composed of at most two nodes a level (`interval.ts`): O(depth)
 * work, and memory that does not grow. Trees that differ in depth alone are one path, bit for bit on the coarser grid.
 * (Lévy's construction; with space-time areas and keys: Jelinčič, Foster & Kidger, Single-seed generation of Brownian
 * paths and integrals for adaptive and high order SDE solvers, 2024.)
 *
 * Lévy areas A are drawn for the grid's cells and composed from them: they depend on the depth, cost a draw for each
 * cell of the interval that is not kept, and are exact but for the error of those draws, over the whole of T at most
 * (cell/(π√3))² in mean square (`levyAreaTerms`). Signs are keyed by the interval, and do not compose.
 *
 * With a covariance, W = L V of independent V, covariance = L Lᵀ; so H = L H_V and A = L A_V Lᵀ.
 */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, requireText, show } from "../../estimators/input/index.js";
import { powerOfTwo } from "../kernels/index.js";
import type { Seed } from "../random/index.js";
import { KeyedStream } from "../random/keyed.js";
import { type CovarianceMatrix, covarianceFactor, factorTimes, factorTimesArea } from "./covariance.js";
import { type Increment, type Need, requireNeeds } from "./increment.js";
import { Interval } from "./interval.js";
import { levyAreaTerms } from "./levy-area.js";
import { NodeAreas } from "./node-areas.js";
import { Nodes } from "./nodes.js";
import type { BrownianPath } from "./path.js";

export interface BrownianTreeOptions {
  /** m */
  readonly sources: number;
  /** Default 0. */
  readonly from?: number;
  readonly to: number;
  /** The grid has 2^depth cells: 0 to 40, or to 24 where Lévy areas are wanted. */
  readonly depth: number;
  /** A whole number, or a random-js engine to draw one from. */
  readonly seed: Seed;
  /** The path is keyed by (seed, purpose, path). Default "brownian-tree" and 0. */
  readonly purpose?: string;
  readonly path?: number;
  /** Of the sources over a unit of time, m rows of m numbers; independent ones of variance 1 if left out. */
  readonly covariance?: CovarianceMatrix;
  /** What increments may be asked for besides ΔW. Default: space-time areas, and signs unless sources are correlated. */
  readonly needs?: readonly Need[];
}

const treeKeys = keysOf<BrownianTreeOptions>({
  sources: true,
  from: true,
  to: true,
  depth: true,
  seed: true,
  purpose: true,
  path: true,
  covariance: true,
  needs: true,
});

export interface BrownianTree extends BrownianPath {
  readonly needs: readonly Need[];
  readonly depth: number;
  /** (to − from) 2^−depth: times are rounded to from + a multiple of it. */
  readonly spacing: number;
  /** Overwrites `out` with W_t − W_from: m numbers. */
  value(t: number, out: Float64Array): void;
}

const deepest = 40;
const deepestWithAreas = 24;

/**
 * A Brownian path to be queried at any times in any order, on a grid of 2^depth cells to which times are rounded.
 *
 * @param options sources (m), from, to, depth, seed; purpose and path, covariance (m × m), needs.
 * @returns the path: `value(t, out)` and `increment(s, u, out)` overwrite their `out` and depend on nothing else that
 *   was asked.
 * @throws InputError when an option is out of its range, the covariance is not one, or the grid is finer than the
 *   rounding of times; from queries, when times lie outside or run backwards, or buffers do not fit.
 * @see Jelinčič, Foster & Kidger (2024).
 * @example
 * ```ts
 * import { brownianTree, createIncrement } from "homogenized-sgd/sde";
 * const path = brownianTree({ sources: 1, to: 1, depth: 20, seed: 1 });
 * const [whole, left, right] = [0, 1, 2].map(() => createIncrement(1, ["space-time-area"]));
 * path.increment(0.25, 0.5, right);
 * path.increment(0, 0.25, left);
 * path.increment(0, 0.5, whole);
 * Math.abs(left.dW[0] + right.dW[0] - whole.dW[0]) < 1e-15; // => true
 * path.spacing === 2 ** -20; // => true
 * ```
 */
export function brownianTree(options: BrownianTreeOptions): BrownianTree {
  requireKeys("brownianTree", options, treeKeys);
  const { sources: m, to, depth, seed, purpose = "brownian-tree", path = 0, covariance } = options;
  const from = options.from ?? 0;
  const needs =
    options.needs ?? (covariance !== undefined ? ["space-time-area"] : ["space-time-area", "signs"]);
  requireText("purpose", purpose);
  requireOptions({ sources: m, from, to, depth, path, needs, correlated: covariance !== undefined });
  const L = covariance === undefined ? undefined : covarianceFactor(covariance, m);
  const span = to - from;
  const cells = powerOfTwo(depth);
  const spacing = span / cells;
  const wantsAreas = needs.includes("levy-area");
  const room = wantsAreas ? (m * (m - 1)) / 2 : 0;
  const LA = new Float64Array(L && wantsAreas ? m * m : 0);
  // A halving takes 4m words, seldom more.
  const stream = new KeyedStream(seed, purpose, path, Math.min(4 * m, 256));
  const nodes = new Nodes(m, span, depth, room, stream);
  const terms = levyAreaTerms(m, spacing, span);
  const areas = wantsAreas ? new NodeAreas(nodes, m, depth, spacing, terms, stream) : undefined;
  const interval = new Interval(m, room, depth, nodes, areas);

  /** The grid point next to t. */
  const point = (t: number): number => {
    const index = Math.round((t - from) / spacing);
    if (!(index >= 0 && index <= cells))
      throw new InputError(
        `t is ${show(t)}; the path is known from ${from} to ${to}: ask for a time between`,
      );
    return index;
  };
  return Object.freeze({
    sources: m,
    from,
    to,
    depth,
    spacing,
    needs,
    correlated: L !== undefined,
    value(t: number, out: Float64Array): void {
      if (out.length !== m)
        throw new InputError(`out has ${out.length} numbers; the path has ${m} sources: give as many`);
      interval.gather(0, point(t), false);
      if (L) factorTimes(m, L, interval.W, out);
      else copy(interval.W, out);
    },
    increment(s: number, u: number, out: Increment): void {
      const first = point(s);
      const end = point(u);
      if (!(s <= u)) throw new InputError(`u = ${u} is before s = ${s}; time runs forward: swap them`);
      const { dW, H, signs, A } = out;
      requireRoom(m, out, wantsAreas, L !== undefined);
      interval.gather(first, end, A.length > 0);
      if (L) factorTimes(m, L, interval.W, dW);
      else copy(interval.W, dW);
      if (H.length > 0) {
        if (L) factorTimes(m, L, interval.H, H);
        else copy(interval.H, H);
      }
      if (A.length > 0) {
        spread(m, interval.area, A);
        if (L) factorTimesArea(m, L, A, LA);
      }
      if (signs.length > 0) drawSigns(stream, first, end, signs);
    },
  });
}

function copy(source: Float64Array, out: Float64Array): void {
  for (let k = 0; k < out.length; k++) out[k] = source[k];
}

/** The antisymmetric matrix of A_kl, k < l. */
function spread(m: number, area: Float64Array, A: Float64Array): void {
  let pair = 0;
  for (let k = 0; k < m; k++) {
    A[k * m + k] = 0;
    for (let l = k + 1; l < m; l++, pair++) {
      A[k * m + l] = area[pair];
      A[l * m + k] = -area[pair];
    }
  }
}

/** The stream of an interval is that of (first, end + 2); those of (…, 0) and (…, 1) are the nodes'. */
function drawSigns(stream: KeyedStream, first: number, end: number, signs: Float64Array): void {
  stream.begin(first, end + 2);
  for (let i = 0; i < signs.length; i++) signs[i] = stream.next() < 0 ? -1 : 1;
}

function requireRoom(m: number, { dW, H, signs, A }: Increment, areas: boolean, correlated: boolean): void {
  const none = (length: number, full: number): boolean => length === 0 || length === full;
  if (
    !(dW.length === m && none(H.length, m) && none(signs.length, (m * (m - 1)) / 2) && none(A.length, m * m))
  )
    throw new InputError(
      `the increment has room for ${dW.length} sources; the path has ${m}: make it by createIncrement(${m}, needs)`,
    );
  if (A.length > 0 && !areas)
    throw new InputError(
      `the increment has room for Lévy areas, which this path does not keep; give needs: ["levy-area"] when making it`,
    );
  if (signs.length > 0 && correlated)
    throw new InputError(
      "the increment has room for signs, which belong to independent sources; use a path without covariance, and correlateNoise",
    );
}

function requireOptions(options: {
  sources: number;
  from: number;
  to: number;
  depth: number;
  path: number;
  needs: readonly Need[];
  correlated: boolean;
}): void {
  const { sources, from, to, depth, path, needs, correlated } = options;
  if (!(Number.isSafeInteger(sources) && sources >= 1))
    throw new InputError(`sources is ${show(sources)}; it must be a whole number of at least 1`);
  if (!(Number.isFinite(from) && Number.isFinite(to) && to > from))
    throw new InputError(
      `from is ${show(from)} and to is ${show(to)}; both must be finite times and to the later one`,
    );
  requireNeeds(needs);
  if (needs.includes("signs") && correlated)
    throw new InputError(
      "needs holds signs, which belong to independent sources, and a covariance is given; leave one of the two out",
    );
  const most = needs.includes("levy-area") ? deepestWithAreas : deepest;
  if (!(Number.isSafeInteger(depth) && depth >= 0 && depth <= most))
    throw new InputError(
      `depth is ${show(depth)}; it must be a whole number from 0 to ${most}${most < deepest ? ", for each of the 2^depth cells has its Lévy areas drawn" : ""}`,
    );
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(from), Math.abs(to));
  if (!((to - from) / powerOfTwo(depth) >= rounding))
    throw new InputError(
      `depth is ${show(depth)}; beside times from ${from} to ${to} cells of ${(to - from) / powerOfTwo(depth)} are lost in rounding: take a smaller one`,
    );
  if (!(Number.isSafeInteger(path) && path >= 0))
    throw new InputError(`path is ${show(path)}; it must be a whole number of at least 0`);
}
