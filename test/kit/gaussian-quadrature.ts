/**
 * Reference expectations under N(0, B), independent of src/gaussian: a square root of B by ml-matrix
 * (so that singular B is no exception) and in its coordinates a tensor rule, or points laid where a function has no
 * kink between them. Slow and simple on purpose.
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

export interface Rule {
  nodes: number[];
  weights: number[];
  /** For what is drawn beside the fields, where the rule itself would waste its nodes on it. */
  noise?: Rule;
}

/** A sample's fields and standard normals with their weight; the weights sum to 1. */
export interface Point {
  readonly fields: Float64Array;
  readonly normals: Float64Array;
  readonly weight: number;
}

/** Gauss–Hermite for N(0, 1), exact for polynomials of degree below 2·count (Golub–Welsch). */
export function gaussHermite(count: number): Rule {
  const jacobi = Matrix.zeros(count, count);
  for (let i = 1; i < count; i++) {
    jacobi.set(i, i - 1, Math.sqrt(i));
    jacobi.set(i - 1, i, Math.sqrt(i));
  }
  const eigen = new EigenvalueDecomposition(jacobi, { assumeSymmetric: true });
  return {
    nodes: eigen.realEigenvalues,
    weights: eigen.realEigenvalues.map((_, i) => eigen.eigenvectorMatrix.get(0, i) ** 2),
  };
}

const unitRules = new Map<number, Rule>();

/** Gauss–Legendre on [from, to], exact for polynomials of degree below 2·count. */
export function gaussLegendre(count: number, from: number, to: number): Rule {
  const unit = unitRules.get(count) ?? unitLegendre(count);
  unitRules.set(count, unit);
  return {
    nodes: unit.nodes.map((x) => from + (to - from) * x),
    weights: unit.weights.map((weight) => (to - from) * weight),
  };
}

/** The rule on [0, 1] (Golub–Welsch). */
function unitLegendre(count: number): Rule {
  const jacobi = Matrix.zeros(count, count);
  for (let i = 1; i < count; i++) {
    jacobi.set(i, i - 1, i / Math.sqrt(4 * i * i - 1));
    jacobi.set(i - 1, i, i / Math.sqrt(4 * i * i - 1));
  }
  const eigen = new EigenvalueDecomposition(jacobi, { assumeSymmetric: true });
  return {
    nodes: eigen.realEigenvalues.map((x) => (1 + x) / 2),
    weights: eigen.realEigenvalues.map((_, i) => eigen.eigenvectorMatrix.get(0, i) ** 2),
  };
}

/** Gauss–Legendre on every piece between the points. */
export function pieces(count: number, points: readonly number[]): Rule {
  const sorted = [...points].sort((a, b) => a - b);
  const rules = sorted.slice(1).map((to, i) => gaussLegendre(count, sorted[i], to));
  return { nodes: rules.flatMap(({ nodes }) => nodes), weights: rules.flatMap(({ weights }) => weights) };
}

/**
 * Points for two fields and functions that are smooth between rays: the plane in polar coordinates, cut along the
 * lines n·r = 0 for every n given.
 */
export function sectorPoints(B: ArrayLike<number>, normals: readonly (readonly number[])[]): Point[] {
  const root = squareRootOf(B);
  const full = 2 * Math.PI;
  const cuts = normals.flatMap((n) => {
    const along = [0, 1].map((k) => n[0] * root[0][k] + n[1] * root[1][k]);
    const angle = Math.atan2(along[0], -along[1]);
    return [angle, angle + Math.PI].map((value) => ((value % full) + full) % full);
  });
  const angles = pieces(24, [0, ...cuts, full]);
  const radii = gaussLegendre(40, 0, 9);
  return angles.nodes.flatMap((angle, i) =>
    radii.nodes.map((radius, j) => ({
      fields: Float64Array.from(
        root,
        (row) => radius * (row[0] * Math.cos(angle) + row[1] * Math.sin(angle)),
      ),
      normals: new Float64Array(0),
      weight: (angles.weights[i] / full) * radii.weights[j] * radius * Math.exp((-radius * radius) / 2),
    })),
  );
}

/**
 * Points for functions of a residual w·r − σε of two fields and one normal ε, times polynomials of degree up to 3 in
 * what is independent of it: the residual cut at ±κ and at 0, the rest by Gauss–Hermite.
 */
export function residualPoints(
  B: ArrayLike<number>,
  [w0, w1]: readonly number[],
  sigma: number,
  kappa: number,
): Point[] {
  const root = squareRootOf(B);
  // The residual is q·ζ for three standard normals ζ; reflecting the first axis onto q's direction splits it off.
  const q = [w0 * root[0][0] + w1 * root[1][0], w0 * root[0][1] + w1 * root[1][1], -sigma];
  const size = Math.hypot(...q);
  const unit = size > 0 ? q.map((value) => value / size) : [1, 0, 0];
  const reflector = [unit[0] + (unit[0] < 0 ? -1 : 1), unit[1], unit[2]];
  const factor = 2 / reflector.reduce((sum, value) => sum + value * value, 0);
  const sign = unit[0] < 0 ? 1 : -1;
  const cut = Math.min(9, size > 0 ? kappa / size : 9);
  const first = pieces(40, [-9, -cut, 0, cut, 9]);
  const rest = gaussHermite(3);
  return first.nodes.flatMap((u, i) =>
    rest.nodes.flatMap((v, j) =>
      rest.nodes.map((w, k) => {
        const before = [sign * u, v, w];
        const share = factor * before.reduce((sum, value, p) => sum + value * reflector[p], 0);
        const zeta = before.map((value, p) => value - share * reflector[p]);
        return {
          fields: Float64Array.from(root, (row) => row[0] * zeta[0] + row[1] * zeta[1]),
          normals: Float64Array.of(zeta[2]),
          weight:
            ((first.weights[i] * Math.exp((-u * u) / 2)) / Math.sqrt(2 * Math.PI)) *
            rest.weights[j] *
            rest.weights[k],
        };
      }),
    ),
  );
}

/** A plain trapezoid rule, fine enough to need no thought: poles at ±iπ/width are resolved to rounding. */
export function fineTrapezoid(width: number, reach = 9): Rule {
  return trapezoid(Math.min(0.25, 0.5 / width), reach);
}

/** Nodes j · spacing up to ±reach. */
export function trapezoid(spacing: number, reach: number): Rule {
  const half = Math.ceil(reach / spacing);
  const nodes = Array.from({ length: 2 * half + 1 }, (_, i) => (i - half) * spacing);
  const weights = nodes.map((z) => (spacing * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI));
  return { nodes, weights };
}

/**
 * A root M of a positive semidefinite B = M Mᵀ, given row by row: the eigenvectors times the square roots of the
 * eigenvalues, as many columns as B has rank.
 */
export function rootOf(B: ArrayLike<number>): number[][] {
  const m = Math.round(Math.sqrt(B.length));
  const eigen = new EigenvalueDecomposition(Matrix.from1DArray(m, m, Array.from(B)), {
    assumeSymmetric: true,
  });
  const values = eigen.realEigenvalues;
  const kept = values.flatMap((value, k) => (value > 1e-14 * Math.max(...values) ? [k] : []));
  return Array.from({ length: m }, (_, i) =>
    kept.map((k) => eigen.eigenvectorMatrix.get(i, k) * Math.sqrt(values[k])),
  );
}

/** The same with columns of zeros, to as many as B has. */
export function squareRootOf(B: ArrayLike<number>): number[][] {
  return rootOf(B).map((row, _i, rows) => rows.map((_row, k) => row[k] ?? 0));
}

/**
 * E f(r, ε) for r ~ N(0, B) and `extra` further independent N(0, 1); `f` returns an array, summed entry by entry. Points
 * instead of a rule are for this B and this `extra`.
 */
export function gaussianMean(
  B: ArrayLike<number>,
  rule: Rule | readonly Point[],
  f: (fields: Float64Array, normals: Float64Array) => number[],
  extra = 0,
): number[] {
  if (!("nodes" in rule)) {
    const sums: number[] = [];
    for (const { fields, normals, weight } of rule)
      f(fields, normals).forEach((value, i) => {
        sums[i] = (sums[i] ?? 0) + weight * value;
      });
    return sums;
  }
  const root = rootOf(B);
  const m = root.length;
  const rank = root[0].length;
  const indices = new Array<number>(rank + extra).fill(0);
  const rules = indices.map((_, k) => (k < rank ? rule : (rule.noise ?? rule)));
  const fields = new Float64Array(m);
  const normals = new Float64Array(extra);
  const total: number[] = [];
  for (;;) {
    let weight = 1;
    for (let k = 0; k < rules.length; k++) weight *= rules[k].weights[indices[k]];
    for (let i = 0; i < m; i++) {
      fields[i] = 0;
      for (let k = 0; k < rank; k++) fields[i] += root[i][k] * rule.nodes[indices[k]];
    }
    for (let e = 0; e < extra; e++) normals[e] = rules[rank + e].nodes[indices[rank + e]];
    f(fields, normals).forEach((value, i) => {
      total[i] = (total[i] ?? 0) + weight * value;
    });
    let position = 0;
    while (position < indices.length && ++indices[position] === rules[position].nodes.length)
      indices[position++] = 0;
    if (position === indices.length) return total;
  }
}
