import { describe, expect, it } from "vitest";
import { kolmogorovSmirnov } from "../../../estimators/index.js";
import { createStreams } from "../../../sde/index.js";
import { erf } from "../../../sde/kernels/index.js";
import { KeyedStream } from "../../../sde/random/keyed.js";
import { expandKey, threefry } from "../../../sde/random/threefry.js";
import { plainLane, plainNormals } from "./plain.js";

const keyed = (block = 4) => new KeyedStream(1, "keyed", 3, block);
const normals = (stream: KeyedStream, count: number): number[] => {
  const out = new Float64Array(count);
  stream.fillNormals(out, 0, count);
  return Array.from(out);
};

/** The words of (first, second), by the rule. */
function plainStream(first: number, second: number): () => number {
  const stream = createStreams(1, "keyed").stream(3);
  const state = new Int32Array(4);
  const halves = [first, second].flatMap((index) => [index % 2 ** 32, Math.floor(index / 2 ** 32)]);
  const key = expandKey(Array.from({ length: 4 }, () => stream.next()));
  threefry(key, halves[0], halves[1], halves[2], halves[3], state);
  return plainLane(Array.from(state));
}

describe("a keyed stream", () => {
  const pairs = [
    [0, 0],
    [1, 0],
    [0, 1],
    [2 ** 32 + 5, 7],
    [7, 2 ** 41 + 5],
  ] as const;

  it("is xoshiro128++ begun at Threefry's image of the key and the two numbers", () => {
    const stream = keyed();
    for (const [first, second] of pairs) {
      const plain = plainStream(first, second);
      stream.begin(first, second);
      expect(Array.from({ length: 11 }, () => stream.next() >>> 0)).toEqual(
        Array.from({ length: 11 }, () => plain()),
      );
    }
  });

  it("gives the normals of these words, whatever its block and in whatever pieces", () => {
    for (const [first, second] of pairs) {
      const plain = plainNormals(plainStream(first, second));
      const expected = Array.from({ length: 300 }, plain);
      for (const block of [2, 4, 16, 256])
        expect(normals(keyed(block).begin(first, second), 300)).toEqual(expected);
      const stream = keyed().begin(first, second);
      expect([...normals(stream, 1), ...normals(stream, 3), ...normals(stream, 296)]).toEqual(expected);
    }
  });

  it("scales them by the factor, at the place asked for", () => {
    const out = new Float64Array(5);
    keyed().begin(1, 2).fillNormals(out, 1, 3, 0.5);
    expect(Array.from(out)).toEqual([0, ...normals(keyed().begin(1, 2), 3).map((value) => value / 2), 0]);
  });

  it("begins anew whatever was drawn before, and differs for every seed, purpose, member and pair", () => {
    const stream = keyed();
    const first = normals(stream.begin(5, 0), 3);
    normals(stream.begin(6, 0), 2);
    stream.begin(5, 0).next();
    expect(normals(stream.begin(5, 0), 3)).toEqual(first);
    const others = [
      keyed().begin(0, 5),
      keyed().begin(5, 1),
      new KeyedStream(2, "keyed", 3, 4).begin(5, 0),
      new KeyedStream(1, "other", 3, 4).begin(5, 0),
      new KeyedStream(1, "keyed", 4, 4).begin(5, 0),
    ].map((other) => normals(other, 1)[0]);
    expect(new Set([first[0], ...others]).size).toBe(6);
  });
});

describe("numbers of neighbouring keys", () => {
  const count = 20_000;
  const stream = keyed();
  const values = Array.from({ length: count }, (_, i) => normals(stream.begin(2 ** 20 + i, 0), 2));
  const cdf = (x: number) => 0.5 * (1 + erf(x / Math.SQRT2));

  it("are normal", () => {
    for (const column of [0, 1])
      expect(
        kolmogorovSmirnov(
          values.map((row) => row[column]),
          cdf,
        ).pValue,
      ).toBeGreaterThan(1e-4);
  });

  it("are uncorrelated with each other, with the other number of their key, and with their parent's and sibling's", () => {
    const parents = Array.from({ length: count }, (_, i) => normals(stream.begin((2 ** 20 + i) >> 1, 0), 2));
    const z = (product: (i: number) => number) => {
      let sum = 0;
      for (let i = 0; i < count - 1; i++) sum += product(i);
      return Math.abs(sum) / Math.sqrt(count - 1);
    };
    expect(z((i) => values[i][0] * values[i][1])).toBeLessThan(4.5);
    expect(z((i) => values[i][0] * values[i + 1][0])).toBeLessThan(4.5);
    expect(z((i) => values[i][1] * values[i + 1][0])).toBeLessThan(4.5);
    expect(z((i) => values[i][0] * parents[i][0])).toBeLessThan(4.5);
    expect(z((i) => values[i][1] * parents[i][1])).toBeLessThan(4.5);
    // What a key that forgets its last bit would do.
    expect(z((i) => values[i & ~1][0] * values[i][0])).toBeGreaterThan(4.5);
  });
});
