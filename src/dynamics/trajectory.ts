/** What every dynamics returns: curves of the same statistics on the same times. */
export interface Trajectory {
  readonly method: string;
  /** Times asked for, t = k/d. */
  readonly times: Float64Array;
  /** One value per time; NaN where a statistic is not defined, and after a divergence. */
  readonly statistics: Readonly<Record<string, Float64Array>>;
  readonly outcome: "finished" | "diverged";
  /** When the divergence was seen. */
  readonly divergedAt?: number;
  /** Steps made. */
  readonly steps: number;
}

/** Names a row-by-row table (times × names.length) by its columns. */
export function byName(
  names: readonly string[],
  values: Float64Array,
  count: number,
): Record<string, Float64Array> {
  const curves: Record<string, Float64Array> = {};
  names.forEach((name, column) => {
    curves[name] = Float64Array.from({ length: count }, (_, row) => values[row * names.length + column]);
  });
  return curves;
}
