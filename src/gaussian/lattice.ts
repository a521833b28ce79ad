/**
 * Points of low discrepancy for the standard normal law in n dimensions: a lattice rule of N points, shifted at random
 * and folded, R times over (Sloan & Joe 1994; Cools, Kuo & Nuyens 2006; Hickernell 2002).
 *
 *   u_kj = frac(k g_j/N + δ_j),    v = 1 − |2u − 1|,    z_kj = Φ⁻¹(v_kj),      k = 0 … N−1
 *
 * The folded integrand is continuous across the edges of the cube, which is worth nearly an order in N. The generating
 * vector g is built component by component: g_j is the one that makes the mean square error over all integrands of the
 * weighted space of two mixed derivatives least,
 *
 *   Σ_k Π_j (1 + ω(frac(k g_j/N))),    ω(x) = 2π²γ (x² − x + 1/6).
 *
 * The R shifts δ are uniform, independent and frozen: drawn from one seed for each n, so that the same B gives the same
 * bytes. R means of one rule each tell the error of their mean.
 */
import { createStreams } from "../../sde/index.js";
import { normalQuantile } from "./normal-quantile.js";

/** N, a prime. */
const POINTS = 1021;
/** R */
export const SHIFTS = 8;
/** γ: how much the joint variation of coordinates weighs beside that of each alone. Measured on softmaxes: 0.01 … 0.1. */
const JOINT = 0.05;
/** Keeps what is folded away from 0, where Φ⁻¹ is infinite. */
const LEAST = 1e-7;

/** R·N points of n coordinates each, shift after shift. */
export function latticePoints(n: number): Float64Array {
  const vector = generator(n);
  const points = new Float64Array(SHIFTS * POINTS * n);
  const stream = createStreams(1, "lattice").stream(n);
  for (let r = 0, at = 0; r < SHIFTS; r++) {
    const shift = Float64Array.from({ length: n }, () => stream.uniform());
    for (let k = 0; k < POINTS; k++)
      for (let j = 0; j < n; j++, at++) {
        const u = (((k * vector[j]) % POINTS) / POINTS + shift[j]) % 1;
        const v = 1 - Math.abs(2 * u - 1);
        points[at] = normalQuantile(Math.min(1 - LEAST, Math.max(LEAST, v)));
      }
  }
  return points;
}

/** g_1 … g_n */
function generator(n: number): Int32Array {
  const omega = Float64Array.from({ length: POINTS }, (_, k) => {
    const x = k / POINTS;
    return 2 * Math.PI * Math.PI * JOINT * (x * x - x + 1 / 6);
  });
  const products = new Float64Array(POINTS).fill(1);
  const vector = new Int32Array(n);
  for (let j = 0; j < n; j++) {
    let least = Number.POSITIVE_INFINITY;
    // g and N − g give the same lattice mirrored; only a half is looked through.
    for (let g = 1; 2 * g < POINTS; g++) {
      let sum = 0;
      for (let k = 0, at = 0; k < POINTS; k++) {
        sum += products[k] * (1 + omega[at]);
        at += g;
        if (at >= POINTS) at -= POINTS;
      }
      if (sum < least) {
        least = sum;
        vector[j] = g;
      }
    }
    for (let k = 0; k < POINTS; k++) products[k] *= 1 + omega[(k * vector[j]) % POINTS];
  }
  return vector;
}
