/*
 * Tables of the 256-layer ziggurat of the standard normal, f(x) = exp(−x²/2) (no normalising constant).
 *
 * The area under f on x ≥ 0 is cut into layers of equal area v: layer 0 is [0, r] × [0, f(r)] with the tail beyond r,
 * layers i = 1 … 255 are rectangles [0, x_i] × [f(x_i), f(x_{i+1})] with x_1 = r and x_256 = 0:
 *
 *   v = r f(r) + ∫_r^∞ f,   x_0 = v / f(r),   f(x_{i+1}) = f(x_i) + v / x_i.
 *
 * Symbols: r → TAIL_START, v → LAYER_AREA, x_i → EDGE[i], f(x_i) → HEIGHT[i].
 * Source: G. Marsaglia, W. W. Tsang, "The ziggurat method for generating random variables", J. Stat. Softw. 5(8),
 * 2000; J. A. Doornik, "An improved ziggurat method to generate normal random samples", 2005, from whom the layer's
 * index and the point in it have separate bits, the point 53 of them.
 */
import { exp, log } from "../kernels/index.js";

/** Number of layers. */
export const LAYERS = 256;
/** r: where the tail begins, the r at which 256 layers of equal area end at x_256 = 0. */
export const TAIL_START = 3.6541528853610088;

const density = (x: number): number => exp(-0.5 * x * x);

/** ∫_r^∞ f / f(r) = 1/(r + 1/(r + 2/(r + 3/(r + …)))) (Abramowitz & Stegun 26.2.14). */
function tailOverDensity(r: number): number {
  let fraction = r;
  for (let n = 200; n > 0; n--) fraction = r + n / fraction;
  return 1 / fraction;
}

/** v: the area of every layer. */
export const LAYER_AREA = density(TAIL_START) * (TAIL_START + tailOverDensity(TAIL_START));

/** x_0 … x_256, falling to 0. */
export const EDGE = new Float64Array(LAYERS + 1);
/** f(x_1) … f(x_256), rising to 1, at their indices. */
export const HEIGHT = new Float64Array(LAYERS + 1);

EDGE[0] = LAYER_AREA / density(TAIL_START);
EDGE[1] = TAIL_START;
HEIGHT[1] = density(TAIL_START);
for (let i = 1; i < LAYERS - 1; i++) {
  HEIGHT[i + 1] = HEIGHT[i] + LAYER_AREA / EDGE[i];
  EDGE[i + 1] = Math.sqrt(-2 * log(HEIGHT[i + 1]));
}
HEIGHT[LAYERS] = 1;

/**
 * What the fast path reads, layer by layer: the number below which a symmetric 53-bit integer's point is certainly
 * under the curve, x < x_{i+1}, then the factor x_i / 2^52 that turns the integer into a point of layer i.
 */
export const EDGES = new Float64Array(2 * LAYERS);
for (let i = 0; i < LAYERS; i++) {
  const scale = EDGE[i] * 2 ** -52;
  EDGES[2 * i] = EDGE[i + 1] / scale;
  EDGES[2 * i + 1] = scale;
}
