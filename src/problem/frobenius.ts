import { dot } from "../../sde/kernels/index.js";

/** ‖X‖ = √Σ X_ik², the Frobenius norm of a whole matrix. */
export function frobeniusNorm(matrix: Float64Array): number {
  return Math.sqrt(dot(matrix.length, matrix, 0, matrix, 0));
}
