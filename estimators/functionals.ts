/**
 * Functionals of an iterate, from its overlap matrices WᵀqW (m×m row by row, student before teacher; THEORY §1).
 */

/** R = h(B); a risk's h is handed in. */
export const risk = (h: (B: Float64Array) => number, B: Float64Array): number => h(B);

/** R less the best attainable. */
export const excessRisk = (h: (B: Float64Array) => number, B: Float64Array, best: number): number =>
  h(B) - best;

/** ‖X − X*‖² = tr(S_xx − 2S_x* + S_**) for ℓ = ℓ*, S = WᵀW. */
export function squaredDistance(S: Float64Array, outputs: number): number {
  const m = 2 * outputs;
  let total = 0;
  for (let i = 0; i < outputs; i++)
    total += S[i * m + i] - 2 * S[i * m + outputs + i] + S[(outputs + i) * m + outputs + i];
  return Math.max(0, total);
}

/** ‖X‖² = tr S_xx */
export function squaredNorm(S: Float64Array, outputs: number): number {
  const m = Math.round(Math.sqrt(S.length));
  let total = 0;
  for (let i = 0; i < outputs; i++) total += S[i * m + i];
  return total;
}

/** ‖∇R‖² = tr Gᵀ(WᵀK²W)G */
export function gradientSquaredNorm(K2: Float64Array, G: Float64Array, outputs: number): number {
  const m = G.length / outputs;
  let total = 0;
  for (let i = 0; i < outputs; i++)
    for (let p = 0; p < m; p++)
      for (let q = 0; q < m; q++) total += G[p * outputs + i] * K2[p * m + q] * G[q * outputs + i];
  return total;
}

/** ⟨X, X*⟩ / (‖X‖‖X*‖) */
export function cosine(S: Float64Array, outputs: number): number {
  const m = 2 * outputs;
  let inner = 0;
  let student = 0;
  let teacher = 0;
  for (let i = 0; i < outputs; i++) {
    inner += S[i * m + outputs + i];
    student += S[i * m + i];
    teacher += S[(outputs + i) * m + outputs + i];
  }
  return inner / Math.sqrt(student * teacher);
}
