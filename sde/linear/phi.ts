/**
 * φ₁(z) = (e^z − 1)/z = Σ_k z^k/(k+1)!, of a number and of a matrix M. The matrix is halved s times until
 * ‖M/2^s‖_∞ ≤ ½, where sixteen terms of the series are exact to rounding, and doubled back by
 *
 *     φ₁(2z) = ½(e^z + 1) φ₁(z),      e^{2z} = (e^z)²
 *
 * (Skaflestad & Wright, The scaling and modified squaring method for matrix functions related to the exponential,
 * Appl. Numer. Math. 59, 2009). Only + − × ÷, so that the bits are the same in every engine; mathjs' exponential of a
 * matrix loads asynchronously, and ml-matrix has none.
 */
import { expm1 } from "../kernels/index.js";

export const phi = (z: number): number => (z === 0 ? 1 : expm1(z) / z);

/** Terms of the series: (½)^16/17! is 4·10⁻²⁰. */
const terms = 16;

/** Allocates for n×n matrices; returns (A, h, out) → out = φ₁(h A), row by row. */
export function createMatrixPhi(n: number): (A: Float64Array, h: number, out: Float64Array) => void {
  const M = new Float64Array(n * n);
  const E = new Float64Array(n * n);
  const product = new Float64Array(n * n);
  return (A, h, out) => {
    let norm = 0;
    for (let i = 0; i < n; i++) {
      let row = 0;
      for (let j = 0; j < n; j++) row += Math.abs(h * A[i * n + j]);
      if (!(row <= norm)) norm = row;
    }
    if (!(norm < Number.POSITIVE_INFINITY)) {
      out.fill(Number.NaN);
      return;
    }
    let doublings = 0;
    let scale = h;
    for (; norm > 0.5; norm /= 2) {
      scale /= 2;
      doublings++;
    }
    for (let i = 0; i < n * n; i++) M[i] = scale * A[i];
    setIdentity(n, out);
    for (let k = terms; k > 1; k--) {
      multiply(n, M, out, product);
      setIdentity(n, out);
      for (let i = 0; i < n * n; i++) out[i] += product[i] / k;
    }
    multiply(n, M, out, product);
    setIdentity(n, E);
    for (let i = 0; i < n * n; i++) E[i] += product[i];
    for (; doublings > 0; doublings--) {
      multiply(n, E, out, product);
      for (let i = 0; i < n * n; i++) out[i] = 0.5 * (out[i] + product[i]);
      multiply(n, E, E, product);
      E.set(product);
    }
  };
}

function setIdentity(n: number, a: Float64Array): void {
  a.fill(0);
  for (let i = 0; i < n; i++) a[i * n + i] = 1;
}

/** out = a b, n×n row by row; `out` is neither of the two. */
function multiply(n: number, a: Float64Array, b: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k];
      for (let j = 0; j < n; j++) out[i * n + j] += factor * b[k * n + j];
    }
}
