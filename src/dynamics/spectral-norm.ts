import { Matrix, SingularValueDecomposition } from "ml-matrix";

/** ‖G_xx‖₂, the largest singular value of the student block of G (m×ℓ, row by row): its first ℓ rows. */
export function spectralNorm(outputs: number, G: Float64Array): number {
  if (outputs === 1) return Math.abs(G[0]);
  const block = Matrix.from1DArray(outputs, outputs, Array.from(G.subarray(0, outputs * outputs)));
  if (!block.to1DArray().every(Number.isFinite)) return Number.POSITIVE_INFINITY;
  return new SingularValueDecomposition(block).norm2;
}
