/**
 * Running mean and variance of vectors (Welford 1962; merging after Chan, Golub & LeVeque 1979):
 *
 *     mean ← mean + (x − mean)/n,      m₂ ← m₂ + (x − mean_before)(x − mean_after)
 *
 * Entries that are not finite are not counted, each entry for itself, so a run that has diverged drops out.
 */
export interface Moments {
  push(values: Float64Array): void;
  merge(other: Moments): void;
  mean(): Float64Array;
  variance(): Float64Array;
  standardDeviation(): Float64Array;
  standardError(): Float64Array;
  alive(): Float64Array;
  readonly state: { readonly count: Float64Array; readonly mean: Float64Array; readonly m2: Float64Array };
}

export function createMoments(size: number): Moments {
  const count = new Float64Array(size);
  const mean = new Float64Array(size);
  const m2 = new Float64Array(size);
  const variance = () => m2.map((value, i) => (count[i] > 1 ? value / (count[i] - 1) : Number.NaN));
  return {
    state: { count, mean, m2 },
    push(values) {
      for (let i = 0; i < size; i++) {
        const x = values[i];
        if (!Number.isFinite(x)) continue;
        const before = x - mean[i];
        mean[i] += before / ++count[i];
        m2[i] += before * (x - mean[i]);
      }
    },
    merge({ state: other }) {
      for (let i = 0; i < size; i++) {
        const n = count[i] + other.count[i];
        if (other.count[i] === 0) continue;
        const gap = other.mean[i] - mean[i];
        mean[i] += (gap * other.count[i]) / n;
        m2[i] += other.m2[i] + gap * gap * ((count[i] * other.count[i]) / n);
        count[i] = n;
      }
    },
    mean: () => mean.map((value, i) => (count[i] > 0 ? value : Number.NaN)),
    variance,
    standardDeviation: () => variance().map(Math.sqrt),
    standardError: () => variance().map((value, i) => Math.sqrt(value / count[i])),
    alive: () => count.slice(),
  };
}
