import { quantileSorted } from "simple-statistics";
import { createMoments } from "./moments.js";

export interface Bands {
  mean: Float64Array;
  standardDeviation: Float64Array;
  quantiles: Record<string, Float64Array>;
  alive: Float64Array;
}

export function bands(runs: readonly Float64Array[], probabilities: readonly number[]): Bands {
  const n = runs[0].length;
  const mean = new Float64Array(n).fill(Number.NaN);
  const standardDeviation = new Float64Array(n).fill(Number.NaN);
  const alive = new Float64Array(n);
  const quantiles = Object.fromEntries(probabilities.map((p) => [String(p), new Float64Array(n)]));
  for (let i = 0; i < n; i++) {
    const all = runs.map((run) => (Number.isFinite(run[i]) ? run[i] : Number.POSITIVE_INFINITY));
    const values = all.filter(Number.isFinite);
    alive[i] = values.length;
    const moments = createMoments(1);
    for (const value of values) moments.push(Float64Array.of(value));
    mean[i] = moments.mean()[0];
    standardDeviation[i] = moments.standardDeviation()[0];
    all.sort((a, b) => a - b);
    for (const p of probabilities) quantiles[String(p)][i] = quantileSorted(all, p);
  }
  return { mean, standardDeviation, quantiles, alive };
}
