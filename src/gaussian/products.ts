/**
 * Product rules for E F(L z, ε), as fine as F needs at fields of such widths. What it needs is tried out once for every
 * rung of widths (width-rungs.ts) and choice of sheets, one coordinate after the other: the nodes are a function of B
 * alone, whatever was integrated before. A coordinate in which F is a polynomial, as it often is in label noise, is thin:
 * four nodes will do, and the fewer others there are, the finer each of these may be. Rules of few nodes that agree are
 * not believed before a finer one agrees with them.
 */
import { FINEST_PANELS, FINEST_SMOOTH, smoothRule } from "./axis-rule.js";
import type { FieldMeanOptions } from "./field-mean-options.js";
import { type FieldRoot, inCoordinates } from "./field-root.js";
import { emptyNodes, type NodeList } from "./nodes.js";
import { allNodes, nodesUpTo } from "./product-nodes.js";
import type { FieldSum } from "./sample-block.js";
import { frameOf, type Sheet, type SheetFrame, withinReach } from "./sheets.js";
import { keyOf, representatives } from "./width-rungs.js";

/** The product rule for one rung of widths. */
interface Plan {
  /** By coordinates. */
  readonly levels: Int32Array;
  /** Coordinates that are not thin. */
  readonly essential: number;
  /** Nodes at most. */
  readonly most: number;
  /** Whether one more level changed nothing, in any coordinate. */
  readonly hasSettled: boolean;
  /** What it leaves open where it was tried out; known of more than a few essential coordinates. */
  readonly left: number;
}

/** A covariance, and the sheets seen from it. */
interface Case {
  readonly root: FieldRoot;
  readonly frame: SheetFrame;
}

/** The product rule at one covariance. */
export interface Product {
  readonly essential: number;
  readonly left: number;
  mean(out: Float64Array): void;
  /** Estimated `deviation` of the mean. */
  error(): number;
}

/** Agreement of two rules at which the coarser is taken, by the number of coordinates. */
const SETTLED = [0, 1e-11, 1e-11, 1e-10, 1e-9, 1e-9, 1e-9];
/** What watchful levels may change. */
const MISSED = 1e-6;
/** Levels that see what rules of few nodes miss and therefore agree about, a curved jump between them; by coordinates. */
const WATCHFUL = [0, 11, 9, 7];
const MOST_WATCHED = 3;
/** Levels of the coordinates that are not being tried. */
const MODEST_SMOOTH = [2, 2, 2, 2, 1, 1, 1];
const MODEST_PANELS = [0, 2, 2, 0];
/** Of three coordinates that are cut nothing is tried out: 1e-6 to 1e-7 of a mean are left, at some 30 000 nodes and more. */
const PANELS_IN_SPACE = 2;
/** Up to this level, of four nodes, a coordinate is thin. */
const THIN = 1;
/** Nodes at most for the essential coordinates, by their number: where each has settled, and where one has not. */
const MOST_SETTLED = [1, 4000, 100_000, 200_000, 60_000, 60_000, 60_000];
const MOST_UNSETTLED = [1, 4000, 20_000, 60_000, 60_000, 60_000, 60_000];
/** How many times as many the finer rules may have by which the error is told. */
const ROOM_FOR_FINER = 1.5;

/**
 * @param few essential coordinates for which there is no other choice than products
 * @returns the product rule at a covariance
 */
export function createProducts(
  { fields: m, normals: n, values, sheets, accuracy = 0, rough = false, deviation }: FieldMeanOptions,
  few: number,
  sum: FieldSum,
): (root: FieldRoot) => Product {
  const other = new Float64Array(values);
  const settled = SETTLED.map((agreement) => Math.max(agreement, accuracy));
  const plans = new Map<string, Plan>();
  const own = emptyNodes();
  const trial = emptyNodes();

  /** In z. */
  const sheetsAt = (root: FieldRoot): Sheet[] =>
    sheets.map(({ normal, offset }) => {
      let left = offset;
      for (let p = 0; p < m; p++) left -= normal[p] * root.shift[p];
      return { normal: inCoordinates(m, n, root, normal), offset: left };
    });

  /** Raises one coordinate's level after the other, the rest at modest ones, until the next changes nothing. */
  const search = (cases: readonly Case[], r: number, cut: number, essential: number) => {
    const modest = Int32Array.from({ length: r }, (_, axis) =>
      axis < cut ? MODEST_PANELS[cut] : MODEST_SMOOTH[r],
    );
    const levels = modest.slice();
    const means = new Float64Array(values);
    let hasSettled = true;
    if (cut === 3) levels.fill(PANELS_IN_SPACE, 0, cut);
    for (let axis = cut === 3 ? cut : 0; axis < r; axis++) {
      const finest = finestOf(axis, cut, essential);
      let needed = 0;
      for (const { root, frame } of cases) {
        let level = 0;
        sum.overNodes(root, allNodes(frame, modest.with(axis, level), trial), means);
        for (; level < finest; level++) {
          const nodes = nodesUpTo(MOST_UNSETTLED[r], frame, modest.with(axis, level + 1), trial);
          if (nodes === undefined) break;
          sum.overNodes(root, nodes, other);
          if (!(deviation(means, other) > settled[r])) break;
          means.set(other);
        }
        needed = Math.max(needed, level);
      }
      levels[axis] = needed;
      hasSettled &&= needed < finest;
    }
    return { levels, hasSettled };
  };
  const settle = (cases: readonly Case[], cut: number): Plan => {
    const r = cases[0].root.rank + n;
    let { levels, hasSettled } = search(cases, r, cut, r);
    const thick = levels.filter((level, axis) => axis < cut || level > THIN).length;
    const essential = rough ? r : Math.max(1, thick);
    if (essential < r && essential <= few && !hasSettled)
      ({ levels, hasSettled } = search(cases, r, cut, essential));
    if (!(missed(cases[0], levels, essential) <= MISSED))
      for (let axis = cut; axis < r; axis++) levels[axis] = finestOf(axis, cut, essential);
    const most = (hasSettled ? MOST_SETTLED : MOST_UNSETTLED)[essential] * thinNodes(levels, cut, essential);
    lower(levels, most, cases);
    const plan = { levels, essential, most, hasSettled };
    const left = essential > few ? Math.max(...cases.map((one) => errorOf(one, plan))) : 0;
    return { ...plan, left };
  };
  /** Takes from the highest level until the nodes are no more than `most`. */
  const lower = (levels: Int32Array, most: number, cases: readonly Pick<Case, "frame">[]): void => {
    while (
      levels.some((level) => level > 0) &&
      cases.some(({ frame }) => nodesUpTo(most, frame, levels, trial) === undefined)
    )
      levels[levels.indexOf(Math.max(...levels))]--;
  };
  /** For sheets that lie to each other as at none of the covariances tried: as fine as there may be nodes. */
  const blind = (frame: SheetFrame): Plan => {
    const r = frame.rows.length;
    const levels = Int32Array.from({ length: r }, (_, axis) => finestOf(axis, frame.cut, r));
    lower(levels, MOST_UNSETTLED[r], [{ frame }]);
    return {
      levels,
      essential: r,
      most: MOST_UNSETTLED[r],
      hasSettled: false,
      left: Number.POSITIVE_INFINITY,
    };
  };
  /** What watchful levels change in the smooth coordinates; 0 where these are as fine, or where there are too many. */
  const missed = ({ root, frame }: Case, levels: Int32Array, essential: number): number => {
    const r = levels.length;
    if (essential > MOST_WATCHED) return 0;
    const watched = (axis: number) => axis >= frame.cut && (r <= MOST_WATCHED || levels[axis] > THIN);
    const watch = WATCHFUL[Math.min(r, MOST_WATCHED)];
    const watchful = levels.map((level, axis) => (watched(axis) ? Math.max(level, watch) : level));
    if (watchful.every((level, axis) => level === levels[axis])) return 0;
    const most = MOST_UNSETTLED[essential] * thinNodes(levels, frame.cut, essential);
    const nodes = nodesUpTo(most, frame, watchful, trial);
    if (nodes === undefined) return 0;
    const means = new Float64Array(values);
    sum.overNodes(root, nodes, other);
    sum.overNodes(root, allNodes(frame, levels, trial), means);
    return deviation(means, other);
  };
  /**
   * What a step to the next level changes, all coordinates added. Where that has too many nodes, or where nothing has
   * settled and rules may agree on what they all miss, the step from the one before counts as well.
   */
  const errorOf = ({ root, frame }: Case, plan: Omit<Plan, "left">): number => {
    const { levels, essential, most, hasSettled } = plan;
    const means = new Float64Array(values);
    sum.overNodes(root, allNodes(frame, levels, trial), means);
    let total = 0;
    for (let axis = 0; axis < levels.length; axis++) {
      const level = levels[axis];
      let change = 0;
      const look = (nodes: NodeList): void => {
        sum.overNodes(root, nodes, other);
        change = Math.max(change, deviation(means, other));
      };
      const finer =
        level < finestOf(axis, frame.cut, essential)
          ? nodesUpTo(ROOM_FOR_FINER * most, frame, levels.with(axis, level + 1), trial)
          : undefined;
      if (finer !== undefined) look(finer);
      if (finer === undefined || (!hasSettled && level > 0))
        look(allNodes(frame, levels.with(axis, level > 0 ? level - 1 : level + 1), trial));
      total += change;
    }
    return total;
  };
  return (root) => {
    const r = root.rank + n;
    const seen = sheetsAt(root);
    const chosen = seen.map(withinReach);
    const frameFrom = (all: readonly Sheet[]) =>
      frameOf(
        r,
        all.filter((_, k) => chosen[k]),
      );
    const frame = frameFrom(seen);
    const key = `${keyOf(m, root, frame.cut)} ${chosen.map(Number).join("")}`;
    let plan = plans.get(key);
    if (plan === undefined) {
      const alike = representatives(m, root)
        .map((one) => ({ root: one, frame: frameFrom(sheetsAt(one)) }))
        .filter((one) => one.frame.cut === frame.cut);
      plan = alike.length > 0 ? settle(alike, frame.cut) : blind(frame);
      if (alike.length > 0) plans.set(key, plan);
    }
    const { levels, essential, left } = plan;
    return {
      essential,
      left,
      mean: (out) => sum.overNodes(root, allNodes(frame, levels, own), out),
      error: () => Math.max(errorOf({ root, frame }, plan), missed({ root, frame }, levels, essential)),
    };
  };
}

const finestOf = (axis: number, cut: number, essential: number): number =>
  axis < cut ? FINEST_PANELS : FINEST_SMOOTH[essential];

/** Nodes of the thin coordinates together, where they are told from the others. */
function thinNodes(levels: Int32Array, cut: number, essential: number): number {
  if (essential === levels.length) return 1;
  return levels
    .subarray(cut)
    .reduce((nodes, level) => (level <= THIN ? nodes * smoothRule(level).nodes.length : nodes), 1);
}
