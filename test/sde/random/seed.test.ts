import { MersenneTwister19937 } from "random-js";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { createStreams, type Seed, seedNumber } from "../../../sde/random/index.js";

describe("seedNumber", () => {
  it("is the identity on integers 0 … 2^53−1", () => {
    for (const seed of [0, 1, 2 ** 32, Number.MAX_SAFE_INTEGER]) expect(seedNumber(seed)).toBe(seed);
  });

  it("takes two draws of an engine: 21 bits above 32", () => {
    const draws = [-1, -2];
    expect(seedNumber({ next: () => draws.shift() as number })).toBe(0x1fffff * 2 ** 32 + 0xfffffffe);
    expect(draws).toEqual([]);
    const engine = MersenneTwister19937.seed(5);
    const first = seedNumber(engine);
    expect(engine.getUseCount()).toBe(2);
    expect(seedNumber(engine)).not.toBe(first);
    expect(createStreams(MersenneTwister19937.seed(5), "a").stream(0).normal()).toBe(
      createStreams(first, "a").stream(0).normal(),
    );
  });

  it("refuses everything else in one sentence", () => {
    for (const seed of [-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => seedNumber(seed)).toThrow(
        new InputError(
          `The seed is ${seed}, but it must be an integer from 0 to 2^53−1 or a random-js engine; give one of these.`,
        ),
      );
    }
    for (const seed of ["1", null, {}, undefined]) {
      expect(() => seedNumber(seed as unknown as Seed)).toThrow(InputError);
    }
  });
});
