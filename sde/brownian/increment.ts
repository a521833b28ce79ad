import { InputError } from "../../estimators/index.js";
import { requireList, show } from "../../estimators/input/index.js";

/**
 * What a step is told of the Brownian motion W over [t, t + h]:
 *
 * | part    | numbers    | meaning                                                                          |
 * |---------|------------|----------------------------------------------------------------------------------|
 * | `dW`    | m          | ΔW ~ N(0, h) per source                                                          |
 * | `H`     | m          | space-time Lévy area, N(0, h/12), independent of ΔW: ∫(W_s − W_t) ds = h(ΔW/2 + H) |
 * | `signs` | m(m − 1)/2 | ±1 with probability ½ each, one per pair of sources k < l, row by row            |
 * | `A`     | m × m      | Lévy area of every two sources, antisymmetric, row by row: `A[k*m + l]` = ½∫(W_k dW_l − W_l dW_k) |
 *
 * `dW` is always there; the others only where the scheme's `needs` names them (they are empty otherwise). `A` depends
 * on H, so whoever wants `A` is given `H` too.
 */
export interface Increment {
  readonly dW: Float64Array;
  readonly H: Float64Array;
  readonly signs: Float64Array;
  readonly A: Float64Array;
}

/** What a scheme may want besides ΔW. */
export const needs = ["space-time-area", "signs", "levy-area"] as const;
export type Need = (typeof needs)[number];

export function requireNeeds(wanted: readonly Need[]): void {
  requireList("needs", wanted, `of ${needs.join(", ")}`);
  const unknown = wanted.findIndex((need) => !needs.includes(need));
  if (unknown >= 0)
    throw new InputError(`needs holds ${show(wanted[unknown])}; it may hold ${needs.join(", ")}`);
}

/**
 * Buffers for the increments of m sources.
 *
 * @param sources m.
 * @param wanted what is wanted besides ΔW, as a scheme's `needs` lists it.
 * @returns zeros: `dW` of m numbers, the other parts of the sizes above or empty.
 * @example
 * ```ts
 * import { createIncrement, eulerMaruyama, sra1 } from "homogenized-sgd/sde";
 * createIncrement(3, eulerMaruyama.needs).H.length; // => 0
 * createIncrement(3, sra1.needs).H.length; // => 3
 * ```
 */
export function createIncrement(sources: number, wanted: readonly Need[]): Increment {
  if (!(Number.isSafeInteger(sources) && sources >= 0))
    throw new InputError(`sources is ${show(sources)}; it must be a whole number of at least 0`);
  requireNeeds(wanted);
  const sized = (size: number, ...reasons: Need[]) =>
    new Float64Array(reasons.some((need) => wanted.includes(need)) ? size : 0);
  return {
    dW: new Float64Array(sources),
    H: sized(sources, "space-time-area", "levy-area"),
    signs: sized((sources * (sources - 1)) / 2, "signs"),
    A: sized(sources * sources, "levy-area"),
  };
}
