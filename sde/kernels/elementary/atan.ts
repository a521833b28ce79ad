/*
 * atan(u) = 8 atan(v), v = u after three times u ↦ u/(1 + √(1 + u²))  (|v| ≤ tan(π/16) < 0.2),  atan v = v − v³/3 + …
 *
 * Sources: half-angle formula of the tangent; Abramowitz & Stegun, Handbook of Mathematical Functions, 4.4.42.
 */

/** Terms of the series: 0.2²⁵/25 is below the rounding of v. */
const TERMS = 12;

/** Arc tangent, within 3.5 ulp. */
export function atan(u: number): number {
  // Beyond 2^60 the result rounds to a right angle; zero keeps its sign.
  if (Math.abs(u) > 2 ** 60) return u > 0 ? Math.PI / 2 : -Math.PI / 2;
  if (u === 0) return u;
  let v = u;
  for (let i = 0; i < 3; i++) v /= 1 + Math.sqrt(1 + v * v);
  const z = v * v;
  let sum = 0;
  for (let n = TERMS; n >= 1; n--) sum = z * (1 / (2 * n + 1) - sum);
  return 8 * (v - v * sum);
}
