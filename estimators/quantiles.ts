import { quantileSorted } from "simple-statistics";

/** Type-7 quantiles; +∞ is allowed among the values. */
export function quantiles(values: readonly number[], probabilities: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return probabilities.map((p) => quantileSorted(sorted, p));
}
