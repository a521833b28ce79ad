/**
 * Least squares of ℓ outputs with its direction clipped at c (clip.ts): g = r min(1, c/‖r‖), r = e − ε ~ N(0, Σ) with
 * Σ = C_ee + σ² 1 = V diag(s) Vᵀ. In V's coordinates r_i = √s_i u_i, u standard normal, and by symmetry
 *
 *   G_xx = V diag(α) Vᵀ,   α_i = E u_i² min(1, c/‖r‖)            (Stein)
 *   I    = V diag(s_i β_i) Vᵀ,   β_i = E u_i² min(1, c²/‖r‖²)
 *
 * Since min(1, c/‖r‖) = ∫₀¹ 1{‖r‖ < c/v} dv and its square is the same with 2v dv, both are integrals of
 * P_i(t) = E u_i² 1{‖r‖² < t}, the distribution function of ‖r‖² with two more degrees of freedom in s_i, which is the
 * inverse of a Laplace transform:
 *
 *   α_i = ∫₀¹ P_i(c²/v²) dv          P_i(t) = (1/2πi) ∫ e^(pt) (1 + 2s_i p)⁻¹ Π_k (1 + 2s_k p)^(−1/2) dp/p
 *
 * Everything singular lies on the negative real axis. Where t is within a factor of 2 of T the trapezoid rule on one
 * hyperbola around it, p = ζ/T, gives 2e-15 of P's largest value, and ∫ e^(pt) dv over such a panel of v is a number for
 * each node, known once for all. Panels end where P_i = 1 but for rounding; where that is the first, nothing is clipped
 * and G and I are those of the model without clip, bit for bit.
 *
 * Source: Weideman & Trefethen, Math. Comp. 76 (2007), 1341–1356 (the hyperbola).
 */
import { cos, exp, sin } from "../../sde/kernels/index.js";
import { createJacobi, legendreRule } from "../gaussian/index.js";
import { clipped } from "./clip-quadrature.js";
import type { Model } from "./model.js";

/** ζ(u) = μ(1 − sin φ cosh u + i cos φ sinh u), u = (j + ½)η */
const SCALE = 4;
const ANGLE = 0.8;
const SPACING = 0.12;
const NODES = 28;
/** ‖r‖² > 2 tr Σ + FAR max s has probability below 1e-17, two more degrees of freedom included. */
const FAR = 124;

interface Contour {
  readonly zetaRe: Float64Array;
  readonly zetaIm: Float64Array;
  /** (η/π) ζ'/(iζ) ∫ e^(ζ/v²) dv over v from √½ to 1, and the same with 2v dv. */
  readonly firstRe: Float64Array;
  readonly firstIm: Float64Array;
  readonly secondRe: Float64Array;
  readonly secondIm: Float64Array;
}

/** Made for the first clip, and shared. */
let contour: Contour | null = null;

function makeContour(): Contour {
  const row = (): Float64Array => new Float64Array(NODES);
  const made: Contour = {
    zetaRe: row(),
    zetaIm: row(),
    firstRe: row(),
    firstIm: row(),
    secondRe: row(),
    secondIm: row(),
  };
  const panel = legendreRule(24);
  for (let j = 0; j < NODES; j++) {
    const up = exp((j + 0.5) * SPACING);
    const [cosh, sinh] = [0.5 * (up + 1 / up), 0.5 * (up - 1 / up)];
    const re = SCALE * (1 - sin(ANGLE) * cosh);
    const im = SCALE * cos(ANGLE) * sinh;
    const [slopeRe, slopeIm] = [SCALE * cos(ANGLE) * cosh, SCALE * sin(ANGLE) * sinh];
    const size = (re * re + im * im) * (Math.PI / SPACING);
    const factorRe = (slopeRe * re + slopeIm * im) / size;
    const factorIm = (slopeIm * re - slopeRe * im) / size;
    made.zetaRe[j] = re;
    made.zetaIm[j] = im;
    const half = 0.5 * (1 - Math.SQRT1_2);
    for (let k = 0; k < panel.nodes.length; k++) {
      const v = 1 - half + half * panel.nodes[k];
      const tau = 1 / (v * v);
      const weight = 2 * half * panel.weights[k] * exp(re * tau);
      const [waveRe, waveIm] = [weight * cos(im * tau), weight * sin(im * tau)];
      const shareRe = factorRe * waveRe - factorIm * waveIm;
      const shareIm = factorRe * waveIm + factorIm * waveRe;
      made.firstRe[j] += shareRe;
      made.firstIm[j] += shareIm;
      made.secondRe[j] += 2 * v * shareRe;
      made.secondIm[j] += 2 * v * shareIm;
    }
  }
  return made;
}

/**
 * Writes α and β.
 *
 * @param s variances, 0 or more
 * @returns whether anything is clipped; if not, α and β are 1
 */
export function clippedMoments(s: Float64Array, c: number, alpha: Float64Array, beta: Float64Array): boolean {
  let trace = 0;
  let largest = 0;
  for (let i = 0; i < s.length; i++) {
    trace += s[i];
    largest = Math.max(largest, s[i]);
  }
  alpha.fill(0);
  beta.fill(0);
  if (!(trace < Infinity)) {
    alpha.fill(Number.NaN);
    beta.fill(Number.NaN);
    return true;
  }
  const end = 2 * trace + FAR * largest;
  let T = c * c;
  let [v, square] = [1, 1];
  for (; T < end; T *= 2) {
    addPanel(s, T, v, square, alpha, beta);
    v *= Math.SQRT1_2;
    square *= 0.5;
  }
  for (let i = 0; i < s.length; i++) {
    alpha[i] += v;
    beta[i] += square;
  }
  return v < 1;
}

/** Adds what v from v₁√½ to v₁ brings, c²/v₁² = T. */
function addPanel(
  s: Float64Array,
  T: number,
  first: number,
  second: number,
  alpha: Float64Array,
  beta: Float64Array,
): void {
  contour ??= makeContour();
  const { zetaRe, zetaIm, firstRe, firstIm, secondRe, secondIm } = contour;
  for (let j = 0; j < NODES; j++) {
    const [stepRe, stepIm] = [(2 * zetaRe[j]) / T, (2 * zetaIm[j]) / T];
    let [re, im] = [1, 0];
    for (let k = 0; k < s.length; k++) {
      // 1/√(a + ib) in the right half plane, b > 0.
      const [a, b] = [1 + s[k] * stepRe, s[k] * stepIm];
      const size = Math.sqrt(a * a + b * b);
      let [x, y] = [1, 0];
      if (a >= 0) {
        x = Math.sqrt(0.5 * (size + a));
        y = b / (2 * x);
      } else {
        y = Math.sqrt(0.5 * (size - a));
        x = b / (2 * y);
      }
      [re, im] = [(re * x + im * y) / size, (im * x - re * y) / size];
    }
    for (let i = 0; i < s.length; i++) {
      const [a, b] = [1 + s[i] * stepRe, s[i] * stepIm];
      const square = a * a + b * b;
      const [x, y] = [(re * a + im * b) / square, (im * a - re * b) / square];
      alpha[i] += first * (x * firstRe[j] - y * firstIm[j]);
      beta[i] += second * (x * secondRe[j] - y * secondIm[j]);
    }
  }
}

/** Writes Σ of the overlaps, ℓ×ℓ. */
type ResidualCovariance = (overlaps: Float64Array, out: Float64Array) => void;

/**
 * A model g = x − y − ε of ℓ outputs with its direction clipped at c.
 *
 * @param model I is Σ, from B and in the centred forms from C
 */
export function clipResiduals(model: Model, c: number): Model {
  const { outputs: n } = model;
  const own = model.centred!;
  const jacobi = createJacobi(n);
  const sigma = new Float64Array(n * n);
  const last = new Float64Array(n * n).fill(Number.NaN);
  const s = new Float64Array(n);
  const alpha = new Float64Array(n);
  const beta = new Float64Array(n);
  /** G_xx and I of the last Σ. */
  const slopes = new Float64Array(n * n);
  const moments = new Float64Array(n * n);

  const at = (covariance: ResidualCovariance, overlaps: Float64Array): void => {
    covariance(overlaps, sigma);
    let same = true;
    for (let entry = 0; entry < sigma.length; entry++) {
      if (last[entry] === sigma[entry]) continue;
      last[entry] = sigma[entry];
      same = false;
    }
    if (same) return;
    const { values, vectors } = jacobi(sigma);
    for (let i = 0; i < n; i++) s[i] = Math.max(0, values[i]);
    const any = clippedMoments(s, c, alpha, beta);
    for (let i = 0; i < n; i++)
      for (let k = 0; k < n; k++) {
        let [slope, moment] = [0, 0];
        for (let q = 0; q < n; q++) {
          const product = vectors[i * n + q] * vectors[k * n + q];
          slope += product * alpha[q];
          moment += product * s[q] * beta[q];
        }
        slopes[i * n + k] = any ? slope : i === k ? 1 : 0;
        moments[i * n + k] = any ? moment : sigma[i * n + k];
      }
  };

  return {
    ...model,
    direction: clipped(c, model.direction),
    gradient(B, out) {
      at(model.directionSecondMoment, B);
      for (let entry = 0; entry < n * n; entry++) {
        out[entry] = slopes[entry];
        out[n * n + entry] = -slopes[entry];
      }
    },
    riskGradient: model.gradient,
    directionSecondMoment(B, out) {
      at(model.directionSecondMoment, B);
      out.set(moments);
    },
    centred: {
      ...own,
      direction: clipped(c, own.direction),
      gradient(C, out) {
        at(own.directionSecondMoment, C);
        out.set(slopes);
        out.fill(0, n * n, 2 * n * n);
      },
      riskGradient: own.gradient,
      directionSecondMoment(C, out) {
        at(own.directionSecondMoment, C);
        out.set(moments);
      },
    },
  };
}
