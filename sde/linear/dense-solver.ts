/**
 * (1 − s ∂f/∂x) y = b by elimination. ∂f/∂x is the problem's `driftJacobian`, or central differences over 2⁻¹⁷ of x_j, or
 * of a thousandth of the largest, where truncation and rounding balance (differences.ts); ∂f/∂t by three points within
 * the step, beyond which f may be none,
 *
 *     ∂f/∂t ≈ (4f(t + k) − f(t + 2k) − 3f(t)) / 2k,      k = 2⁻¹⁰ h.
 */
import type { DriftSolver, Field, SdeProblem } from "../problem.js";
import { factor, solveFactored } from "./lu.js";

export function createDenseSolver({ dimension: d, drift, driftJacobian }: SdeProblem): DriftSolver {
  const f = drift!;
  const jacobian = driftJacobian ?? centralDifferences(d, f);
  const matrix = new Float64Array(d * d);
  const pivots = new Int32Array(d);
  const later = new Float64Array(d);
  return {
    linearise(t, h, x, s, timeDerivative) {
      jacobian(t, x, matrix);
      for (let i = 0; i < d * d; i++) matrix[i] *= -s;
      for (let i = 0; i < d; i++) matrix[i * d + i] += 1;
      factor(d, matrix, pivots);
      const k = 2 ** -10 * h;
      f(t, x, timeDerivative);
      for (let i = 0; i < d; i++) timeDerivative[i] *= -3;
      f(t + k, x, later);
      for (let i = 0; i < d; i++) timeDerivative[i] += 4 * later[i];
      f(t + 2 * k, x, later);
      for (let i = 0; i < d; i++) timeDerivative[i] = (timeDerivative[i] - later[i]) / (2 * k);
    },
    solve: (b) => solveFactored(d, matrix, pivots, b),
  };
}

function centralDifferences(d: number, f: Field): Field {
  const at = new Float64Array(d);
  const above = new Float64Array(d);
  const below = new Float64Array(d);
  return (t, x, out) => {
    at.set(x);
    let largest = 0;
    for (let j = 0; j < d; j++) largest = Math.max(largest, Math.abs(x[j]));
    const least = (largest || 1) * 2 ** -10;
    for (let j = 0; j < d; j++) {
      const width = 2 ** -17 * Math.max(Math.abs(x[j]), least);
      at[j] = x[j] + width;
      f(t, at, above);
      at[j] = x[j] - width;
      f(t, at, below);
      for (let i = 0; i < d; i++) out[i * d + j] = (above[i] - below[i]) / (2 * width);
      at[j] = x[j];
    }
  };
}
