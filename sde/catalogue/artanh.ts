/**
 * The inverse hyperbolic tangent the exact solutions of the catalogue want, from what has fixed bits:
 *
 *     artanh x = ½ log1p(2x/(1 − x))
 *
 * Source: Abramowitz & Stegun 4.6.22.
 */
import { log1p } from "../kernels/index.js";

/** Inverse hyperbolic tangent, |x| < 1. */
export const artanh = (x: number): number => (x < 0 ? -artanh(-x) : 0.5 * log1p((2 * x) / (1 - x)));
