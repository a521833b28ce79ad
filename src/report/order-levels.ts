/** The levels of an order that a log scale can show, with their bars. */
import { isNumber } from "./format.js";
import type { MeasuredLevel, MeasuredOrder } from "./order-report.js";

export interface DrawnLevel extends MeasuredLevel {
  /** The size of a bias. */
  readonly error: number;
  readonly low: number;
  readonly high: number;
}

/** Bars of two standard errors; not down to zero, which a log scale has not: at most two decades below the point. */
export const drawnLevels = ({ levels }: MeasuredOrder): DrawnLevel[] =>
  levels.flatMap((level): DrawnLevel[] => {
    if (!isNumber(level.error) || level.error === 0) return [];
    const error = Math.abs(level.error);
    const bar = 2 * (level.standardError ?? 0);
    return [{ ...level, error, low: Math.max(error - bar, error / 100), high: error + bar }];
  });
