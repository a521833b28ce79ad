/**
 * Multiclass logistic regression of n classes with its direction clipped at c < √2 (clip.ts), p = softmax(x),
 * q = softmax(y) and w(g) = min(1, c/‖g‖):
 *
 *   soft   g = p − q                             g w(g)
 *   hard   g = p − e_c with probability q_c      means Σ_c q_c w(g_c) g_c and Σ_c q_c w(g_c)² g_c g_cᵀ over the label
 *
 * As in multiclass-moments.ts only the differences u_i = x_i − x_n and y_i − y_n of the first n − 1 classes to the last are
 * seen. Two classes are the logistic model in u: g = γ (1, −1), ‖g‖ = √2 |γ|, clipped at |γ| = c/√2 (logistic-clip.ts). More
 * are integrated over the 2(n − 1) differences (quadrature.ts), and what has been found for them, G̃, goes back to the classes:
 *
 *   G[i, ·] = G̃[i, ·] for i < n,        G[n, ·] = −Σ_i G̃[i, ·],        the teacher's rows likewise
 *
 * ‖g‖ = c is curved, and a kink: the error is reported.
 */

import { clipped } from "./clip-quadrature.js";
import { type Labels, logisticModel } from "./logistic.js";
import type { Model } from "./model.js";
import { covarianceOfDifferences } from "./multiclass-moments.js";
import { meanDirectionForms } from "./quadrature.js";
import { softmax } from "./softmax.js";

/** Probabilities have 16 digits. */
const NEGLIGIBLE = 1e-14;

type Forms = Pick<Model, "gradient" | "directionSecondMoment" | "quadratureError">;

/** The model with its direction clipped at c. */
export function clipMulticlass(model: Model, c: number, labels: Labels): Model {
  const n = model.outputs;
  const hard = labels === "hard";
  const covariance = covarianceTaker(n);
  const { gradient, directionSecondMoment, quadratureError } =
    n === 2 ? pairForms(c, labels) : differenceForms(n, c, hard);
  const lifted = new Float64Array(2 * (n - 1) * n);
  const own = model.quadratureError;
  return {
    ...model,
    direction: clipped(c, model.direction),
    gradient(B, out) {
      gradient(covariance(B), lifted);
      for (const block of [0, 1])
        for (let i = 0; i < n; i++) {
          let rest = 0;
          for (let p = 0; p < n - 1; p++) {
            const value = lifted[(block * (n - 1) + p) * n + i];
            out[(block * n + p) * n + i] = value;
            rest += value;
          }
          out[(block * n + n - 1) * n + i] = -rest;
        }
    },
    riskGradient: model.gradient,
    directionSecondMoment: (B, out) => directionSecondMoment(covariance(B), out),
    ...(quadratureError && {
      quadratureError: (B) => Math.max(own?.(B) ?? 0, quadratureError(covariance(B))),
    }),
  };
}

/** The covariance of the differences, student before teacher, of B. */
function covarianceTaker(n: number): (B: Float64Array) => Float64Array {
  const free = n - 1;
  const covariance = new Float64Array(4 * free * free);
  /** The class that difference p is of, and the one it is taken from, among all fields. */
  const own = (p: number): number => (p < free ? p : p + 1);
  const last = (p: number): number => (p < free ? free : 2 * n - 1);
  return (B) => {
    for (let p = 0; p < 2 * free; p++)
      for (let q = 0; q < 2 * free; q++) {
        const value = covarianceOfDifferences(2 * n, B, own(p), last(p), own(q), last(q));
        covariance[p * 2 * free + q] = p === q ? Math.max(0, value) : value;
      }
    return covariance;
  };
}

/** Of two classes: rows of one student and one teacher difference, (γ, −γ) in each. */
function pairForms(c: number, labels: Labels): Forms {
  const model = logisticModel({ kind: "logistic", labels, clip: c * Math.SQRT1_2 });
  const pair = new Float64Array(2);
  return {
    gradient(covariance, out) {
      model.gradient(covariance, pair);
      for (const p of [0, 1]) {
        out[2 * p] = pair[p];
        out[2 * p + 1] = -pair[p];
      }
    },
    directionSecondMoment(covariance, out) {
      model.directionSecondMoment(covariance, pair);
      out[0] = out[3] = pair[0];
      out[1] = out[2] = -pair[0];
    },
  };
}

function differenceForms(n: number, c: number, hard: boolean): Forms {
  const free = n - 1;
  const p = new Float64Array(n);
  const q = new Float64Array(n);
  const u = new Float64Array(n);
  const g = new Float64Array(n);
  const ofDifferences = (fields: Float64Array, from: number, out: Float64Array): void => {
    for (let k = 0; k < free; k++) u[k] = fields[from + k];
    softmax(n, u, 0, out);
  };
  /** Adds g w(g) and its square, with a weight. */
  const add = (weight: number, out: Float64Array): void => {
    let square = 0;
    for (let i = 0; i < n; i++) square += g[i] * g[i];
    const kept = square > c * c ? c / Math.sqrt(square) : 1;
    for (let i = 0; i < n; i++) {
      out[i] += weight * kept * g[i];
      for (let k = 0; k < n; k++) out[n * (1 + i) + k] += weight * kept * kept * (g[i] * g[k]);
    }
  };
  return meanDirectionForms({
    outputs: n,
    fields: 2 * free,
    normals: 0,
    rough: true,
    negligible: NEGLIGIBLE,
    moments(fields, _normals, out) {
      ofDifferences(fields, 0, p);
      ofDifferences(fields, free, q);
      out.fill(0);
      if (!hard) {
        for (let i = 0; i < n; i++) g[i] = p[i] - q[i];
        add(1, out);
        return;
      }
      for (let label = 0; label < n; label++) {
        for (let i = 0; i < n; i++) g[i] = i === label ? p[i] - 1 : p[i];
        add(q[label], out);
      }
    },
  });
}
