/**
 * Lévy areas of a step of length h, given ΔW and H. The Brownian bridge of source k over the step has the Fourier series
 *
 *     Σ_{r≥1} a_kr (cos(2πrt/h) − 1) + b_kr sin(2πrt/h),      a_kr, b_kr ~ N(0, σ_r²),  σ_r² = h/(2π²r²),
 *
 * so that H_k = −Σ_r a_kr and
 *
 *     A_kl = H_kΔW_l − ΔW_kH_l + π Σ_r r (a_kr b_lr − b_kr a_lr)
 *
 * (Kloeden, Platen & Wright, Stoch. Anal. Appl. 10, 1992, with H for a_k0/2). With πr b_r = √(h/2) η_r, η_r standard
 * normal, every term is √(h/2)(a_r ⊗ η_r − η_r ⊗ a_r). The a_r are drawn one after the other given what is left of
 * their sum, u = −H − a_1 − … − a_{r−1}, and its variance S_r = Σ_{j≥r} σ_j²:
 *
 *     a_r = (σ_r²/S_r) u + σ_r √(1 − σ_r²/S_r) ξ_r.
 *
 * After p terms the rest is replaced by a Gaussian of the same mean and covariance given all that is drawn (idea:
 * Wiktorsson, Ann. Appl. Probab. 11, 2001; this form, with the same error and as many normals: Mrongowius & Rößler,
 * Stoch. Anal. Appl. 40, 2022). As E[Σ_{r>p} a_r a_rᵀ | u] = c 1 + e uuᵀ, with S = Σ_{r>p} σ_r², q = Σ_{r>p} σ_r⁴ / S,
 * c = S − q and e = q/S, that is, with standard normals ξ and ζ,
 *
 *     √(hc) ξ_kl + √(he/2) (u_kζ_l − ζ_ku_l)
 *
 * The law given (ΔW, H) keeps its mean and its covariance at every p ≥ 0. Coupled as well as can be, the areas are off by
 *
 *     E(A_kl − Â_kl)² ≤ m h² ρ₄/(4π²ρ₂) ≤ m h²/(12π²(p + ½)²),      ρ_n = Σ_{r>p} r^{−n}
 *
 * averaged over pairs: with D = Σ_{r>p} a_r a_rᵀ − c 1 − e uuᵀ the covariances differ by (h/2) times D's action on
 * antisymmetric matrices, E D_kk² = 2E D_kl² = 2(Σσ_r⁴ − q²), and ‖√Σ − √Σ̂‖² ≤ ‖Σ − Σ̂‖²/λ_min(Σ̂), λ_min = hc. (About a
 * quarter of it where the two covariances are close.)
 *
 * ΔW, H → `dW`, `H`; p → `terms`; u → `rest`; η, ζ → `eta`.
 */
import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import type { Stream } from "../random/index.js";

type Normals = Pick<Stream, "fillNormals">;

/**
 * How many terms a step of length h needs where steps follow one another over a time `span`: ⌈½√(m span/h)⌉. The errors
 * of the steps' areas have mean zero and are independent, so that over span/h steps they add up to at most
 * (span/h) m h²/(12π²p²) = (h/(π√3))² in mean square: strong order 1, with a constant small beside the scheme's own.
 */
export const levyAreaTerms = (sources: number, h: number, span: number): number =>
  Math.ceil(0.5 * Math.sqrt((sources * span) / h));

/**
 * Bound on the mean-square error of the simulated Lévy area between two of m Brownian motions over a step of length h.
 *
 * @param sources m, at least 2.
 * @param h the step's length.
 * @param terms how many terms of the Fourier series are kept, p; what is drawn for the rest has the right covariance.
 * @returns m h² ρ₄/(4π²ρ₂), ρ_n = Σ_{r>p} r^{−n}; in units of h².
 * @see Mrongowius & Rößler (2022), who give m h²/(12π²p²).
 * @example
 * ```ts
 * import { levyAreaError } from "homogenized-sgd/sde";
 * Math.sqrt(levyAreaError(2, 1, 10)); // => 0.0123529
 * ```
 */
export function levyAreaError(sources: number, h: number, terms: number): number {
  for (const [name, value] of Object.entries({ sources, h, terms }))
    if (!(Number.isFinite(value) && value >= 0))
      throw new InputError(`levyAreaError got ${name} ${show(value)}; give a number of at least 0`);
  return (sources * h * h * fourthPowers(terms)) / (4 * Math.PI * Math.PI * squares(terms));
}

/** From this p on, ρ₂ and ρ₄ are summed by the Euler–Maclaurin formula, to rounding. */
const asymptotic = 48;

/** ρ₂ = Σ_{r>p} r^{−2}. */
function squares(p: number): number {
  let sum = 0;
  for (let r = p + 1; r <= asymptotic; r++) sum += 1 / (r * r);
  const x = 1 / Math.max(p, asymptotic);
  const xx = x * x;
  return sum + x * (1 - 0.5 * x + xx * (1 / 6 - xx * (1 / 30 - xx * (1 / 42 - xx / 30))));
}

/** ρ₄ = Σ_{r>p} r^{−4}. */
function fourthPowers(p: number): number {
  let sum = 0;
  for (let r = p + 1; r <= asymptotic; r++) sum += 1 / (r * r * r * r);
  const x = 1 / Math.max(p, asymptotic);
  const xx = x * x;
  return sum + x * xx * (1 / 3 - 0.5 * x + xx * (1 / 3 - xx * (1 / 6 - xx * (2 / 9 - xx * 0.5))));
}

/**
 * Row p, for h = 1: σ_r²/S_r and σ_r √(1 − σ_r²/S_r) of the term r = p + 1, then √c and √(e/2) of the rest after p
 * terms. Grown on demand; a row depends on p alone.
 */
let coefficients = new Float64Array(0);
const rowLength = 4;

function coefficientsUpTo(terms: number): Float64Array {
  if (coefficients.length < rowLength * (terms + 1)) {
    const rows = 2 * terms + 8;
    coefficients = new Float64Array(rowLength * rows);
    for (let p = 0; p < rows; p++) {
      const rest = squares(p);
      const q = fourthPowers(p) / rest;
      const r = p + 1;
      const share = 1 / (r * r * rest);
      coefficients[rowLength * p] = share;
      coefficients[rowLength * p + 1] = Math.sqrt((1 - share) / 2) / (Math.PI * r);
      coefficients[rowLength * p + 2] = Math.sqrt((rest - q) / 2) / Math.PI;
      coefficients[rowLength * p + 3] = Math.sqrt(q / (2 * rest));
    }
  }
  return coefficients;
}

/** What one draw needs, lent for its length: u (m), then a_r and η_r (2m). */
let workspace = new Float64Array(0);

/**
 * Overwrites A (m × m, row by row) with Lévy areas drawn given dW and H of a step of length h: 2m normals a term,
 * m(m + 1)/2 for the rest.
 */
export function drawLevyArea(
  stream: Normals,
  h: number,
  terms: number,
  dW: Float64Array,
  H: Float64Array,
  A: Float64Array,
): void {
  const m = dW.length;
  if (m === 1) {
    A[0] = 0;
    return;
  }
  if (workspace.length < 3 * m) workspace = new Float64Array(3 * m);
  const rest = workspace;
  const table = coefficientsUpTo(terms);
  for (let k = 0; k < m; k++) {
    rest[k] = -H[k];
    for (let l = k + 1; l < m; l++) A[k * m + l] = H[k] * dW[l] - dW[k] * H[l];
  }
  addTerms(stream, m, Math.sqrt(h), terms, table, rest, A);
  const last = rowLength * terms;
  addTail(stream, m, h * table[last + 2], Math.sqrt(h) * table[last + 3], rest, A);
  for (let k = 0; k < m; k++) {
    A[k * m + k] = 0;
    for (let l = k + 1; l < m; l++) A[l * m + k] = -A[k * m + l];
  }
}

/** Adds terms 1 … p to the upper half of A and takes their a_r from `rest`. */
function addTerms(
  stream: Normals,
  m: number,
  root: number,
  terms: number,
  table: Float64Array,
  rest: Float64Array,
  A: Float64Array,
): void {
  const half = root * Math.SQRT1_2;
  for (let p = 0; p < terms; p++) {
    const share = table[rowLength * p];
    const spread = root * table[rowLength * p + 1];
    stream.fillNormals(rest, m, 2 * m);
    for (let k = 0; k < m; k++) {
      const a = share * rest[k] + spread * rest[m + k];
      rest[k] -= a;
      rest[m + k] = half * a;
    }
    addWedge(m, rest, m, 2 * m, A);
  }
}

/** Adds √(hc) ξ_kl + √(he/2) (u_kζ_l − ζ_ku_l) to the upper half of A, given the two factors. */
function addTail(
  stream: Normals,
  m: number,
  independent: number,
  along: number,
  rest: Float64Array,
  A: Float64Array,
): void {
  stream.fillNormals(rest, 2 * m, m, along);
  addWedge(m, rest, 0, 2 * m, A);
  for (let k = 0; k + 1 < m; k++) {
    stream.fillNormals(rest, m, m - 1 - k, independent);
    for (let l = k + 1; l < m; l++) A[k * m + l] += rest[m + l - k - 1];
  }
}

/** A_kl += v_k w_l − w_k v_l, k < l, for v and w at two places of one array. */
function addWedge(m: number, buffer: Float64Array, v: number, w: number, A: Float64Array): void {
  for (let k = 0; k < m; k++) {
    const vk = buffer[v + k];
    const wk = buffer[w + k];
    for (let l = k + 1; l < m; l++) A[k * m + l] += vk * buffer[w + l] - wk * buffer[v + l];
  }
}
