/**
 * A Brownian increment over an interval of length h, halved: given W and H of the whole, with independent
 * Z ~ N(0, h/16) and N ~ N(0, h/12),
 *
 *     W_left  = ½W + (3/2)H + Z,    H_left  = ¼H − ½Z + ½N,
 *     W_right = ½W − (3/2)H − Z,    H_right = ¼H − ½Z − ½N
 *
 * so that W and H of the two halves are independent, N(0, h/2) and N(0, h/24), and compose to the whole (THEORY §10;
 * Foster, Lyons & Oberhauser, An optimal polynomial approximation of Brownian motion, SIAM J. Numer. Anal. 58, 2020).
 *
 * The numbers of an interval, W (m) and H (m), stand side by side: `whole`, `left` and `right` are where. `normals` holds
 * 2m standard normals, `deviationZ` and `deviationN` are √(h/16) and √(h/12).
 */
export function halve(
  m: number,
  store: Float64Array,
  whole: number,
  normals: Float64Array,
  deviationZ: number,
  deviationN: number,
  left: number,
  right: number,
): void {
  for (let k = 0; k < m; k++) {
    const W = 0.5 * store[whole + k];
    const H = store[whole + m + k];
    const Z = deviationZ * normals[k];
    const N = 0.5 * (deviationN * normals[m + k]);
    const bend = 1.5 * H + Z;
    const mean = 0.25 * H - 0.5 * Z;
    store[left + k] = W + bend;
    store[left + m + k] = mean + N;
    store[right + k] = W - bend;
    store[right + m + k] = mean - N;
  }
}
