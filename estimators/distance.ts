/** sup_t |curve − reference| over the times where the reference is finite; +∞ where the curve is not. */
export function supDistance(curve: Float64Array, reference: Float64Array): number {
  let sup = 0;
  for (let i = 0; i < reference.length; i++) {
    if (!Number.isFinite(reference[i])) continue;
    sup = Math.max(
      sup,
      Number.isFinite(curve[i]) ? Math.abs(curve[i] - reference[i]) : Number.POSITIVE_INFINITY,
    );
  }
  return sup;
}
