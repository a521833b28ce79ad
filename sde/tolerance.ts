/** What steps of controlled length are held to: the error a step may make, and how long and how many steps may be. */
import { InputError } from "../estimators/index.js";
import { keysOf, requireFunction, requireKeys, show } from "../estimators/input/index.js";

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

const toleranceKeys = keysOf<Tolerance>({
  relative: true,
  absolute: true,
  scale: true,
  firstStep: true,
  minStep: true,
  maxStep: true,
  maxSteps: true,
});

export function requireTolerance(tolerance: Tolerance): void {
  requireKeys("tolerance", tolerance, toleranceKeys, "tolerance");
  const { relative, absolute = 0, scale, firstStep, maxSteps } = tolerance;
  if (scale !== undefined) requireFunction("tolerance.scale", scale, "(t, x, out) that writes into out");
  const numbers = typeof relative === "number" && typeof absolute === "number";
  if (!(numbers && relative >= 0 && absolute >= 0 && relative + absolute > 0))
    throw new InputError(
      `tolerance is { relative: ${show(relative)}, absolute: ${show(absolute)} }; both must be at least 0 and one positive`,
    );
  if (firstStep !== undefined && !(Number.isFinite(firstStep) && firstStep > 0))
    throw new InputError(`tolerance.firstStep is ${show(firstStep)}; it must be a positive number`);
  const { minStep = 0, maxStep = Number.POSITIVE_INFINITY } = tolerance;
  const lengths = typeof minStep === "number" && typeof maxStep === "number";
  if (!(lengths && minStep >= 0 && maxStep > 0 && minStep <= maxStep))
    throw new InputError(
      `tolerance has minStep ${show(minStep)} and maxStep ${show(maxStep)}; the one must be at least 0 and the other positive and no less`,
    );
  if (maxSteps !== undefined && !(Number.isSafeInteger(maxSteps) && maxSteps >= 1))
    throw new InputError(`tolerance.maxSteps is ${show(maxSteps)}; it must be a whole number of at least 1`);
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
