import type { Engine } from "random-js";
import { exp, log } from "../kernels/index.js";
import { fillWords, STATE_WORDS } from "./xoshiro.js";
import { EDGE, HEIGHT, TAIL_START, WIDTH } from "./ziggurat.js";

/** Where a stream stands, as plain data: the generator's 16 words at the start of its current block, and how many words of the block are spent. */
export interface StreamState {
  readonly words: readonly number[];
  readonly position: number;
}

/** An endless sequence of random words; every draw takes the next ones, in order. It is a random-js engine as well. */
export interface Stream extends Engine {
  /** The next word, an int32. */
  next(): number;
  /** Uniform on [0, 1), 53 bits, two words. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Writes `count` standard normals to `out` from `offset` on: the same numbers that `normal()` would give. */
  fillNormals(out: Float64Array, offset: number, count: number): void;
  /** An independent copy that gives the same numbers from here on. */
  clone(): Stream;
  /** Where the stream stands, for `restoreStream`. */
  save(): StreamState;
}

const BLOCK = 512;

export class XoshiroStream implements Stream {
  private readonly state = new Int32Array(STATE_WORDS);
  private readonly blockState = new Int32Array(STATE_WORDS);
  private readonly words = new Int32Array(BLOCK);
  private position = BLOCK;

  constructor(state: ArrayLike<number>) {
    this.state.set(state);
    this.blockState.set(state);
  }

  next(): number {
    if (this.position === BLOCK) {
      this.blockState.set(this.state);
      fillWords(this.state, this.words, BLOCK);
      this.position = 0;
    }
    return this.words[this.position++];
  }

  uniform(): number {
    const high = this.next() >>> 11;
    const low = this.next() >>> 0;
    return (high * 4294967296 + low) * 2 ** -53;
  }

  normal(): number {
    for (;;) {
      const first = this.next();
      const low = this.next() >>> 0;
      const layer = first & 255;
      const x = ((first >> 11) * 4294967296 + low + 0.5) * WIDTH[layer];
      if (Math.abs(x) < EDGE[layer + 1]) return x;
      if (layer === 0) {
        for (;;) {
          const beyond = -log(1 - this.uniform()) / TAIL_START;
          const height = -log(1 - this.uniform());
          if (height + height > beyond * beyond) return x < 0 ? -TAIL_START - beyond : TAIL_START + beyond;
        }
      }
      const height = HEIGHT[layer] + this.uniform() * (HEIGHT[layer + 1] - HEIGHT[layer]);
      if (height < exp(-0.5 * x * x)) return x;
    }
  }

  fillNormals(out: Float64Array, offset: number, count: number): void {
    for (let i = 0; i < count; i++) out[offset + i] = this.normal();
  }

  clone(): Stream {
    return restoreStream(this.save());
  }

  save(): StreamState {
    if (this.position === BLOCK) return { words: Array.from(this.state), position: 0 };
    return { words: Array.from(this.blockState), position: this.position };
  }
}

/** The stream that `save` described. */
export function restoreStream(state: StreamState): Stream {
  const stream = new XoshiroStream(state.words);
  for (let i = 0; i < state.position; i++) stream.next();
  return stream;
}
