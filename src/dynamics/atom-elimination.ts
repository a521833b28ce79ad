/**
 * Linear systems with 1 − s D, D the derivative of the ODE's right-hand side (ode-problem.ts) with its coefficients held:
 * atom by atom, and there a small block, for the teacher's columns do not look at the student's entries. With P = γ(λ G′ + Δ)
 * and its entries q_pi as in ode.ts, student i, k, p and any column n that stands still,
 *
 *     y_in + s Σ_p q_pi y_pn = b_in                                                    ℓ×ℓ, for every n
 *     y_ik + s Σ_p (q_pk y_ip + q_pi y_kp) = b_ik − s Σ_n (q_nk y_in + q_ni y_kn)      ½ℓ(ℓ+1) unknowns
 *
 * All atoms are eliminated side by side, without exchanging rows: where a block is far from 1 + something positive, s is
 * too long for the step in any case.
 */
import { axpy, multiply, weightedAxpy } from "../../sde/kernels/index.js";
import type { AtomLayout } from "./atoms.js";

export interface AtomElimination {
  /** Of γ G′ (m×ℓ) and γ δ. */
  factor(s: number, gradient: Float64Array, ridge: number): void;
  /** Overwrites the moving entries b, laid out as the state, with the solution. */
  solve(b: Float64Array): void;
}

export function createAtomElimination(
  layout: AtomLayout,
  lambda: Float64Array,
  fields: number,
  matched: boolean,
): AtomElimination {
  const { atoms: J, outputs, still } = layout;
  const pairs = (outputs * (outputs + 1)) / 2;
  const columns = new Float64Array(outputs * outputs * J);
  const squares = new Float64Array(pairs * pairs * J);
  const pairAt = (i: number, k: number): number => layout.start(i, k) / J;
  let shift = 0;
  let pull = lambda;
  let ridge = 0;

  /** Entry (row, column) of n×n matrices += s q_pi. */
  const addPull = (matrices: Float64Array, n: number, row: number, column: number, p: number, i: number) => {
    const at = (row * n + column) * J;
    const g = shift * pull[p * outputs + i];
    const constant = p === i ? shift * ridge : 0;
    for (let j = 0; j < J; j++) matrices[at + j] += g * lambda[j] + constant;
  };
  /** b −= s q_ni y */
  const subtractPull = (n: number, i: number, y: Float64Array, yo: number, b: Float64Array, bo: number) => {
    const g = pull[n * outputs + i];
    if (g !== 0) weightedAxpy(J, -shift * g, lambda, 0, y, yo, b, bo);
    if (ridge > 0 && matched && n === outputs + i) axpy(J, -shift * ridge, y, yo, b, bo);
  };

  return {
    factor(s, gradient, constant) {
      shift = s;
      pull = gradient;
      ridge = constant;
      setIdentities(J, outputs, columns);
      setIdentities(J, pairs, squares);
      for (let i = 0; i < outputs; i++)
        for (let p = 0; p < outputs; p++) {
          addPull(columns, outputs, i, p, p, i);
          for (let k = i; k < outputs; k++) {
            addPull(squares, pairs, pairAt(i, k), pairAt(i, p), p, k);
            addPull(squares, pairs, pairAt(i, k), pairAt(k, p), p, i);
          }
        }
      factorAll(J, outputs, columns);
      factorAll(J, pairs, squares);
    },
    solve(b) {
      for (let n = outputs; n < outputs + still; n++)
        solveAll(J, outputs, columns, b, layout.start(0, n), still * J);
      for (let i = 0; i < outputs; i++)
        for (let k = i; k < outputs; k++)
          for (let n = outputs; n < fields; n++) {
            subtractPull(n, k, b, layout.start(i, n), b, layout.start(i, k));
            subtractPull(n, i, b, layout.start(k, n), b, layout.start(i, k));
          }
      solveAll(J, pairs, squares, b, 0, J);
    },
  };
}

function setIdentities(J: number, n: number, a: Float64Array): void {
  a.fill(0);
  for (let i = 0; i < n; i++) a.fill(1, (i * n + i) * J, (i * n + i + 1) * J);
}

/** Overwrites J matrices, entry after entry, with their factors; on the diagonal stand the pivots' reciprocals. */
function factorAll(J: number, n: number, a: Float64Array): void {
  for (let k = 0; k < n; k++) {
    const pivot = (k * n + k) * J;
    for (let j = 0; j < J; j++) a[pivot + j] = 1 / a[pivot + j];
    for (let i = k + 1; i < n; i++) {
      const multiple = (i * n + k) * J;
      multiply(J, a, multiple, a, pivot, a, multiple);
      for (let l = k + 1; l < n; l++) subtractProduct(J, a, multiple, a, (k * n + l) * J, a, (i * n + l) * J);
    }
  }
}

/** Overwrites b with the solutions, unknown i of atom j at `start` + i `stride` + j. */
function solveAll(
  J: number,
  n: number,
  a: Float64Array,
  b: Float64Array,
  start: number,
  stride: number,
): void {
  for (let i = 0; i < n; i++)
    for (let k = 0; k < i; k++)
      subtractProduct(J, a, (i * n + k) * J, b, start + k * stride, b, start + i * stride);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++)
      subtractProduct(J, a, (i * n + k) * J, b, start + k * stride, b, start + i * stride);
    multiply(J, a, (i * n + i) * J, b, start + i * stride, b, start + i * stride);
  }
}

/** y −= a x, element by element. */
function subtractProduct(
  J: number,
  a: Float64Array,
  ao: number,
  x: Float64Array,
  xo: number,
  y: Float64Array,
  yo: number,
): void {
  for (let j = 0; j < J; j++) y[yo + j] -= a[ao + j] * x[xo + j];
}
