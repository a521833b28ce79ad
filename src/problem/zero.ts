/** A matrix of zeros: the usual start X_0 = 0. */
export interface ZeroData {
  readonly kind: "zero";
}

/**
 * The zero matrix as a target or start, as data.
 *
 * @example
 * ```ts
 * import { zero } from "homogenized-sgd";
 * zero(); // => {"kind":"zero"}
 * ```
 */
export function zero(): ZeroData {
  return { kind: "zero" };
}
