/**
 * Gauss rules for even weights (Golub & Welsch 1969). With the Jacobi matrix T, zero on the diagonal and b_1 … b_{n−1}
 * beside it, T = S Λ Sᵀ:
 *
 *   ∫ f dμ ≈ Σ_j w_j f(x_j),   x_j = Λ_jj,   w_j = S_1j²,      exact for polynomials of degree below 2n
 *
 *   Hermite:   μ the standard normal law              b_k = √k
 *   Legendre:  μ the uniform law on (−1, 1)           b_k = k/√(4k² − 1)
 *
 * Rules are made once for each n and shared.
 */
import { implicitQl } from "./implicit-ql.js";

/** Nodes in increasing order, symmetric about 0 to the last bit, and weights of sum 1. */
export interface GaussRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const hermiteRules = new Map<number, GaussRule>();
const legendreRules = new Map<number, GaussRule>();

/** Gauss–Hermite: E f(z) for z ~ N(0, 1), n nodes. */
export const hermiteRule = (n: number): GaussRule => shared(hermiteRules, n, Math.sqrt);

/** Gauss–Legendre: the mean of f over (−1, 1), n nodes. */
export const legendreRule = (n: number): GaussRule =>
  shared(legendreRules, n, (k) => k / Math.sqrt(4 * k * k - 1));

function shared(rules: Map<number, GaussRule>, n: number, coupling: (k: number) => number): GaussRule {
  let rule = rules.get(n);
  if (rule === undefined) {
    rule = golubWelsch(n, coupling);
    rules.set(n, rule);
  }
  return rule;
}

function golubWelsch(n: number, coupling: (k: number) => number): GaussRule {
  const found = new Float64Array(n);
  const beside = Float64Array.from({ length: n }, (_, k) => (k < n - 1 ? coupling(k + 1) : 0));
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  implicitQl(n, found, beside, vectors);
  const order = Array.from(found.keys()).sort((i, j) => found[i] - found[j]);
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const [own, mirrored] = [order[j], order[n - 1 - j]];
    nodes[j] = 0.5 * (found[own] - found[mirrored]);
    weights[j] = 0.5 * (vectors[own] * vectors[own] + vectors[mirrored] * vectors[mirrored]);
  }
  return { nodes, weights };
}
