/** From errors at several steps to an order, whatever the errors are of. */
import { pow, powerOfTwo } from "../kernels/index.js";
import { fitOrder, log2, type OrderFit } from "./fit.js";
import type { Against, Truth } from "./truth.js";

export interface Errors {
  /** From the longest to the shortest. */
  readonly steps: readonly number[];
  /** The error at the n-th of them, from all groups of paths or from all but one. */
  readonly error: (n: number, without?: number) => number;
  /** Groups of paths; 0 where nothing is random. */
  readonly groups: number;
}

/** No order, for want of levels to fit it through. */
export const unknownOrder: OrderFit = Object.freeze({
  order: Number.NaN,
  interval: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const,
});

/** The order with its interval, and how far the truth itself is off if that order is its own. */
export function fitErrors(
  { steps, error, groups }: Errors,
  truth: Truth,
  confidence: number,
): OrderFit & { readonly off: number } {
  const errors = steps.map((_, n) => error(n));
  const points = {
    logSteps: steps.map(log2),
    logErrors: errors.map(log2),
    leftOut: Array.from({ length: groups }, (_, g) => steps.map((_step, n) => log2(error(n, g)))),
  };
  const fit = fitOrder(points, confidence);
  if (truth.exact) return { ...fit, off: 0 };
  const off = errors[errors.length - 1] * pow(2, -Math.max(fit.order, 0.25) * truth.finer);
  const alternatives = [off, -off].map((shift) => errors.map((one) => log2(one + shift)));
  return { ...fitOrder({ ...points, alternatives }, confidence), off };
}

/** @param finest the shortest step whose errors were taken; the truth's own is `finer` halvings below. */
export const againstOf = (truth: Truth, finest: number, off: number): Against =>
  truth.exact ? "exact" : { scheme: truth.scheme.name, step: finest / powerOfTwo(truth.finer), error: off };
