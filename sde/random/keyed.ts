/*
 * Streams of a few numbers each, keyed by two integers, one at a time in place: a path that draws some normals for
 * every node of a tree wants no array for each, nor the 512 words that a stream of `createStreams` makes at a time.
 *
 * The key of a family is the first four words of stream number `member` of createStreams(seed, purpose). The stream of
 * (first, second) is xoshiro128++ in one lane, begun at the four words that Threefry makes of that key and the counter
 * (first mod 2^32, ⌊first/2^32⌋, second mod 2^32, ⌊second/2^32⌋).
 */
import { attempt, fillRun } from "./normal.js";
import type { Seed } from "./seed.js";
import { fraction, type Stream } from "./stream.js";
import { createStreams } from "./streams.js";
import { expandKey, threefry } from "./threefry.js";
import { fillLane } from "./xoshiro.js";

const TWO_32 = 4294967296;

export class KeyedStream implements Pick<Stream, "next" | "uniform" | "fillNormals"> {
  readonly #key: Int32Array;
  readonly #state = new Int32Array(4);
  readonly #words: Int32Array;
  #position: number;

  /** `block`: words made at a time, an even number. It decides speed alone. */
  constructor(seed: Seed, purpose: string, member: number, block: number) {
    const stream = createStreams(seed, purpose).stream(member);
    this.#key = expandKey(Array.from({ length: 4 }, () => stream.next()));
    this.#words = new Int32Array(block);
    this.#position = block;
  }

  /** Goes to the beginning of the stream of two integers 0 … 2^53−1, whose order matters. */
  begin(first: number, second: number): this {
    const state = this.#state;
    threefry(
      this.#key,
      first | 0,
      Math.floor(first / TWO_32),
      second | 0,
      Math.floor(second / TWO_32),
      state,
    );
    // A lane of zeros would stay there.
    if ((state[0] | state[1] | state[2] | state[3]) === 0) state[0] = 1;
    this.#position = this.#words.length;
    return this;
  }

  next(): number {
    if (this.#position === this.#words.length) this.#refill();
    return this.#words[this.#position++];
  }

  uniform(): number {
    return fraction(this.next(), this.next());
  }

  /** Writes `count` standard normals, times `factor`, to `out` from `offset` on. */
  fillNormals(out: Float64Array, offset: number, count: number, factor = 1): void {
    const end = offset + count;
    let i = offset;
    while (i < end) {
      if (this.#position === this.#words.length) this.#refill();
      const pairs = (this.#words.length - this.#position) >> 1;
      const taken = fillRun(this.#words, this.#position, out, i, Math.min(pairs, end - i), factor);
      this.#position += 2 * taken;
      i += taken;
      if (i === end) return;
      if (this.#position === this.#words.length) continue;
      // Not taken at once, or the two words lie in two blocks.
      const value = attempt(this.next(), this.next(), this);
      if (!Number.isNaN(value)) out[i++] = factor * value;
    }
  }

  #refill(): void {
    fillLane(this.#state, this.#words);
    this.#position = 0;
  }
}
