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
  /**
   * Finished: reached `to`, or an event that ends the run. Diverged: left the finite numbers, the guard's bounds, or what
   * steps of controlled length can follow. Unfinished: made as many steps as it was allowed.
   */
  readonly outcome: "finished" | "diverged" | "unfinished";
  /** Why a run that did not finish stopped. */
  readonly reason?: "not-finite" | "guard" | "step-too-small" | "too-many-steps";
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
  /** Saved times, and saved values row by row (times × width); NaN from where a run ended before. */
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
  requireSolution("savedColumn", solution);
  const { times, values, width } = solution;
  if (!(Number.isSafeInteger(column) && column >= 0 && column < width))
    throw new InputError(
      `savedColumn got column ${show(column)}; give one of the ${width} saved, counted from 0`,
    );
  return Float64Array.from(times, (_, i) => values[i * width + column]);
}

/**
 * What was saved at a time between two saved times, interpolated linearly (dense output of order 1: between the ends of
 * a step a Brownian path strays by more than any curve through them knows).
 *
 * @param solution what `solve` returned, with two saved times or more, such as `save: { times: "steps" }` gives.
 * @param t a time between the first saved one and the last.
 * @returns `width` numbers; NaN where the run had ended before.
 * @throws InputError for a time outside of what was saved.
 * @example
 * ```ts
 * import { defineSde, solve, eulerMaruyama, interpolate } from "homogenized-sgd/sde";
 * const decay = defineSde({ dimension: 1, noise: { kind: "none" }, drift: (t, x, out) => { out[0] = -x[0]; } });
 * const path = solve(decay, { start: [1], to: 1, step: 0.5, scheme: eulerMaruyama, save: { times: "steps" } });
 * interpolate(path, 0.25)[0]; // => 0.75
 * ```
 */
export function interpolate(solution: Solution, t: number): Float64Array {
  requireSolution("interpolate", solution);
  const { times, values, width } = solution;
  const last = times.length - 1;
  if (!(typeof t === "number" && t >= times[0] && t <= times[last]))
    throw new InputError(
      `t is ${show(t)}; ${last < 0 ? "nothing was saved" : `what was saved goes from ${times[0]} to ${times[last]}`}: ask for a time within, or save more times`,
    );
  // The saved time at or before t, halving what is left to look through.
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle] <= t) low = middle;
    else high = middle - 1;
  }
  const row = values.slice(low * width, (low + 1) * width);
  if (times[low] === t) return row;
  const fraction = (t - times[low]) / (times[low + 1] - times[low]);
  return row.map((value, i) => value + fraction * (values[(low + 1) * width + i] - value));
}

function requireSolution(asked: string, solution: Solution): void {
  if (!(isList(solution?.times) && isList(solution.values) && Number.isSafeInteger(solution.width)))
    throw new InputError(`${asked} got ${show(solution)}; give what solve returns`);
}
