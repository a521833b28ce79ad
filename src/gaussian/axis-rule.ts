/**
 * Rules for one coordinate z ~ N(0, 1), from coarse to fine, for functions of which nothing is known beforehand:
 *
 *   level 0 … 6    Gauss–Hermite, 2, 4, 8, … 32 nodes          polynomials, and what grows like an exponential
 *   level 7 …      midpoint rule, z_j = (j + ½)η, |z_j| ≤ 10   functions with poles or narrow steps; η falls by √2
 *
 * Neighbouring levels share no node, so that two which agree have not agreed by accident; and no node is 0, where a
 * function may have its one exceptional point.
 *
 * Along a coordinate in which a function has kinks each piece between two of them is cut into panels no longer than a
 * level's length, with 16 nodes of Gauss–Legendre in each, or 8 where there are three such coordinates.
 */
import { exp } from "../../sde/kernels/index.js";
import { type GaussRule, hermiteRule, legendreRule } from "./golub-welsch.js";

const HERMITE_NODES = [2, 4, 8, 12, 16, 24, 32];
const WIDEST_SPACING = 0.5;
const REACH = 10;
const NORMAL_DENSITY_AT_ZERO = 0.3989422804014327;

/** The finest level of a smooth coordinate, by how many there are: 2500 nodes alone, 1280 beside another, 450 beside two. */
export const FINEST_SMOOTH = [0, 19, 17, 14, 6, 4, 2];
/** The finest level of a coordinate with kinks. */
export const FINEST_PANELS = 9;

/** Standard deviations beyond which a coordinate with kinks is left out. */
export const PANEL_REACH = 9.5;
const LONGEST_PANELS = [9.5, 5, 3.2, 2, 1.3, 0.8, 0.5, 0.3, 0.2, 0.12];
export const panelRule = legendreRule(16);
export const shortPanelRule = legendreRule(8);

const midpointRules = new Map<number, GaussRule>();

/** The rule of a smooth coordinate at a level. */
export function smoothRule(level: number): GaussRule {
  if (level < HERMITE_NODES.length) return hermiteRule(HERMITE_NODES[level]);
  let rule = midpointRules.get(level);
  if (rule === undefined) {
    const halvings = level - HERMITE_NODES.length;
    const spacing = (WIDEST_SPACING / (1 << (halvings >> 1))) * (halvings & 1 ? Math.SQRT1_2 : 1);
    rule = midpointRule(spacing);
    midpointRules.set(level, rule);
  }
  return rule;
}

function midpointRule(spacing: number): GaussRule {
  const half = Math.ceil(REACH / spacing);
  const nodes = Float64Array.from({ length: 2 * half }, (_, j) => (j - half + 0.5) * spacing);
  return { nodes, weights: nodes.map((z) => spacing * normalDensity(z)) };
}

const normalDensity = (z: number): number => NORMAL_DENSITY_AT_ZERO * exp(-0.5 * z * z);

/**
 * Visits the nodes of a coordinate with kinks.
 *
 * @param cuts where they are, increasing; those beyond reach are of no account
 * @param rule of one panel
 */
export function visitPanels(
  cuts: Float64Array,
  level: number,
  { nodes, weights }: GaussRule,
  visit: (z: number, weight: number) => void,
): void {
  const longest = LONGEST_PANELS[level];
  let from = -PANEL_REACH;
  for (let k = 0; k <= cuts.length; k++) {
    const to = k < cuts.length ? Math.min(PANEL_REACH, cuts[k]) : PANEL_REACH;
    if (!(to > from)) continue;
    const panels = Math.ceil((to - from) / longest);
    const half = (0.5 * (to - from)) / panels;
    for (let p = 0; p < panels; p++) {
      const middle = from + (2 * p + 1) * half;
      for (let j = 0; j < nodes.length; j++) {
        const z = middle + half * nodes[j];
        visit(z, 2 * half * weights[j] * normalDensity(z));
      }
    }
    from = to;
  }
}
