/*
 * Slow and obvious twins of the generator and of the normals, to compare with bit for bit; broken on request, so that
 * the tests of the law can show that they notice.
 */
import { exp, log } from "../../../sde/kernels/index.js";
import { EDGE, HEIGHT, TAIL_START } from "../../../sde/random/ziggurat.js";

/** xoshiro128++ of one lane on unsigned numbers, after the published definition. */
export function plainLane(seed: readonly number[]): () => number {
  const s = seed.map((word) => word >>> 0);
  const rotate = (x: number, k: number): number => ((x << k) | (x >>> (32 - k))) >>> 0;
  return () => {
    const result = (rotate((s[0] + s[3]) >>> 0, 7) + s[0]) >>> 0;
    const t = (s[1] << 9) >>> 0;
    s[2] = (s[2] ^ s[0]) >>> 0;
    s[3] = (s[3] ^ s[1]) >>> 0;
    s[1] = (s[1] ^ s[2]) >>> 0;
    s[0] = (s[0] ^ s[3]) >>> 0;
    s[2] = (s[2] ^ t) >>> 0;
    s[3] = rotate(s[3], 11);
    return result;
  };
}

/** The words of a stream state: round r takes one word of each lane, in order. */
export function plainWords(state: readonly number[]): () => number {
  const lanes = [0, 1, 2, 3].map((lane) => plainLane([0, 4, 8, 12].map((w) => state[w + lane])));
  let taken = 0;
  return () => lanes[taken++ % 4]();
}

/** What can be wrong with a ziggurat. */
export type Fault = "none" | "wedge always taken" | "wedge never taken" | "bare exponential tail" | "no tail";

/** Normals from words, one rule after the other. */
export function plainNormals(word: () => number, fault: Fault = "none"): () => number {
  const uniform = (): number => {
    const high = word() >>> 11;
    return (high * 2 ** 32 + word()) / 2 ** 53;
  };
  const tail = (): number => {
    if (fault === "no tail") return TAIL_START;
    for (;;) {
      const beyond = -log(1 - uniform()) / TAIL_START;
      const height = -log(1 - uniform());
      if (2 * height > beyond * beyond || fault === "bare exponential tail") return TAIL_START + beyond;
    }
  };
  return () => {
    for (;;) {
      const first = word();
      const second = word();
      const layer = first % 256;
      const signed = Math.floor((first | 0) / 2048);
      const x = (signed * 2 ** 32 + second + 0.5) * (EDGE[layer] / 2 ** 52);
      if (Math.abs(x) < EDGE[layer + 1]) return x;
      if (layer === 0) return Math.sign(x) * tail();
      const height = HEIGHT[layer] + uniform() * (HEIGHT[layer + 1] - HEIGHT[layer]);
      if (fault === "wedge always taken") return x;
      if (fault !== "wedge never taken" && height < exp(-0.5 * x * x)) return x;
    }
  };
}
