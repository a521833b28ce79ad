/**
 * Rooted trees and the order conditions of Runge–Kutta methods (Butcher; Hairer, Nørsett & Wanner I, §II.2): a
 * method has order p if and only if Σ_i b_i Φ_i(τ) = 1/γ(τ) for every rooted tree τ with at most p vertices.
 */
export type Tree = readonly Tree[];

/** trees[n]: all rooted trees with n vertices, n ≤ most. */
export function rootedTrees(most: number): Tree[][] {
  const trees: Tree[][] = [[], [[]]];
  /** Multisets of trees with `vertices` vertices in all, none later than number `last` of those of size `largest`. */
  const forests = (vertices: number, largest: number, last: number): Tree[][] => {
    if (vertices === 0) return [[]];
    const found: Tree[][] = [];
    for (let size = Math.min(vertices, largest); size >= 1; size--) {
      const top = size === largest ? Math.min(last, trees[size].length - 1) : trees[size].length - 1;
      for (let i = top; i >= 0; i--)
        for (const rest of forests(vertices - size, size, i)) found.push([trees[size][i], ...rest]);
    }
    return found;
  };
  for (let n = 2; n <= most; n++) trees.push(forests(n - 1, n - 1, Number.POSITIVE_INFINITY));
  return trees;
}

export const vertices = (tree: Tree): number => 1 + tree.reduce((sum, branch) => sum + vertices(branch), 0);

/** γ(τ) */
export const density = (tree: Tree): number =>
  vertices(tree) * tree.reduce((product, branch) => product * density(branch), 1);

/** Φ(τ), one number per stage; A is the full square matrix of coefficients. */
export function stageWeights(tree: Tree, A: readonly (readonly number[])[]): number[] {
  const branches = tree.map((branch) => stageWeights(branch, A));
  return A.map((row) =>
    branches.reduce((product, phi) => product * row.reduce((sum, a, j) => sum + a * phi[j], 0), 1),
  );
}

/** |Σ_i b_i Φ_i(τ) − 1/γ(τ)| */
export function orderDefect(b: readonly number[], A: readonly (readonly number[])[], tree: Tree): number {
  const phi = stageWeights(tree, A);
  return Math.abs(b.reduce((sum, weight, i) => sum + weight * phi[i], 0) - 1 / density(tree));
}
