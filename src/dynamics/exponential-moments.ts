/**
 * What an exponential kernel makes of the powers of a polynomial,
 *
 *     ψ_k(z) = ∫₀¹ e^{z(1−θ)} θ^k dθ = k! φ_{k+1}(z),      z ≤ 0,  k = 0, …, 4
 *
 * (the φ functions of exponential integrators: Hochbruck & Ostermann, Acta Numerica 19, 2010). By parts
 *
 *     ψ_k = (1 − k ψ_{k−1})/(−z)       upwards, where |z| ≥ 1
 *     ψ_{k−1} = (1 + z ψ_k)/k          downwards from the series of ψ_4, where |z| < 1
 *
 * each on the side where it loses no digits.
 */

/** ψ_0, …, ψ_4. */
export const momentCount = 5;

/** ψ_4(z) = Σ_n 4! z^n/(n + 5)!; at |z| = 1 the first term left out is 10⁻¹⁷. */
const series = seriesOfLast(15);

function seriesOfLast(terms: number): Float64Array {
  const coefficients = new Float64Array(terms);
  let coefficient = 1 / momentCount;
  for (let n = 0; n < terms; n++) {
    coefficients[n] = coefficient;
    coefficient /= n + momentCount + 1;
  }
  return coefficients;
}

/**
 * Writes ψ_k(z) to out[at + k·stride].
 *
 * @param z at most 0
 * @param grown e^z − 1
 */
export function exponentialMoments(
  z: number,
  grown: number,
  out: Float64Array,
  at: number,
  stride: number,
): void {
  if (z > -1) {
    let moment = series[series.length - 1];
    for (let n = series.length - 2; n >= 0; n--) moment = series[n] + z * moment;
    for (let k = momentCount - 1; k > 0; k--) {
      out[at + k * stride] = moment;
      moment = (1 + z * moment) / k;
    }
    out[at] = moment;
    return;
  }
  let moment = grown / z;
  out[at] = moment;
  for (let k = 1; k < momentCount; k++) {
    moment = (k * moment - 1) / z;
    out[at + k * stride] = moment;
  }
}
