/**
 * Strong errors of a scheme on one Brownian path per sample: the fine increments are drawn, the coarse ones are
 * their sums, so all step sizes see the same path and are compared with its exact solution.
 */
import { createIncrement, createStreams, type Scheme, type SdeProblem } from "../../sde/index.js";

export interface StrongRun {
  readonly problem: SdeProblem;
  readonly scheme: Scheme;
  readonly start: number;
  readonly to: number;
  /** Steps of length to · 2^−level, from the coarsest level to the finest. */
  readonly levels: readonly [coarsest: number, finest: number];
  readonly paths: number;
  readonly seed: number;
  /** The exact solution at `to`, given the path's W there. */
  readonly exact: (W: number) => number;
}

/** Squared errors at `to`: one array over paths per level. One dimension, one source. */
export function squaredErrors(run: StrongRun): Float64Array[] {
  const { problem, scheme, start, to, paths, seed, exact } = run;
  const [coarsest, finest] = run.levels;
  const step = scheme.prepare(problem);
  const streams = createStreams(seed, "strong");
  const count = 2 ** finest;
  const fine = new Float64Array(count);
  const w = createIncrement(1, []);
  let x = new Float64Array(1);
  let next = new Float64Array(1);
  const errors = Array.from({ length: finest - coarsest + 1 }, () => new Float64Array(paths));
  for (let path = 0; path < paths; path++) {
    streams.stream(path).fillNormals(fine, 0, count);
    for (let i = 0; i < count; i++) fine[i] *= Math.sqrt(to / count);
    const solution = exact(fine.reduce((sum, increment) => sum + increment, 0));
    errors.forEach((atLevel, i) => {
      const steps = 2 ** (coarsest + i);
      const h = to / steps;
      const merged = count / steps;
      x[0] = start;
      for (let n = 0; n < steps; n++) {
        w.dW[0] = 0;
        for (let j = n * merged; j < (n + 1) * merged; j++) w.dW[0] += fine[j];
        step(n * h, h, x, w, next);
        [x, next] = [next, x];
      }
      atLevel[path] = (x[0] - solution) ** 2;
    });
  }
  return errors;
}

const rootMean = (squares: Float64Array): number =>
  Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);

export const rootMeanSquares = (errors: readonly Float64Array[]): number[] => errors.map(rootMean);

/** Least-squares slope of log₂ error against level, turned to an order of convergence. */
function order(errors: readonly Float64Array[]): number {
  const y = errors.map((squares) => Math.log2(rootMean(squares)));
  const middle = (y.length - 1) / 2;
  let above = 0;
  let below = 0;
  y.forEach((value, i) => {
    above += (i - middle) * value;
    below += (i - middle) ** 2;
  });
  return -above / below;
}

/**
 * The measured strong order with an interval: 4.5 standard errors (from the slopes of 20 groups of paths), and
 * the coarsest step besides, for an error C h^p (1 + O(h)) bends the slope by O(h).
 */
export function measuredOrder(run: StrongRun): { low: number; order: number; high: number } {
  const errors = squaredErrors(run);
  const groups = 20;
  const size = run.paths / groups;
  const slopes = Array.from({ length: groups }, (_, g) =>
    order(errors.map((squares) => squares.subarray(g * size, (g + 1) * size))),
  );
  const mean = slopes.reduce((sum, slope) => sum + slope, 0) / groups;
  const variance = slopes.reduce((sum, slope) => sum + (slope - mean) ** 2, 0) / (groups - 1);
  const margin = 4.5 * Math.sqrt(variance / groups) + run.to * 2 ** -run.levels[0];
  const measured = order(errors);
  return { low: measured - margin, order: measured, high: measured + margin };
}
