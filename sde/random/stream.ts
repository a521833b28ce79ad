import type { Engine } from "random-js";
import { InputError } from "../../estimators/index.js";
import { requireKeys, show } from "../../estimators/input/index.js";
import { attempt, fillRun, fillWeightedRun } from "./normal.js";
import { fillWords, STATE_WORDS } from "./xoshiro.js";

/**
 * Where a stream stands, as plain data: the 16 words of the generator at some point (state[4·w + lane]), and how many
 * words it has given since.
 */
export interface StreamState {
  readonly words: readonly number[];
  readonly position: number;
}

/**
 * An endless sequence of random words; every draw takes the next ones, in order. It is a random-js engine as well, so
 * that the distributions of random-js work on it: `integer(0, 9)(stream)`.
 */
export interface Stream extends Engine {
  /** The next word, an integer −2^31 … 2^31−1. */
  next(): number;
  /** Uniform on [0, 1): a multiple of 2^−53, from two words. */
  uniform(): number;
  /** A standard normal, from two words or more. */
  normal(): number;
  /** Writes `count` normals, times `factor` (default 1), to `out` from `offset` on: the very ones that `normal()` would give. */
  fillNormals(out: Float64Array, offset: number, count: number, factor?: number): void;
  /** The same with a factor for each: out_i = w_i ξ_i, the weights from `weightsOffset` on. */
  fillWeightedNormals(
    out: Float64Array,
    offset: number,
    count: number,
    weights: Float64Array,
    weightsOffset: number,
  ): void;
  /** An independent copy that gives the same numbers from here on. */
  clone(): Stream;
  /** Where the stream stands, as plain data for `restoreStream`. */
  save(): StreamState;
}

/** Words made at a time. It decides speed alone: no draw depends on it. */
const BLOCK = 512;

/** 53 bits as a number in [0, 1): the upper 21 of the first word above the 32 of the second. */
export function fraction(first: number, second: number): number {
  return ((first >>> 11) * 4294967296 + (second >>> 0)) * EPSILON;
}

/** 2^−53. */
const EPSILON = Number.EPSILON / 2;

/** The stream of a generator state; the constructor copies it. */
export class XoshiroStream implements Stream {
  /** The generator's state when the current block was begun, and after it. */
  readonly #begun = new Int32Array(STATE_WORDS);
  readonly #state = new Int32Array(STATE_WORDS);
  readonly #words = new Int32Array(BLOCK);
  #position = BLOCK;

  constructor(state: ArrayLike<number>) {
    this.restart(state);
  }

  /** Turns this into the stream of a generator state, at its beginning. */
  restart(state: ArrayLike<number>): void {
    this.#begun.set(state);
    this.#state.set(state);
    this.#position = BLOCK;
  }

  #refill(): void {
    this.#begun.set(this.#state);
    fillWords(this.#state, this.#words, BLOCK);
    this.#position = 0;
  }

  next(): number {
    if (this.#position === BLOCK) this.#refill();
    return this.#words[this.#position++];
  }

  uniform(): number {
    const position = this.#position;
    if (position > BLOCK - 2) return fraction(this.next(), this.next());
    this.#position = position + 2;
    return fraction(this.#words[position], this.#words[position + 1]);
  }

  normal(): number {
    for (;;) {
      const position = this.#position;
      let value: number;
      if (position > BLOCK - 2) value = attempt(this.next(), this.next(), this);
      else {
        this.#position = position + 2;
        value = attempt(this.#words[position], this.#words[position + 1], this);
      }
      if (!Number.isNaN(value)) return value;
    }
  }

  fillNormals(out: Float64Array, offset: number, count: number, factor = 1): void {
    const end = offset + count;
    let i = offset;
    while (i < end) {
      if (this.#position === BLOCK) this.#refill();
      const pairs = (BLOCK - this.#position) >> 1;
      const taken = fillRun(this.#words, this.#position, out, i, Math.min(pairs, end - i), factor);
      this.#position += 2 * taken;
      i += taken;
      if (i === end) return;
      if (this.#position === BLOCK) continue;
      // Not taken at once, or the two words lie in two blocks.
      const value = attempt(this.next(), this.next(), this);
      if (!Number.isNaN(value)) out[i++] = factor * value;
    }
  }

  fillWeightedNormals(
    out: Float64Array,
    offset: number,
    count: number,
    weights: Float64Array,
    weightsOffset: number,
  ): void {
    let i = 0;
    while (i < count) {
      if (this.#position === BLOCK) this.#refill();
      const pairs = (BLOCK - this.#position) >> 1;
      const due = Math.min(pairs, count - i);
      const taken = fillWeightedRun(
        this.#words,
        this.#position,
        out,
        offset + i,
        due,
        weights,
        weightsOffset + i,
      );
      this.#position += 2 * taken;
      i += taken;
      if (i === count) return;
      if (this.#position === BLOCK) continue;
      const value = attempt(this.next(), this.next(), this);
      if (Number.isNaN(value)) continue;
      out[offset + i] = weights[weightsOffset + i] * value;
      i++;
    }
  }

  clone(): Stream {
    const copy = new XoshiroStream(this.#begun);
    copy.#state.set(this.#state);
    copy.#words.set(this.#words);
    copy.#position = this.#position;
    return copy;
  }

  save(): StreamState {
    if (this.#position === BLOCK) return { words: Array.from(this.#state), position: 0 };
    return { words: Array.from(this.#begun), position: this.#position };
  }
}

/**
 * The stream that `save` described, at the same place.
 *
 * @throws InputError if the state is not one that `save` gives.
 *
 * @example
 * ```ts
 * import { createStreams, restoreStream } from "homogenized-sgd/sde";
 * const stream = createStreams(1, "example").stream(0);
 * const saved = stream.save();
 * const value = stream.normal();
 * restoreStream(saved).normal() === value; // => true
 * ```
 */
export function restoreStream(state: StreamState): Stream {
  requireKeys("the state of a stream", state, ["words", "position"], "state");
  const { words, position } = state;
  if (!(Array.isArray(words) && words.length === STATE_WORDS && words.every((word) => (word | 0) === word))) {
    throw new InputError(
      `The state of a stream has to hold ${STATE_WORDS} integers of 32 bits in "words"; hand over what save() gave.`,
    );
  }
  if (!(Number.isInteger(position) && position >= 0 && position <= BLOCK)) {
    throw new InputError(
      `The state of a stream has the position ${show(position)}, but it must be an integer from 0 to ${BLOCK}; hand over what save() gave.`,
    );
  }
  const stream = new XoshiroStream(words);
  for (let i = 0; i < position; i++) stream.next();
  return stream;
}
