/*
 * Standard normals from random words by the ziggurat (`ziggurat.ts`).
 *
 * An attempt takes two words. The low 8 bits of the first are the layer i; its upper 21 bits, read as a signed
 * number, above the 32 bits of the second make an integer J, −2^52 ≤ J < 2^52; the point is x = (J + ½) x_i / 2^52,
 * so that x and −x are equally likely, exactly. If |x| < x_{i+1} the point is taken (98.5 % of attempts); in layer 0
 * the tail answers; otherwise a height u between f(x_i) and f(x_{i+1}) decides, taken if u < f(x) (two more words).
 * Words are used strictly in order, so one draw at a time and many at once give the same sequence.
 */
import { exp, log } from "../kernels/index.js";
import { EDGES, HEIGHT, TAIL_START } from "./ziggurat.js";

const TWO_32 = 4294967296;
const TWO_31_AND_HALF = 2147483648.5;

/** J + ½ of an attempt's two words; the second, unsigned, is 2^31 above itself with its sign bit turned over. */
const point = (first: number, second: number): number =>
  (first >> 11) * TWO_32 + TWO_31_AND_HALF + (second ^ 0x80000000);

/**
 * Turns words into `factor` times normals from `position` on for as long as the attempts are taken at once, at most
 * `count` of them, and says how many that was: the attempt after them is one for `attempt`.
 */
export function fillRun(
  words: Int32Array,
  position: number,
  out: Float64Array,
  offset: number,
  count: number,
  factor: number,
): number {
  const edges = EDGES;
  for (let i = 0, p = position; i < count; i++, p += 2) {
    const first = words[p];
    const edge = (first & 255) << 1;
    const j = point(first, words[p + 1]);
    if (Math.abs(j) >= edges[edge]) return i;
    out[offset + i] = factor * (j * edges[edge + 1]);
  }
  return count;
}

/** The same with a factor for each: out_i = w_i x_i. */
export function fillWeightedRun(
  words: Int32Array,
  position: number,
  out: Float64Array,
  offset: number,
  count: number,
  weights: Float64Array,
  weightsOffset: number,
): number {
  const edges = EDGES;
  for (let i = 0, p = position; i < count; i++, p += 2) {
    const first = words[p];
    const edge = (first & 255) << 1;
    const j = point(first, words[p + 1]);
    if (Math.abs(j) >= edges[edge]) return i;
    out[offset + i] = weights[weightsOffset + i] * (j * edges[edge + 1]);
  }
  return count;
}

/** An attempt in full: a normal, or NaN if the point is refused. Takes more words from `source` if it has to. */
export function attempt(first: number, second: number, source: { uniform(): number }): number {
  const layer = first & 255;
  const j = point(first, second);
  const x = j * EDGES[2 * layer + 1];
  return Math.abs(j) < EDGES[2 * layer] ? x : settle(layer, x, source);
}

/** The rarer half of an attempt, x being outside of the next layer's edge. */
function settle(layer: number, x: number, source: { uniform(): number }): number {
  if (layer === 0) return x < 0 ? -tail(source) : tail(source);
  const below = HEIGHT[layer];
  const height = below + source.uniform() * (HEIGHT[layer + 1] - below);
  return height < exp(-0.5 * x * x) ? x : Number.NaN;
}

/** A normal given that it exceeds r: r + a is taken with probability e^{−a²/2}, a exponential with mean 1/r. */
function tail(source: { uniform(): number }): number {
  for (;;) {
    const beyond = -log(1 - source.uniform()) / TAIL_START;
    const height = -log(1 - source.uniform());
    if (height + height > beyond * beyond) return TAIL_START + beyond;
  }
}
