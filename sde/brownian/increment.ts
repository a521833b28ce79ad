/**
 * What a step is told of the Brownian motion W over [t, t + h]:
 *
 * | part    | numbers    | meaning                                                                          |
 * |---------|------------|----------------------------------------------------------------------------------|
 * | `dW`    | m          | ΔW ~ N(0, h) per source                                                          |
 * | `H`     | m          | space-time Lévy area, N(0, h/12), independent of ΔW: ∫(W_s − W_t) ds = h(ΔW/2 + H) |
 * | `signs` | m(m − 1)/2 | ±1 with probability ½ each, one per pair of sources k < l, row by row            |
 *
 * `dW` is always there; the others only where the scheme's `needs` names them (they are empty otherwise).
 */
export interface Increment {
  readonly dW: Float64Array;
  readonly H: Float64Array;
  readonly signs: Float64Array;
}

/** What a scheme may want besides ΔW. */
export const needs = ["space-time-area", "signs"] as const;
export type Need = (typeof needs)[number];

/** Buffers for the increments of m sources. */
export function createIncrement(sources: number, wanted: readonly Need[]): Increment {
  const sized = (need: Need, size: number) => new Float64Array(wanted.includes(need) ? size : 0);
  return {
    dW: new Float64Array(sources),
    H: sized("space-time-area", sources),
    signs: sized("signs", (sources * (sources - 1)) / 2),
  };
}
