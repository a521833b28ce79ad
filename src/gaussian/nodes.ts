/**
 * Nodes and weights for E F(z), z ~ N(0, 1_r), of a function that is smooth but on flat sheets (sheets.ts). A smooth
 * coordinate takes a rule of axis-rule.ts as it is; one that is cut takes panels between the cuts; of two that are cut,
 *
 *   E F = Σ_i w_i Σ_j w_j(u_i) F(u_i, v_j(u_i), …)
 *
 * u is cut where two sheets cross, and v, for every u, where the sheets are: a·(u, v) = c at v = (c − a_u u)/a_v. Of three
 * that are cut w is, for every u and v, where the sheets are, and u and v as for sheets on the lines in which these cross.
 */
import { panelRule, shortPanelRule, smoothRule, visitPanels } from "./axis-rule.js";
import type { GaussRule } from "./golub-welsch.js";
import type { Sheet, SheetFrame } from "./sheets.js";

/** Products of weights below this are left out, and of three panels below the other. */
const NEGLIGIBLE = 1e-18;
const NEGLIGIBLE_IN_SPACE = 1e-14;
/** Sheets that meet u nearer than this are taken to meet it in one point. */
const CLOSE = 1e-9;

/** A list of nodes whose room grows and stays. */
export interface NodeList {
  /** z after z, `count` × r */
  points: Float64Array;
  weights: Float64Array;
  count: number;
}

export const emptyNodes = (): NodeList => ({
  points: new Float64Array(0),
  weights: new Float64Array(0),
  count: 0,
});

/**
 * Fills the list, anew.
 *
 * @param levels one for each turned coordinate (axis-rule.ts)
 * @param most nodes there may be
 * @returns whether they were enough
 */
export function fillNodes(
  frame: SheetFrame,
  levels: ArrayLike<number>,
  most: number,
  out: NodeList,
): boolean {
  const { cut, rows } = frame;
  const r = rows.length;
  const turned = new Float64Array(r);
  out.count = 0;
  /** The coordinates from number k on, all smooth. */
  const fill = (k: number, weight: number): void => {
    if (!(weight >= NEGLIGIBLE) || out.count > most) return;
    if (k === r) {
      append(rows, turned, weight, out);
      return;
    }
    const { nodes, weights } = smoothRule(levels[k]);
    for (let j = 0; j < nodes.length; j++) {
      turned[k] = nodes[j];
      fill(k + 1, weight * weights[j]);
    }
  };
  /** u and v between lines, then the coordinates from number 2 on. */
  const fillPlane = (lines: readonly Line[], rule: GaussRule, then: (weight: number) => void): void => {
    const cuts = new Float64Array(lines.length);
    visitPanels(crossings(lines), levels[0], rule, (u, weight) => {
      if (out.count > most) return;
      turned[0] = u;
      for (let k = 0; k < lines.length; k++) cuts[k] = lines[k].at + lines[k].slope * u;
      cuts.sort();
      visitPanels(cuts, levels[1], rule, (v, share) => {
        turned[1] = v;
        then(weight * share);
      });
    });
  };
  if (cut === 0) fill(0, 1);
  else if (cut === 1)
    visitPanels(places(frame), levels[0], panelRule, (u, weight) => {
      turned[0] = u;
      fill(1, weight);
    });
  else if (cut === 2) fillPlane(linesOf(rows, frame.sheets), panelRule, (weight) => fill(2, weight));
  else {
    const planes = frame.sheets.map(({ normal, offset }) => {
      const across = inner(rows[2], normal);
      return { normal: Float64Array.from(normal, (value) => value / across), offset: offset / across };
    });
    const cuts = new Float64Array(planes.length);
    fillPlane(linesOf(rows, meetings(planes)), shortPanelRule, (weight) => {
      if (!(weight >= NEGLIGIBLE_IN_SPACE) || out.count > most) return;
      planes.forEach(({ normal, offset }, k) => {
        cuts[k] = offset - inner(rows[0], normal) * turned[0] - inner(rows[1], normal) * turned[1];
      });
      cuts.sort();
      visitPanels(cuts, levels[2], shortPanelRule, (w, share) => {
        turned[2] = w;
        if (weight * share >= NEGLIGIBLE_IN_SPACE) fill(3, weight * share);
      });
    });
  }
  return out.count <= most;
}

function append(rows: readonly Float64Array[], turned: Float64Array, weight: number, out: NodeList): void {
  const r = rows.length;
  const at = out.count * r;
  // A list that was filled with fewer coordinates has room for more weights than points.
  if (out.count === out.weights.length || at + r > out.points.length) grow(r, out);
  for (let i = 0; i < r; i++) {
    let sum = 0;
    for (let k = 0; k < r; k++) sum += rows[k][i] * turned[k];
    out.points[at + i] = sum;
  }
  out.weights[out.count++] = weight;
}

function grow(r: number, out: NodeList): void {
  const size = Math.max(256, 2 * out.weights.length);
  const { points, weights } = out;
  out.points = new Float64Array(size * r);
  out.points.set(points);
  out.weights = new Float64Array(size);
  out.weights.set(weights);
}

/** Where sheets of one direction are. */
const places = ({ rows, sheets }: SheetFrame): Float64Array =>
  separate(sheets.map(({ normal, offset }) => offset / inner(rows[0], normal)));

interface Line {
  readonly at: number;
  readonly slope: number;
}

/** Where planes, scaled to 1 along w, have the same w: on a·(u, v) = c. */
const meetings = (planes: readonly Sheet[]): Sheet[] =>
  planes.flatMap((one, k) =>
    planes.slice(k + 1).flatMap((other) => {
      const normal = Float64Array.from(one.normal, (value, i) => value - other.normal[i]);
      return inner(normal, normal) > CLOSE * CLOSE ? [{ normal, offset: one.offset - other.offset }] : [];
    }),
  );

/** The sheets as lines v = at + slope·u. */
const linesOf = (rows: readonly Float64Array[], sheets: readonly Sheet[]): Line[] =>
  sheets.map(({ normal, offset }) => {
    const across = inner(rows[1], normal);
    return { at: offset / across, slope: -inner(rows[0], normal) / across };
  });

/** The u at which two of the lines cross. */
function crossings(lines: readonly Line[]): Float64Array {
  const found: number[] = [];
  lines.forEach((one, k) => {
    for (const other of lines.slice(k + 1)) {
      const difference = one.slope - other.slope;
      if (Math.abs(difference) > CLOSE) found.push((other.at - one.at) / difference);
    }
  });
  return separate(found);
}

function separate(values: number[]): Float64Array {
  values.sort((a, b) => a - b);
  return Float64Array.from(values.filter((value, k) => k === 0 || value - values[k - 1] > CLOSE));
}

function inner(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
