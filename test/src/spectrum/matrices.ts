/** Matrices and measures for the spectrum's tests. */
import { MersenneTwister19937, Random } from "random-js";
import type { Eigen } from "../../../src/spectrum/index.js";

export function randomNumbers(seed: number, count: number): Float64Array {
  const random = new Random(MersenneTwister19937.seed(seed));
  return Float64Array.from({ length: count }, () => random.real(-1, 1));
}

/** Symmetric n×n with entries uniform on (−1, 1). */
export function randomSymmetric(seed: number, n: number): Float64Array {
  const matrix = randomNumbers(seed, n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i];
  return matrix;
}

/** AᵀA/rank of a random rank×n matrix A: positive semi-definite of that rank. */
export function randomCovariance(seed: number, n: number, rank = n): Float64Array {
  const A = randomNumbers(seed, rank * n);
  const K = new Float64Array(n * n);
  for (let r = 0; r < rank; r++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) K[i * n + j] += (A[r * n + i] * A[r * n + j]) / rank;
    }
  }
  return K;
}

/** Reflection 1 − 2uuᵀ/‖u‖²: a dense orthogonal matrix. */
export function reflection(seed: number, n: number): Float64Array {
  const u = randomNumbers(seed, n);
  const squared = u.reduce((s, x) => s + x * x, 0);
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return (i === j ? 1 : 0) - (2 * u[i] * u[j]) / squared;
  });
}

/** Q diag(λ) Qᵀ, columns of Q stored one after the other. */
export function compose(n: number, { eigenvalues, eigenvectors }: Eigen): Float64Array {
  const K = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const factor = eigenvalues[k] * eigenvectors[k * n + i];
      for (let j = 0; j < n; j++) K[i * n + j] += factor * eigenvectors[k * n + j];
    }
  }
  return K;
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

/** max |QᵀQ − 1| */
export function lossOfOrthogonality(n: number, eigenvectors: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let product = 0;
      for (let k = 0; k < n; k++) product += eigenvectors[i * n + k] * eigenvectors[j * n + k];
      largest = Math.max(largest, Math.abs(product - (i === j ? 1 : 0)));
    }
  }
  return largest;
}

/** The InputError a call throws: its message, a single sentence. */
export function sentenceOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof Error && error.name === "InputError") return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
