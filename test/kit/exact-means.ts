/**
 * Exact means at finite dimension and step, least squares, one output (THEORY §6): no d → ∞ error to hide behind.
 * Atom j has eigenvalue λ_j, d_j coordinates and s_j = E Σ (X − X*)² over them; V = Σ λ_k s_k + σ².
 */
export interface Atoms {
  readonly eigenvalues: readonly number[];
  readonly sizes: readonly number[];
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** One step of SGD: s_j ← s_j (1 − 2γλ_j/d + 2γ²λ_j²/d²) + (γ²/d²) λ_j d_j V. */
export function sgdMeanStep(
  { eigenvalues, sizes }: Atoms,
  s: number[],
  rate: number,
  noiseStd: number,
): number[] {
  const d = total(sizes);
  const V = total(s.map((value, j) => eigenvalues[j] * value)) + noiseStd ** 2;
  return s.map((value, j) => {
    const x = (rate * eigenvalues[j]) / d;
    return value * (1 - 2 * x + 2 * x * x) + (rate / d) ** 2 * eigenvalues[j] * sizes[j] * V;
  });
}

/** One Euler–Maruyama step of HSGD: s_j ← s_j (1 − γλ_jh)² + γ² h λ_j (d_j/d) V. */
export function hsgdMeanStep(
  { eigenvalues, sizes }: Atoms,
  s: number[],
  rate: number,
  noiseStd: number,
  h: number,
): number[] {
  const d = total(sizes);
  const V = total(s.map((value, j) => eigenvalues[j] * value)) + noiseStd ** 2;
  return s.map(
    (value, j) =>
      value * (1 - rate * eigenvalues[j] * h) ** 2 + rate ** 2 * h * eigenvalues[j] * (sizes[j] / d) * V,
  );
}

/** R = ½ (Σ λ_j s_j + σ²) */
export const riskOf = ({ eigenvalues }: Atoms, s: readonly number[], noiseStd: number): number =>
  0.5 * (total(s.map((value, j) => eigenvalues[j] * value)) + noiseStd ** 2);
