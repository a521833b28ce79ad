import { InputError } from "../estimators/index.js";
import { isList, show } from "../estimators/input/index.js";

/** When, and where, something watched for happened first. */
export interface Passage {
  readonly time: number;
  /** The state then; between two steps' ends the mean of what the noise allows. */
  readonly state: Float64Array;
}

/**
 * How a run ended. Divergence is an outcome, never an exception: unstable rates are part of the science.
 */
export interface Solution {
  /** Reached `to` or an event that ends the run, or left the finite numbers (or the guard's bounds) before. */
  readonly outcome: "finished" | "diverged";
  /** Why a diverged run stopped. */
  readonly reason?: "not-finite" | "guard" | "step-too-small";
  /** The event that ended the run. */
  readonly stoppedBy?: string;
  /** The first passage of every event asked for, by its name; null where there was none. */
  readonly events: Readonly<Record<string, Passage | null>>;
  /** Time and state at which the run ended; for a diverged run, where that was seen. */
  readonly time: number;
  readonly state: Float64Array;
  /** Steps made; those a step-size control rejected. */
  readonly steps: number;
  readonly rejected: number;
  /** The step asked for, and the shorter last one where it does not divide the interval. */
  readonly step?: number;
  readonly lastStep?: number;
  /** Saved times, and saved values row by row (times × width); NaN from a divergence, and after an event that ended the run. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly width: number;
}

/**
 * One saved number as a curve over the saved times.
 *
 * @param solution what `solve` returned.
 * @param column which of the `width` saved numbers, from 0.
 * @returns one value per saved time.
 * @example
 * ```ts
 * import { defineSde, solve, eulerMaruyama, savedColumn } from "homogenized-sgd/sde";
 * const decay = defineSde({ dimension: 1, noise: { kind: "none" }, drift: (t, x, out) => { out[0] = -x[0]; } });
 * const path = solve(decay, { start: [1], to: 1, step: 0.5, scheme: eulerMaruyama, save: { times: "steps" } });
 * Array.from(savedColumn(path, 0)); // => [1, 0.5, 0.25]
 * ```
 */
export function savedColumn(solution: Solution, column: number): Float64Array {
  if (!(isList(solution?.times) && isList(solution.values) && Number.isSafeInteger(solution.width)))
    throw new InputError(`savedColumn got ${show(solution)}; give what solve returns`);
  const { times, values, width } = solution;
  if (!(Number.isSafeInteger(column) && column >= 0 && column < width))
    throw new InputError(
      `savedColumn got column ${show(column)}; give one of the ${width} saved, counted from 0`,
    );
  return Float64Array.from(times, (_, i) => values[i * width + column]);
}
