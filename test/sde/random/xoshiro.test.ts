import { describe, expect, it } from "vitest";
import { fillLane, fillWords } from "../../../sde/random/xoshiro.js";
import { plainLane, plainWords } from "./plain.js";

/** All four lanes at the same state. */
const fourfold = (lane: readonly number[]): Int32Array =>
  Int32Array.from({ length: 16 }, (_, i) => lane[Math.floor(i / 4)]);

/** Words as the generator's authors print them, without sign. */
const unsigned = (words: Int32Array): number[] => Array.from(words, (word) => word >>> 0);
const laneZero = (words: Int32Array): number[] => unsigned(words.filter((_, i) => i % 4 === 0));

describe("xoshiro128++", () => {
  it("gives the words of the authors' C program from its state 964d4a0c d40ab895 ad7fdecb 3006f0f0", () => {
    // Published with github.com/edorfaus/xoshiro-6502 as made by the reference implementation.
    const words = new Int32Array(16);
    fillWords(fourfold([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0]), words, 16);
    expect(laneZero(words)).toEqual([0xc06ac86f, 0xb459c753, 0xaa04c486, 0xb3fb785a]);
  });

  it("gives them from one lane alone, and goes on from there", () => {
    const state = Int32Array.of(0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0);
    const plain = plainLane(Array.from(state));
    const words = new Int32Array(7);
    for (let round = 0; round < 3; round++) {
      fillLane(state, words);
      expect(unsigned(words)).toEqual(Array.from({ length: 7 }, () => plain()));
    }
  });

  it("is where PHP's own test expects it after 102 400 words from 1 2 3 4", () => {
    // php-src, ext/random/tests/02_engine/user_xoshiro128plusplus.phpt: bytes fa 3c 87 2c, lowest first.
    const words = new Int32Array(1024);
    const state = fourfold([1, 2, 3, 4]);
    for (let block = 0; block < 400; block++) fillWords(state, words, 1024);
    fillWords(state, words, 16);
    expect(words[0]).toBe(0x2c873cfa);
  });

  it("gives word r of lanes 0, 1, 2, 3 in round r, each lane the plain generator, in blocks of any size", () => {
    const state = Int32Array.from({ length: 16 }, (_, i) => Math.imul(i + 1, 0x9e3779b9));
    const expected = plainWords(Array.from(state));
    for (const count of [16, 512, 32, 1024]) {
      const words = new Int32Array(count);
      fillWords(state, words, count);
      expect(unsigned(words)).toEqual(Array.from({ length: count }, expected));
    }
  });

  it("differs from the generator without the rotation by 7 (negative control)", () => {
    const words = new Int32Array(16);
    fillWords(fourfold([1, 2, 3, 4]), words, 16);
    const lane = plainLane([1, 2, 3, 4]);
    expect(laneZero(words)).toEqual([lane(), lane(), lane(), lane()]);
    expect(words[0]).toBe(641); // rotl(1 + 4, 7) + 1
    expect(words[0]).not.toBe(1 + 4 + 1);
  });
});
