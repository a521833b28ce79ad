/**
 * The Gaussian expectations of the multiclass logistic model (THEORY §13), p = softmax(x), q = softmax(y), n classes:
 *
 *   J(C) = E[diag p − p pᵀ], x ~ N(0, C)       L(C) = E log Σ_c e^(x_c)       D(B) = E (p − q)(p − q)ᵀ
 *
 * Softmax does not see what is common to all classes, so that the differences u_c = x_c − x_n of the first n − 1 classes
 * to the last will do (u_n = 0), and L is theirs because E x_n = 0. Two classes are the logistic model in u, with its
 * moments (logistic-moments.ts); more are integrated by src/gaussian's rules, J and L in n − 1 dimensions, D in twice as
 * many with the teacher's differences first: their part of the rule then never moves.
 */
import { createExpectation } from "../gaussian/index.js";
import { meanSlope, meanSoftplus, meanSquaredDifference } from "./logistic-moments.js";
import { softmax } from "./softmax.js";

/** All of B, 2n × 2n row by row, student before teacher; `from` is 0 for the student's block and n for the teacher's. */
export interface MulticlassMoments {
  /** Writes J, n×n. */
  slopes(B: Float64Array, from: number, out: Float64Array): void;
  /** L */
  logSum(B: Float64Array, from: number): number;
  /** Writes D, n×n. */
  squaredDifference(B: Float64Array, out: Float64Array): void;
  /** Estimated error of all three, each relative to its largest entry. */
  quadratureError?(B: Float64Array): number;
}

/** What rounding leaves of D where p = q. */
const NEGLIGIBLE = 1e-28;

export const createMulticlassMoments = (classes: number): MulticlassMoments =>
  classes === 2 ? twoClasses : manyClasses(classes);

/** Covariance of r_a − r_b with r_c − r_d, B of order m. */
export function covarianceOfDifferences(
  m: number,
  B: Float64Array,
  a: number,
  b: number,
  c: number,
  d: number,
): number {
  return B[a * m + c] - B[a * m + d] - (B[b * m + c] - B[b * m + d]);
}

const twoClasses: MulticlassMoments = {
  slopes: (B, from, out) => pairMatrix(meanSlope(pairVariance(B, from)), out),
  logSum: (B, from) => meanSoftplus(pairVariance(B, from)),
  squaredDifference(B, out) {
    const across = covarianceOfDifferences(4, B, 0, 1, 2, 3);
    pairMatrix(meanSquaredDifference(pairVariance(B, 0), across, pairVariance(B, 2)), out);
  },
};

const pairVariance = (B: Float64Array, from: number): number =>
  Math.max(0, covarianceOfDifferences(4, B, from, from + 1, from, from + 1));

function pairMatrix(value: number, out: Float64Array): void {
  out[0] = out[3] = value;
  out[1] = out[2] = -value;
}

function manyClasses(n: number): MulticlassMoments {
  const free = n - 1;
  const packed = (n * (n + 1)) / 2;
  const p = new Float64Array(n);
  const q = new Float64Array(n);
  const u = new Float64Array(n);
  /** The differences that q is of. */
  const teacher = new Float64Array(free).fill(Number.NaN);
  const covariance = new Float64Array(free * free);
  const jointCovariance = new Float64Array(4 * free * free);
  const triangle = new Float64Array(packed);
  const errors = new Float64Array(packed);
  const one = new Float64Array(1);
  const slopeMean = createExpectation(free, packed);
  const logSumMean = createExpectation(free, 1);
  const differenceMean = createExpectation(2 * free, packed);

  const takeBlock = (B: Float64Array, from: number): Float64Array => {
    for (let i = 0; i < free; i++)
      for (let k = 0; k < free; k++)
        covariance[i * free + k] = covarianceOfDifferences(
          2 * n,
          B,
          from + i,
          from + free,
          from + k,
          from + free,
        );
    return covariance;
  };
  const takeAll = (B: Float64Array): Float64Array => {
    // Difference i: of the teacher's classes for i < free, of the student's from there on.
    const own = (i: number) => (i < free ? n + i : i - free);
    const last = (i: number) => (i < free ? n + free : free);
    for (let i = 0; i < 2 * free; i++)
      for (let k = 0; k < 2 * free; k++)
        jointCovariance[i * 2 * free + k] = covarianceOfDifferences(
          2 * n,
          B,
          own(i),
          last(i),
          own(k),
          last(k),
        );
    return jointCovariance;
  };
  /** Softmax of the differences from `at` on. */
  const ofDifferences = (differences: Float64Array, at: number, out: Float64Array): number => {
    for (let c = 0; c < free; c++) u[c] = differences[at + c];
    return softmax(n, u, 0, out);
  };
  const slopeAt = (differences: Float64Array, out: Float64Array): void => {
    ofDifferences(differences, 0, p);
    for (let i = 0, at = 0; i < n; i++) {
      for (let k = 0; k < i; k++) out[at++] = -p[i] * p[k];
      out[at++] = p[i] * (1 - p[i]);
    }
  };
  const logSumAt = (differences: Float64Array, out: Float64Array): void => {
    out[0] = ofDifferences(differences, 0, p);
  };
  const differenceAt = (differences: Float64Array, out: Float64Array): void => {
    // A tensor rule's points come with the same teacher many times over.
    let same = true;
    for (let c = 0; c < free; c++) {
      if (teacher[c] === differences[c]) continue;
      teacher[c] = differences[c];
      same = false;
    }
    if (!same) ofDifferences(differences, 0, q);
    ofDifferences(differences, free, p);
    for (let i = 0; i < n; i++) p[i] -= q[i];
    for (let i = 0, at = 0; i < n; i++) for (let k = 0; k <= i; k++) out[at++] = p[i] * p[k];
  };
  const unpack = (out: Float64Array): void => {
    for (let i = 0, at = 0; i < n; i++)
      for (let k = 0; k <= i; k++) out[i * n + k] = out[k * n + i] = triangle[at++];
  };
  /** The largest of `errors` beside the largest of `triangle`. */
  const relative = (): number => {
    let size = 0;
    let error = 0;
    for (let at = 0; at < packed; at++) {
      size = Math.max(size, Math.abs(triangle[at]));
      error = Math.max(error, errors[at]);
    }
    return error > 0 ? error / Math.max(size, NEGLIGIBLE) : 0;
  };

  return {
    slopes(B, from, out) {
      slopeMean.mean(takeBlock(B, from), slopeAt, triangle);
      unpack(out);
    },
    logSum(B, from) {
      logSumMean.mean(takeBlock(B, from), logSumAt, one);
      return one[0];
    },
    squaredDifference(B, out) {
      differenceMean.mean(takeAll(B), differenceAt, triangle);
      unpack(out);
    },
    quadratureError(B) {
      let worst = 0;
      for (const from of [0, n]) {
        slopeMean.mean(takeBlock(B, from), slopeAt, triangle);
        slopeMean.error(covariance, slopeAt, errors);
        worst = Math.max(worst, relative());
        logSumMean.mean(covariance, logSumAt, triangle);
        logSumMean.error(covariance, logSumAt, one);
        worst = Math.max(worst, one[0] / triangle[0]);
      }
      differenceMean.mean(takeAll(B), differenceAt, triangle);
      differenceMean.error(jointCovariance, differenceAt, errors);
      return Math.max(worst, relative());
    },
  };
}
