/**
 * E F(r, ε), r ~ N(0, B) of m fields and ε of n standard normals beside them, for an F of which nothing is known but on
 * which flat sheets w·(r, ε) = c it may have kinks and jumps. With B = L Lᵀ of rank q (factor.ts) r = L z, and there are
 * q + n standard normals to integrate over:
 *
 * | q + n | nodes                                                           | error, as reported              |
 * |-------|-----------------------------------------------------------------|---------------------------------|
 * | 1 … 3 | products of rules (nodes.ts), in each coordinate as fine as F    | difference to the next finer    |
 * |       | needs                                                           | rule, summed over coordinates   |
 * | 4 … 6 | the same where few nodes in each are enough, as for polynomials, | the same, or as there           |
 * |       | else those of expectation.ts                                    |                                 |
 * | 7 …   | those of expectation.ts                                         | as there                        |
 *
 * How fine that is depends on how wide the fields are, and is tried out once for every rung of widths (a factor of √2) at
 * covariances of just these widths: without correlation, with much of it, and with as much of the other sign. The nodes
 * are therefore a function of B alone, whatever was integrated before. Rules of few nodes that agree are not believed
 * before a finer one agrees with them.
 */
import { exp, log } from "../../sde/kernels/index.js";
import { FINEST_PANELS, FINEST_SMOOTH } from "./axis-rule.js";
import { createExpectation, type Expectation } from "./expectation.js";
import { cholesky } from "./factor.js";
import { emptyNodes, fillNodes, type NodeList } from "./nodes.js";
import { frameOf, type Sheet, type SheetFrame } from "./sheets.js";

/** A root of B: r = L z for the first `rank` of the standard normals z, the others being ε. */
export interface FieldRoot {
  /** m×m, row by row */
  readonly L: Float64Array;
  /** By field: its own number among z, or −1 where it adds nothing to those before it. */
  readonly columns: Int32Array;
  /** Standard deviations of the fields. */
  readonly widths: Float64Array;
  rank: number;
}

/** Samples that are looked at together. */
export const BLOCK = 64;

/** Samples j < `count`, each number in a row of its own: number k of sample j at k × BLOCK + j. */
export interface SampleBlock {
  count: number;
  /** The standard normals that the fields are made of, then the others. */
  readonly z: Float64Array;
  /** The fields, then the normals beside them. */
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/** Adds Σ_j w_j F_j over a block. */
export type FieldIntegrand = (root: FieldRoot, block: SampleBlock, out: Float64Array) => void;

export interface FieldMeanOptions {
  readonly fields: number;
  readonly normals: number;
  /** Length of F. */
  readonly values: number;
  /** Where F is known not to be smooth: over the fields, then the normals. */
  readonly sheets: readonly Sheet[];
  readonly integrand: FieldIntegrand;
  /** What the integrand's own rounding allows; as good as can be unless given. */
  readonly accuracy?: number;
  /** How far means `a` are from the better ones `b`, relative to what matters. */
  readonly deviation: (a: Float64Array, b: Float64Array) => number;
}

export interface FieldMean {
  mean(root: FieldRoot, out: Float64Array): void;
  /** Estimated `deviation` of `mean`. */
  error(root: FieldRoot): number;
}

/** Agreement of two rules at which the coarser is taken, by the number of coordinates. */
const SETTLED = [0, 1e-11, 1e-11, 1e-10, 1e-9, 1e-9, 1e-9];
/** What a product rule of many coordinates may leave open before expectation.ts takes its place. */
const UNSETTLED = 1e-6;
/** Levels that see what rules of few nodes miss and therefore agree about, a curved jump between them; by coordinates. */
const WATCHFUL = [0, 11, 9, 7];
/** Coordinates beyond which products have too many nodes. */
const MOST_COORDINATES = 6;
const FEW_COORDINATES = 3;
/** Levels of the coordinates that are not being tried. */
const MODEST_SMOOTH = [2, 2, 2, 2, 1, 1, 1];
const MODEST_PANELS = 2;
/** Nodes at most, by the number of coordinates. */
const MOST_NODES = [1, 4000, 20_000, 60_000, 60_000, 60_000, 60_000];
/** More fields than this have too many rungs of widths to try. */
const MOST_FIELDS = 6;
/** Widths beyond those of the last rung count as on it; the least is of 1/16. */
const RUNGS = 32;
const LEAST_RUNG = -8;

/** Rules without sheets, by their levels; made once and shared. */
const smoothNodes = new Map<string, NodeList>();

/** How E F is integrated at one rung of widths. */
interface Plan {
  /** What it leaves open; known where there is another choice. */
  readonly left: number;
  readonly levels: Int32Array;
}

export function createRoot(m: number): FieldRoot {
  return {
    L: new Float64Array(m * m),
    columns: new Int32Array(m),
    widths: new Float64Array(m),
    rank: 0,
  };
}

/** Takes the root of B, m×m row by row. */
export function takeRoot(m: number, B: Float64Array, root: FieldRoot): void {
  cholesky(m, B, root.L);
  root.rank = 0;
  for (let p = 0; p < m; p++) {
    root.widths[p] = Math.sqrt(B[p * m + p]);
    root.columns[p] = root.L[p * m + p] > 0 ? root.rank++ : -1;
  }
}

export function createFieldMean(options: FieldMeanOptions): FieldMean {
  const { fields: m, normals: n, values, sheets, accuracy = 0, integrand, deviation } = options;
  const block: SampleBlock = {
    count: 0,
    z: new Float64Array((m + n) * BLOCK),
    values: new Float64Array((m + n) * BLOCK),
    weights: new Float64Array(BLOCK),
  };
  const other = new Float64Array(values);
  const errors = new Float64Array(values);
  const settled = SETTLED.map((agreement) => Math.max(agreement, accuracy));
  const plans = new Map<number, Plan>();
  const expectations: Expectation[] = [];
  const own = emptyNodes();
  const trial = emptyNodes();

  /** r = M z, m × rank: the rows of L without the columns that have no pivot. */
  const M = new Float64Array(m * m);
  const pack = ({ L, columns, rank }: FieldRoot): void => {
    for (let p = 0; p < m; p++)
      for (let k = 0; k < m; k++) if (columns[k] >= 0) M[p * rank + columns[k]] = k <= p ? L[p * m + k] : 0;
  };
  /** Adds the integrand over the block, of the root packed last. */
  const add = (root: FieldRoot, out: Float64Array): void => {
    const { rank } = root;
    const { count, z, values } = block;
    for (let p = 0; p < m; p++) {
      const row = p * BLOCK;
      const first = rank > 0 ? M[p * rank] : 0;
      for (let j = 0; j < count; j++) values[row + j] = first * z[j];
      for (let k = 1; k < rank; k++) {
        const factor = M[p * rank + k];
        if (factor === 0) continue;
        for (let j = 0; j < count; j++) values[row + j] += factor * z[k * BLOCK + j];
      }
    }
    values.set(z.subarray(rank * BLOCK, (rank + n) * BLOCK), m * BLOCK);
    integrand(root, block, out);
  };
  const accumulate = (root: FieldRoot, nodes: NodeList, out: Float64Array): void => {
    const r = root.rank + n;
    const { z } = block;
    const { points, weights } = nodes;
    pack(root);
    out.fill(0);
    for (let from = 0; from < nodes.count; from += BLOCK) {
      const count = Math.min(BLOCK, nodes.count - from);
      block.count = count;
      block.weights.set(weights.subarray(from, from + count));
      for (let k = 0; k < r; k++) {
        let at = from * r + k;
        for (let j = k * BLOCK; j < k * BLOCK + count; j++) {
          z[j] = points[at];
          at += r;
        }
      }
      add(root, out);
    }
  };
  /** The integrand at one z. */
  const evaluate = (root: FieldRoot, z: ArrayLike<number>, out: Float64Array): void => {
    block.count = 1;
    block.weights[0] = 1;
    for (let k = 0; k < z.length; k++) block.z[k * BLOCK] = z[k];
    out.fill(0);
    add(root, out);
  };
  /** The sheets in z. */
  const frameAt = (root: FieldRoot): SheetFrame =>
    frameOf(
      root.rank + n,
      sheets.map(({ normal, offset }) => ({ normal: inCoordinates(m, n, root, normal), offset })),
    );
  const nodesOf = (
    frame: SheetFrame,
    levels: Int32Array,
    room: NodeList,
    most = MOST_NODES[frame.rows.length],
  ): NodeList | undefined => {
    if (frame.cut > 0) return fillNodes(frame, levels, most, room) ? room : undefined;
    const key = levels.join();
    let known = smoothNodes.get(key);
    if (known === undefined) {
      known = emptyNodes();
      if (!fillNodes(frame, levels, most, known)) return undefined;
      smoothNodes.set(key, known);
    }
    return known;
  };
  /** However many they are: where the sheets lie apart a plan has more nodes than where it was tried out. */
  const allNodesOf = (frame: SheetFrame, levels: Int32Array, room: NodeList): NodeList =>
    nodesOf(frame, levels, room, Number.POSITIVE_INFINITY)!;
  const planOf = (root: FieldRoot): Plan => {
    const frame = frameAt(root);
    const key = keyOf(m, root, frame.cut);
    let plan = plans.get(key);
    if (plan === undefined) {
      plan = settle(representatives(m, root), frame.cut);
      plans.set(key, plan);
    }
    return plan;
  };
  const finestOf = (axis: number, { cut, rows }: SheetFrame): number =>
    axis < cut ? FINEST_PANELS : FINEST_SMOOTH[rows.length];
  /** Raises one coordinate's level after the other, the rest at modest ones, until the next changes nothing. */
  const settle = (roots: readonly FieldRoot[], cut: number): Plan => {
    const r = roots[0].rank + n;
    const cases = roots
      .map((root) => ({ root, frame: frameAt(root) }))
      .filter(({ frame }) => frame.cut === cut);
    const modest = Int32Array.from({ length: r }, (_, axis) =>
      axis < cut ? MODEST_PANELS : MODEST_SMOOTH[r],
    );
    const levels = modest.slice();
    const means = new Float64Array(values);
    for (let axis = 0; axis < r; axis++) {
      let needed = 0;
      for (const { root, frame } of cases) {
        let level = 0;
        accumulate(root, allNodesOf(frame, modest.with(axis, level), trial), means);
        while (level < finestOf(axis, frame)) {
          const nodes = nodesOf(frame, modest.with(axis, level + 1), trial);
          if (nodes === undefined) break;
          accumulate(root, nodes, other);
          if (!(deviation(means, other) > settled[r])) break;
          means.set(other);
          level++;
        }
        needed = Math.max(needed, level);
      }
      levels[axis] = needed;
    }
    if (cases.length > 0 && !(missed(cases[0].root, cases[0].frame, levels) <= UNSETTLED))
      for (let axis = cut; axis < r; axis++) levels[axis] = finestOf(axis, cases[0].frame);
    while (
      levels.some((level) => level > 0) &&
      cases.some(({ frame }) => nodesOf(frame, levels, trial) === undefined)
    )
      levels[levels.indexOf(Math.max(...levels))]--;
    // Where none of the covariances tried is cut in as many directions nothing is known.
    let left = cases.length > 0 ? 0 : Number.POSITIVE_INFINITY;
    // Asked for only where there is another choice.
    if (r > FEW_COORDINATES)
      for (const { root, frame } of cases) left = Math.max(left, errorAt(root, frame, levels));
    return { levels, left };
  };
  /** What watchful levels change in the smooth coordinates; 0 where these are as fine, or where there are too many. */
  const missed = (root: FieldRoot, frame: SheetFrame, levels: Int32Array): number => {
    const r = levels.length;
    if (r > FEW_COORDINATES) return 0;
    const watchful = levels.map((level, axis) => (axis < frame.cut ? level : Math.max(level, WATCHFUL[r])));
    const nodes = nodesOf(frame, watchful, trial);
    if (nodes === undefined || watchful.every((level, axis) => level === levels[axis])) return 0;
    const means = new Float64Array(values);
    accumulate(root, nodes, other);
    accumulate(root, allNodesOf(frame, levels, trial), means);
    return deviation(means, other);
  };
  /** What a step to the next level changes, or where that has too many nodes to the one before, all coordinates added. */
  const errorAt = (root: FieldRoot, frame: SheetFrame, levels: Int32Array): number => {
    const means = new Float64Array(values);
    accumulate(root, allNodesOf(frame, levels, trial), means);
    let total = 0;
    for (let axis = 0; axis < levels.length; axis++) {
      const level = levels[axis];
      const finer =
        level < finestOf(axis, frame) ? nodesOf(frame, levels.with(axis, level + 1), trial) : undefined;
      const beside = levels.with(axis, level > 0 ? level - 1 : level + 1);
      accumulate(root, finer ?? allNodesOf(frame, beside, trial), other);
      total += deviation(means, other);
    }
    return total;
  };
  /** The product rule that will do; none where there are too many coordinates, or too much is left open. */
  const productOf = (root: FieldRoot): Plan | undefined => {
    const r = root.rank + n;
    if (r > MOST_COORDINATES || m > MOST_FIELDS) return undefined;
    const plan = planOf(root);
    return r <= FEW_COORDINATES || plan.left <= UNSETTLED ? plan : undefined;
  };
  const identities: Float64Array[] = [];
  /** Where rules are not tried out. */
  const fixed = (root: FieldRoot, of: "mean" | "error", out: Float64Array): void => {
    const r = root.rank + n;
    expectations[r] ??= createExpectation(r, values);
    identities[r] ??= Float64Array.from({ length: r * r }, (_, at) => (at % (r + 1) === 0 ? 1 : 0));
    pack(root);
    expectations[r][of](identities[r], (z, written) => evaluate(root, z, written), out);
  };
  const mean = (root: FieldRoot, out: Float64Array): void => {
    if (!root.widths.every(Number.isFinite)) {
      out.fill(Number.NaN);
      return;
    }
    if (root.rank + n === 0) {
      pack(root);
      evaluate(root, [], out);
      return;
    }
    const plan = productOf(root);
    if (plan === undefined) fixed(root, "mean", out);
    else accumulate(root, allNodesOf(frameAt(root), plan.levels, own), out);
  };
  return {
    mean,
    error(root) {
      if (root.rank + n === 0) return 0;
      const plan = productOf(root);
      if (plan === undefined) {
        const means = new Float64Array(values);
        mean(root, means);
        fixed(root, "error", errors);
        return deviation(
          means.map((entry, i) => entry + errors[i]),
          means,
        );
      }
      const frame = frameAt(root);
      return Math.max(errorAt(root, frame, plan.levels), missed(root, frame, plan.levels));
    },
  };
}

/** Lᵀ w for the fields, and the normals' own. */
function inCoordinates(m: number, n: number, root: FieldRoot, w: ArrayLike<number>): Float64Array {
  const { L, columns, rank } = root;
  const a = new Float64Array(rank + n);
  for (let k = 0; k < m; k++)
    if (columns[k] >= 0) for (let p = k; p < m; p++) a[columns[k]] += L[p * m + k] * w[p];
  for (let e = 0; e < n; e++) a[rank + e] = w[m + e];
  return a;
}

/** The rung of a width: the least power of √2 that is not below it, from LEAST_RUNG on; 0 has one of its own. */
function rungOf(width: number): number {
  if (!(width > 0)) return 0;
  const rung = Math.ceil((2 * log(width)) / Math.LN2) - LEAST_RUNG + 1;
  return Math.min(RUNGS - 1, Math.max(1, rung));
}

/** One number for the rungs of all widths, the coordinates there are, and how many of them sheets cut. */
function keyOf(m: number, { columns, widths }: FieldRoot, cut: number): number {
  let key = cut;
  for (let p = 0; p < m; p++) key = 2 * (RUNGS * key + rungOf(widths[p])) + (columns[p] < 0 ? 0 : 1);
  return key;
}

/** Roots with the widths of a rung, by the correlation of any two fields: where some are singular, all are. */
function representatives(m: number, like: FieldRoot): FieldRoot[] {
  const widths = like.widths.map((width) =>
    width > 0 ? exp(0.5 * Math.LN2 * (rungOf(width) - 1 + LEAST_RUNG)) : 0,
  );
  const correlations = like.rank < m ? [1, 0.7, -0.7, -1] : [0, 0.7, -0.7];
  return correlations.map((correlation) => {
    const S = new Float64Array(m * m);
    for (let p = 0; p < m; p++)
      for (let q = 0; q < m; q++) {
        const sign = correlation < 0 && (p + q) % 2 === 1 ? -1 : 1;
        S[p * m + q] = widths[p] * widths[q] * (p === q ? 1 : sign * Math.abs(correlation));
      }
    const root = createRoot(m);
    takeRoot(m, S, root);
    // The same coordinates as the original's: no more of them, and no fewer.
    root.columns.set(like.columns);
    root.rank = like.rank;
    return root;
  });
}
