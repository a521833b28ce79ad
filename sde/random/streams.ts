import { MersenneTwister19937 } from "random-js";
import { InputError } from "../../estimators/index.js";
import { requireText, show } from "../../estimators/input/index.js";
import { type Seed, seedNumber } from "./seed.js";
import { type Stream, XoshiroStream } from "./stream.js";
import { STATE_WORDS } from "./xoshiro.js";

/** A family of streams: `stream(index)` depends on the seed, the purpose and the index, and on nothing else. */
export interface Streams {
  /**
   * Stream number `index`, an integer 0 … 2^53−1, at its beginning. `spare`, a stream made here that is no longer needed,
   * is turned into it; so many streams in turn take the memory of one.
   */
  stream(index: number, spare?: Stream): Stream;
}

/**
 * Streams keyed by (seed, purpose, index): taking one more changes no other, and the order of taking them does not
 * matter. Two purposes give unrelated families. If the seed is a random-js engine, each call takes two draws of it.
 *
 * The construction: a Mersenne Twister, seeded by array with the seed's lower 32 bits, its upper 21 and the purpose's
 * UTF-16 code units, draws a key of 16 words once. Word j of a generator state is a chain of finalisers F on 32 bits
 * over the index's halves (low, high) and three words of the key,
 *
 *   F(F(F(low ⊕ key_j) ⊕ F(high + key_{j+5})) + key_{j+11}),   indices of key mod 16,
 *
 * one-to-one in `low` for every `high` and the reverse, so that indices that share a half differ in every word.
 *
 * @throws InputError if the seed is neither an integer 0 … 2^53−1 nor an engine, or an index is not such an integer.
 *
 * @example
 * ```ts
 * import { createStreams } from "homogenized-sgd/sde";
 * const streams = createStreams(1, "example");
 * streams.stream(5).normal() === streams.stream(5).normal(); // => true
 * streams.stream(5).normal() === streams.stream(6).normal(); // => false
 * ```
 */
export function createStreams(seed: Seed, purpose: string): Streams {
  requireText("purpose", purpose);
  const key = streamKey(seedNumber(seed), purpose);
  const state = new Int32Array(STATE_WORDS);
  return {
    stream(index: number, spare?: Stream): Stream {
      if (!(Number.isInteger(index) && index >= 0 && index <= Number.MAX_SAFE_INTEGER)) {
        throw new InputError(
          `The stream's index is ${show(index)}, but it must be an integer from 0 to 2^53−1.`,
        );
      }
      writeState(key, index, state);
      if (!(spare instanceof XoshiroStream)) return new XoshiroStream(state);
      spare.restart(state);
      return spare;
    },
  };
}

function streamKey(seed: number, purpose: string): Int32Array {
  const units = Array.from({ length: purpose.length }, (_, i) => purpose.charCodeAt(i));
  const twister = MersenneTwister19937.seedWithArray([seed | 0, Math.floor(seed / 4294967296), ...units]);
  return Int32Array.from({ length: STATE_WORDS }, () => twister.next());
}

function writeState(key: Int32Array, index: number, state: Int32Array): void {
  const low = index | 0;
  const high = Math.floor(index / 4294967296);
  for (let j = 0; j < STATE_WORDS; j++) {
    const mixed = finalise(low ^ key[j]) ^ finalise(high + key[(j + 5) & 15]);
    state[j] = finalise(finalise(mixed) + key[(j + 11) & 15]);
  }
  // A lane of zeros would stay there.
  for (let lane = 0; lane < 4; lane++) {
    if ((state[lane] | state[4 + lane] | state[8 + lane] | state[12 + lane]) === 0) state[lane] = lane + 1;
  }
}

/** A one-to-one map of 32 bits in which every input bit turns every output bit with probability very near ½: "triple32" of C. Wellons, Hash Prospector (public domain). */
function finalise(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 17), 0xed5ad4bb);
  h = Math.imul(h ^ (h >>> 11), 0xac4c1b51);
  h = Math.imul(h ^ (h >>> 15), 0x31848bab);
  return h ^ (h >>> 14);
}
