/**
 * Derivatives along a direction by central differences, where a problem gives none in closed form:
 *
 *     D_v g(x) ≈ (g(x + εv) − g(x − εv)) / 2ε,      ε = 2⁻¹⁷ max(1, |x|_∞) / |v|_∞
 *
 * The truncation ε²|v|³g‴/6 and the rounding 2⁻⁵³ g/ε balance near ε = ∛2⁻⁵³. For g that varies on the scale
 * max(1, |x|_∞), the error is about 10⁻¹⁰ of |v|_∞ |g| / max(1, |x|_∞). Where x ± εv leaves the domain of g, as that of
 * √x near 0, ε is 2⁻¹⁷ of the largest step that changes no coordinate's sign.
 */
import type { Field } from "./problem.js";

/** Overwrites `out` with D_v of a field, at (t, x). */
export type Directional = (t: number, x: Float64Array, v: Float64Array, out: Float64Array) => void;

const relativeStep = 2 ** -17;

/** Allocates for a field of `size` numbers in dimension d. */
export function prepareDirectional(d: number, size: number, field: Field): Directional {
  const at = new Float64Array(d);
  const before = new Float64Array(size);
  const along = (t: number, x: Float64Array, v: Float64Array, step: number, out: Float64Array): boolean => {
    shift(d, x, step, v, at);
    field(t, at, out);
    shift(d, x, -step, v, at);
    field(t, at, before);
    return divideDifference(size, out, before, 2 * step);
  };
  return (t, x, v, out) => {
    const length = largest(d, v);
    if (length === 0) out.fill(0);
    else if (!along(t, x, v, (relativeStep * Math.max(1, largest(d, x))) / length, out))
      along(t, x, v, relativeStep * reach(d, x, v), out);
  };
}

function shift(d: number, x: Float64Array, step: number, v: Float64Array, out: Float64Array): void {
  for (let j = 0; j < d; j++) out[j] = x[j] + step * v[j];
}

/** out = (out − before) / width; whether all of it is finite. */
function divideDifference(n: number, out: Float64Array, before: Float64Array, width: number): boolean {
  let residue = 0;
  for (let i = 0; i < n; i++) {
    out[i] = (out[i] - before[i]) / width;
    residue += out[i] - out[i];
  }
  return residue === 0;
}

function largest(d: number, x: Float64Array): number {
  let most = 0;
  for (let j = 0; j < d; j++) most = Math.max(most, Math.abs(x[j]));
  return most;
}

/** How far x goes along ±v before a coordinate reaches 0. */
function reach(d: number, x: Float64Array, v: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let j = 0; j < d; j++) if (v[j] !== 0) least = Math.min(least, Math.abs(x[j] / v[j]));
  return least;
}
