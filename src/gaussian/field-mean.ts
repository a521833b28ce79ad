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
 * How fine that is, is tried out once for every rung of widths (width-rungs.ts). The nodes are therefore a function of B
 * alone, whatever was integrated before. Rules of few nodes that agree are not believed before a finer one agrees with
 * them.
 */
import { FINEST_PANELS, FINEST_SMOOTH } from "./axis-rule.js";
import { createExpectation, type Expectation } from "./expectation.js";
import { type FieldRoot, inCoordinates } from "./field-root.js";
import { emptyNodes, fillNodes, type NodeList } from "./nodes.js";
import { createFieldSum, type FieldIntegrand } from "./sample-block.js";
import { frameOf, type Sheet, type SheetFrame } from "./sheets.js";
import { keyOf, representatives } from "./width-rungs.js";

export interface FieldMeanOptions {
  readonly fields: number;
  readonly normals: number;
  /** Length of F. */
  readonly values: number;
  /** Where F is known not to be smooth: over the fields, then the normals. */
  readonly sheets: readonly Sheet[];
  readonly integrand: FieldIntegrand;
  /** Whether F may have kinks beside those sheets, curved ones: then lattices stand in wherever products do not settle. */
  readonly rough?: boolean;
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
/** The same where there may be curved kinks. */
const MOST_ROUGH = 2;
const FEW_ROUGH = 1;
/** Levels of the coordinates that are not being tried. */
const MODEST_SMOOTH = [2, 2, 2, 2, 1, 1, 1];
const MODEST_PANELS = 2;
/** Nodes at most, by the number of coordinates. */
const MOST_NODES = [1, 4000, 20_000, 60_000, 60_000, 60_000, 60_000];
/** More fields than this have too many rungs of widths to try. */
const MOST_FIELDS = 6;

/** Rules without sheets, by their levels; made once and shared. */
const smoothNodes = new Map<string, NodeList>();

/** How E F is integrated at one rung of widths. */
interface Plan {
  /** What it leaves open; known where there is another choice. */
  readonly left: number;
  readonly levels: Int32Array;
}

export function createFieldMean(options: FieldMeanOptions): FieldMean {
  const {
    fields: m,
    normals: n,
    values,
    sheets,
    accuracy = 0,
    rough = false,
    integrand,
    deviation,
  } = options;
  const [few, most] = rough ? [FEW_ROUGH, MOST_ROUGH] : [FEW_COORDINATES, MOST_COORDINATES];
  const sum = createFieldSum(m, n, integrand);
  const other = new Float64Array(values);
  const errors = new Float64Array(values);
  const settled = SETTLED.map((agreement) => Math.max(agreement, accuracy));
  const plans = new Map<number, Plan>();
  const expectations: Expectation[] = [];
  const own = emptyNodes();
  const trial = emptyNodes();

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
        sum.overNodes(root, allNodesOf(frame, modest.with(axis, level), trial), means);
        while (level < finestOf(axis, frame)) {
          const nodes = nodesOf(frame, modest.with(axis, level + 1), trial);
          if (nodes === undefined) break;
          sum.overNodes(root, nodes, other);
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
    if (r > few) for (const { root, frame } of cases) left = Math.max(left, errorAt(root, frame, levels));
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
    sum.overNodes(root, nodes, other);
    sum.overNodes(root, allNodesOf(frame, levels, trial), means);
    return deviation(means, other);
  };
  /** What a step to the next level changes, or where that has too many nodes to the one before, all coordinates added. */
  const errorAt = (root: FieldRoot, frame: SheetFrame, levels: Int32Array): number => {
    const means = new Float64Array(values);
    sum.overNodes(root, allNodesOf(frame, levels, trial), means);
    let total = 0;
    for (let axis = 0; axis < levels.length; axis++) {
      const level = levels[axis];
      const finer =
        level < finestOf(axis, frame) ? nodesOf(frame, levels.with(axis, level + 1), trial) : undefined;
      const beside = levels.with(axis, level > 0 ? level - 1 : level + 1);
      sum.overNodes(root, finer ?? allNodesOf(frame, beside, trial), other);
      total += deviation(means, other);
    }
    return total;
  };
  /** The product rule that will do; none where there are too many coordinates, or too much is left open. */
  const productOf = (root: FieldRoot): Plan | undefined => {
    const r = root.rank + n;
    if (r > most || m > MOST_FIELDS) return undefined;
    const plan = planOf(root);
    return r <= few || plan.left <= UNSETTLED ? plan : undefined;
  };
  const identities: Float64Array[] = [];
  /** Where rules are not tried out. */
  const fixed = (root: FieldRoot, of: "mean" | "error", out: Float64Array): void => {
    const r = root.rank + n;
    expectations[r] ??= createExpectation(r, values, rough);
    identities[r] ??= Float64Array.from({ length: r * r }, (_, at) => (at % (r + 1) === 0 ? 1 : 0));
    expectations[r][of](identities[r], (z, written) => sum.atPoint(root, z, written), out);
  };
  const mean = (root: FieldRoot, out: Float64Array): void => {
    if (!root.widths.every(Number.isFinite)) {
      out.fill(Number.NaN);
      return;
    }
    if (root.rank + n === 0) {
      sum.atPoint(root, [], out);
      return;
    }
    const plan = productOf(root);
    if (plan === undefined) fixed(root, "mean", out);
    else sum.overNodes(root, allNodesOf(frameAt(root), plan.levels, own), out);
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
