/**
 * The logistic fit of labels 0 and 1 without a penalty, in the range of K = FᵀF/n (THEORY §11 for logistic regression):
 *
 *   minimise L(X) = (1/n) Σ_r [softplus(a_rᵀX) − label_r a_rᵀX],      ∇L = Fᵀ(s(FX) − labels)/n,   ∇²L = FᵀDF/n
 *
 * D = diag s'(FX). By Newton's method in u = Λ^½QᵀX, in which the Hessian is no worse than D: conjugate gradients need
 * few rounds, and no matrix is formed.
 *
 * | symbol   | here              | meaning                                    |
 * |----------|-------------------|--------------------------------------------|
 * | F        | `rows`, n×d       | rows a_r                                   |
 * | Λ, Q     | `basis`           | of K; zero eigenvalues are left out of X   |
 * | FX       | `fields`          |                                            |
 *
 * Where a hyperplane parts the labels, be it that it passes through some of the rows, L falls for ever along its normal v
 * and there is no fit: (2 label_r − 1) a_rᵀv ≥ 0 for every row. Newton's steps tend to such a v, if there is one.
 */
import { InputError } from "../../estimators/index.js";
import { axpy, dot, sigmoid, softplus } from "../../sde/kernels/index.js";
import type { Eigenbasis } from "./eigenbasis.js";

/** Newton steps; the last one of a fit moves no field by more than `SMALL` of the largest. */
const MOST_STEPS = 100;
const SMALL = 1e-10;
const MOST_ROUNDS = 1000;
/** How far a step may take a row to the wrong side and still be said to part them, relative to the farthest to the right one. */
const PARTING = 1e-9;

/**
 * QᵀX*, given that `basis.eigenvalues` holds 0 where an eigenvalue counts as zero.
 *
 * @throws InputError where the labels can be separated
 */
export function logisticFit(
  n: number,
  d: number,
  rows: Float64Array,
  labels: Float64Array,
  { eigenvalues, into, outOf }: Eigenbasis,
): Float64Array {
  const whitening = eigenvalues.map((lambda) => (lambda > 0 ? 1 / Math.sqrt(lambda) : 0));
  const image = new Float64Array(d);
  /** out = F Q Λ^(−½) u */
  const apply = (u: Float64Array, out: Float64Array): void => {
    for (let i = 0; i < d; i++) image[i] = whitening[i] * u[i];
    outOf(image);
    for (let r = 0; r < n; r++) out[r] = dot(d, rows, r * d, image, 0);
  };
  /** out = Λ^(−½) Qᵀ Fᵀ w / n */
  const applyTransposed = (w: Float64Array, out: Float64Array): void => {
    out.fill(0);
    for (let r = 0; r < n; r++) axpy(d, w[r] / n, rows, r * d, out, 0);
    into(out);
    for (let i = 0; i < d; i++) out[i] *= whitening[i];
  };

  const u = new Float64Array(d);
  const gradient = new Float64Array(d);
  const step = new Float64Array(d);
  const fields = new Float64Array(n);
  const move = new Float64Array(n);
  const slopes = new Float64Array(n);
  const residuals = new Float64Array(n);
  const weighted = new Float64Array(n);
  const hessian = (p: Float64Array, out: Float64Array): void => {
    apply(p, weighted);
    for (let r = 0; r < n; r++) weighted[r] *= slopes[r];
    applyTransposed(weighted, out);
  };
  const lossAt = (along: number): number => {
    let loss = 0;
    for (let r = 0; r < n; r++) {
      const x = fields[r] + along * move[r];
      loss += softplus(labels[r] === 1 ? -x : x);
    }
    return loss / n;
  };

  for (let k = 0; k < MOST_STEPS; k++) {
    for (let r = 0; r < n; r++) {
      const s = sigmoid(fields[r]);
      residuals[r] = labels[r] === 1 ? -sigmoid(-fields[r]) : s;
      slopes[r] = s * sigmoid(-fields[r]);
    }
    applyTransposed(residuals, gradient);
    const slope = Math.sqrt(dot(d, gradient, 0, gradient, 0));
    conjugateGradients(d, hessian, gradient, Math.min(0.1, slope), step);
    apply(step, move);
    const descent = dot(d, gradient, 0, step, 0);
    const now = lossAt(0);
    let along = 1;
    // Armijo's rule; at the optimum the loss no longer changes in double precision.
    while (lossAt(-along) > now - 1e-4 * along * descent + 4 * Number.EPSILON * now) along /= 2;
    let largest = 0;
    let furthest = 0;
    let parted = true;
    let [least, most] = [0, 0];
    for (let r = 0; r < n; r++) {
      const towards = labels[r] === 1 ? -move[r] : move[r];
      least = Math.min(least, towards);
      most = Math.max(most, towards);
      fields[r] -= along * move[r];
      largest = Math.max(largest, Math.abs(fields[r]));
      furthest = Math.max(furthest, Math.abs(along * move[r]));
      if (!(labels[r] === 1 ? fields[r] > 0 : fields[r] < 0)) parted = false;
    }
    axpy(d, -along, step, 0, u, 0);
    if (parted || (most > 0 && least >= -PARTING * most)) throw separated();
    if (furthest <= SMALL * largest || slope === 0) return u.map((value, i) => whitening[i] * value);
  }
  throw separated();
}

const separated = (): InputError =>
  new InputError(
    "The labels can be separated by a hyperplane (or all but so), where the logistic fit without a penalty is infinite: take more rows, fewer features, or the model least-squares.",
  );

/** Solves H p = b to ‖b − Hp‖ ≤ tolerance ‖b‖, for H symmetric and positive semi-definite, b in its range. */
function conjugateGradients(
  d: number,
  multiply: (p: Float64Array, out: Float64Array) => void,
  b: Float64Array,
  tolerance: number,
  out: Float64Array,
): void {
  out.fill(0);
  const residual = b.slice();
  const direction = b.slice();
  const image = new Float64Array(d);
  let squared = dot(d, residual, 0, residual, 0);
  const enough = tolerance * tolerance * squared;
  for (let round = 0; round < MOST_ROUNDS && squared > enough; round++) {
    multiply(direction, image);
    const curvature = dot(d, direction, 0, image, 0);
    if (!(curvature > 0)) break;
    const length = squared / curvature;
    axpy(d, length, direction, 0, out, 0);
    axpy(d, -length, image, 0, residual, 0);
    const next = dot(d, residual, 0, residual, 0);
    for (let i = 0; i < d; i++) direction[i] = residual[i] + (next / squared) * direction[i];
    squared = next;
  }
}
