/**
 * Uniform distances between curves on common times:
 *
 *     sup_t |φ(t) − φ_ref(t)|,     sup_t |φ_ref(t)|,     t over the times where φ_ref is finite
 *
 * φ → `curve`, φ_ref → `reference`. The first is the distance of the concentration theorem (THEORY §3, [HD]); the
 * second makes it relative.
 */
import { requireSameLength, requireSeries } from "./checks.js";

/**
 * Largest distance of a curve from a reference; +∞ where the reference is finite and the curve is not.
 *
 * @param curve n numbers.
 * @param reference n numbers, at the same times; times where it is not finite are left out.
 * @returns a number ≥ 0, in the unit of the curves.
 * @throws InputError when lengths differ.
 * @see [HD] (arXiv:2308.08977), the concentration theorem; THEORY §3.
 * @example
 * ```ts
 * import { supDistance } from "homogenized-sgd/estimators";
 * supDistance(Float64Array.of(1, 2, 5), Float64Array.of(1, 2.5, Infinity)); // => 0.5
 * supDistance(Float64Array.of(1, NaN), Float64Array.of(1, 2)); // => Infinity
 * ```
 */
export function supDistance(curve: Float64Array, reference: Float64Array): number {
  requireSameLength("supDistance", curve, reference);
  let sup = 0;
  for (let i = 0; i < reference.length; i++) {
    if (!Number.isFinite(reference[i])) continue;
    if (!Number.isFinite(curve[i])) return Number.POSITIVE_INFINITY;
    const distance = Math.abs(curve[i] - reference[i]);
    if (distance > sup) sup = distance;
  }
  return sup;
}

/**
 * Largest magnitude of a curve over the times where it is finite; what a relative sup-distance divides by.
 *
 * @param reference any numbers.
 * @returns a number ≥ 0; 0 when no entry is finite.
 * @example
 * ```ts
 * import { supNorm } from "homogenized-sgd/estimators";
 * supNorm(Float64Array.of(1, -2.5, NaN, Infinity)); // => 2.5
 * ```
 */
export function supNorm(reference: Float64Array): number {
  requireSeries("supNorm", "the curve", reference);
  let sup = 0;
  for (let i = 0; i < reference.length; i++) {
    const size = Math.abs(reference[i]);
    if (size > sup && Number.isFinite(size)) sup = size;
  }
  return sup;
}
