/**
 * Student's t with an even number ν of degrees of freedom, whose distribution is algebraic:
 *
 *     P(|T| ≤ t) = s (1 + ½ c + (1·3)/(2·4) c² + … + (1·3…(ν−3))/(2·4…(ν−2)) c^{ν/2−1}),
 *     c = ν/(ν + t²),  s = t/√(ν + t²)
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.4.
 */

function centralProbability(t: number, degrees: number): number {
  const c = degrees / (degrees + t * t);
  let term = 1;
  let sum = 1;
  for (let j = 2; j < degrees; j += 2) {
    term *= ((j - 1) / j) * c;
    sum += term;
  }
  return (t / Math.sqrt(degrees + t * t)) * sum;
}

/** The t with P(|T| ≤ t) = confidence, for even ν; by halving. */
export function studentQuantile(confidence: number, degrees: number): number {
  let high = 1;
  while (high < 2 ** 60 && centralProbability(high, degrees) < confidence) high *= 2;
  let low = 0;
  for (let i = 0; i < 60; i++) {
    const middle = 0.5 * (low + high);
    if (centralProbability(middle, degrees) < confidence) low = middle;
    else high = middle;
  }
  return high;
}
