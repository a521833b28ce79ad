/**
 * Reference expectations under N(0, B), independent of src/gaussian: a square root of B by ml-matrix (so
 * that singular B is no exception) and a tensor rule in its coordinates. Slow and simple on purpose.
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";

export interface Rule {
  nodes: number[];
  weights: number[];
  /** For what is drawn beside the fields, where the rule itself would waste its nodes on it. */
  noise?: Rule;
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

/**
 * E f(r, ε) for r ~ N(0, B) and `extra` further independent N(0, 1); `f` returns an array, summed entry by entry.
 */
export function gaussianMean(
  B: ArrayLike<number>,
  rule: Rule,
  f: (fields: Float64Array, normals: Float64Array) => number[],
  extra = 0,
): number[] {
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
