import { MersenneTwister19937 } from "random-js";
import { type Seed, seedNumber } from "./seed.js";
import { type Stream, XoshiroStream } from "./stream.js";
import { STATE_WORDS } from "./xoshiro.js";

/** A family of independent streams; `stream(index)` depends on the seed, the purpose and the index, and on nothing else. */
export interface Streams {
  stream(index: number): Stream;
}

function finalise(x: number): number {
  x ^= x >>> 17;
  x = Math.imul(x, 0xed5ad4bb);
  x ^= x >>> 11;
  x = Math.imul(x, 0xac4c1b51);
  x ^= x >>> 15;
  x = Math.imul(x, 0x31848bab);
  return x ^ (x >>> 14);
}

/** Streams for a seed and a purpose. */
export function createStreams(seed: Seed, purpose: string): Streams {
  const number = seedNumber(seed);
  const units = Array.from(purpose, (_, i) => purpose.charCodeAt(i));
  const engine = MersenneTwister19937.seedWithArray([number | 0, Math.floor(number / 4294967296), ...units]);
  const key = Int32Array.from({ length: STATE_WORDS }, () => engine.next());
  return {
    stream(index: number): Stream {
      const low = index | 0;
      const high = Math.floor(index / 4294967296);
      const state = new Int32Array(STATE_WORDS);
      for (let j = 0; j < STATE_WORDS; j++) {
        let h = finalise(low ^ key[j]);
        h = finalise(h ^ finalise(high + key[(j + 5) & 15]));
        state[j] = finalise(h + key[(j + 11) & 15]);
      }
      return new XoshiroStream(state);
    },
  };
}
