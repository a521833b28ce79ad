/** What steps of controlled length are held to: the error a step may make, and how long and how many steps may be. */
import { InputError } from "../estimators/index.js";

export interface Tolerance {
  /** Error allowed per step, as a part of each coordinate's size (or of `scale`). */
  readonly relative: number;
  /** Error allowed per step besides. Default 0. */
  readonly absolute?: number;
  /** The size errors are measured by, one number per coordinate; if left out, |x_i| at the step's start or end, the larger. */
  readonly scale?: (t: number, x: Float64Array, out: Float64Array) => void;
  /** Length of the first step tried; if left out, guessed from the drift. */
  readonly firstStep?: number;
  /** A run that would need a shorter step than this ends there, with the reason "step-too-small". Default: what rounding (of times, or of a path's grid) leaves. */
  readonly minStep?: number;
  /** Default: the whole interval. */
  readonly maxStep?: number;
  /** Steps tried, the rejected ones included, after which a run ends with the reason "too-many-steps". Default: no limit. */
  readonly maxSteps?: number;
}

export function requireTolerance({ relative, absolute = 0, ...limits }: Tolerance): void {
  if (!(relative >= 0 && absolute >= 0 && relative + absolute > 0))
    throw new InputError(
      `tolerance is { relative: ${relative}, absolute: ${absolute} }; both must be at least 0 and one positive`,
    );
  const { firstStep, minStep = 0, maxStep = Number.POSITIVE_INFINITY, maxSteps } = limits;
  if (firstStep !== undefined && !(firstStep > 0 && Number.isFinite(firstStep)))
    throw new InputError(`tolerance.firstStep is ${firstStep}; it must be a positive number`);
  if (!(minStep >= 0 && maxStep > 0 && minStep <= maxStep))
    throw new InputError(
      `tolerance has minStep ${minStep} and maxStep ${maxStep}; the one must be at least 0 and the other positive and no less`,
    );
  if (maxSteps !== undefined && !(Number.isSafeInteger(maxSteps) && maxSteps >= 1))
    throw new InputError(`tolerance.maxSteps is ${maxSteps}; it must be a whole number of at least 1`);
}

/** The error each coordinate is allowed in the step from (t, x) to `next`. */
export function weigh(
  { relative, absolute = 0, scale }: Tolerance,
  t: number,
  x: Float64Array,
  next: Float64Array,
  out: Float64Array,
): void {
  if (scale) {
    scale(t, x, out);
    // What rests at zero is measured by where it goes.
    if (out.includes(0)) scale(t, next, out);
  } else for (let i = 0; i < x.length; i++) out[i] = Math.max(Math.abs(x[i]), Math.abs(next[i]));
  // The least number keeps 0/0 out of the error norm where a coordinate rests at zero.
  for (let i = 0; i < x.length; i++) out[i] = absolute + relative * out[i] + Number.MIN_VALUE * 2 ** 100;
}
