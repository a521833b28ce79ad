/*
 * Tables of the 256-layer ziggurat of the standard normal, f(x) = exp(−x²/2) (no normalising constant).
 *
 * Layers of equal area v are stacked: layer 0 is the base [0, r] × [0, f(r)] with the tail beyond r, layers
 * i = 1 … 255 are rectangles [0, x_i] × [f(x_i), f(x_{i+1})] with x_1 = r, x_256 = 0, and
 *
 *   v = r f(r) + ∫_r^∞ f,   x_0 = v / f(r),   f(x_{i+1}) = f(x_i) + v / x_i.
 *
 * Symbols: r → TAIL_START, v → LAYER_AREA, x_i → EDGE[i], f(x_i) → HEIGHT[i], x_i / 2^52 → WIDTH[i].
 * Source: G. Marsaglia, W. W. Tsang, "The ziggurat method for generating random variables", J. Stat. Softw. 5(8),
 * 2000; J. A. Doornik, "An improved ziggurat method to generate normal random samples", 2005, whose 53-bit draws
 * and layer index from separate bits are taken over here.
 */

import { exp, log } from "../kernels/index.js";

/** Number of layers. */
export const LAYERS = 256;
/** r: where the tail begins; the r for which 256 layers of equal area close at x_256 = 0. */
export const TAIL_START = 3.6541528853610088;
/** v: the area of every layer, r f(r) + ∫_r^∞ f. */
export const LAYER_AREA = 0.004928673233974655;

/** x_0 … x_256, falling to 0. */
export const EDGE = new Float64Array(LAYERS + 1);
/** f(x_0) … f(x_256), rising to 1; f(x_0) is not used. */
export const HEIGHT = new Float64Array(LAYERS + 1);
/** x_i / 2^52: turns a symmetric 53-bit integer into a point of layer i. */
export const WIDTH = new Float64Array(LAYERS);

const density = (x: number): number => exp(-0.5 * x * x);

EDGE[0] = LAYER_AREA / density(TAIL_START);
EDGE[1] = TAIL_START;
HEIGHT[0] = density(EDGE[0]);
HEIGHT[1] = density(TAIL_START);
for (let i = 1; i < LAYERS - 1; i++) {
  HEIGHT[i + 1] = HEIGHT[i] + LAYER_AREA / EDGE[i];
  EDGE[i + 1] = Math.sqrt(-2 * log(HEIGHT[i + 1]));
}
EDGE[LAYERS] = 0;
HEIGHT[LAYERS] = 1;
for (let i = 0; i < LAYERS; i++) WIDTH[i] = EDGE[i] * 2 ** -52;
