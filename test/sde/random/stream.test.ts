import { integer, Random } from "random-js";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { createStreams, restoreStream, type Stream } from "../../../sde/random/index.js";
import { plainNormals, plainWords } from "./plain.js";

const fresh = (index = 0): Stream => createStreams(3, "stream").stream(index);
const normals = (stream: Stream, count: number): number[] => {
  const out = new Float64Array(count);
  stream.fillNormals(out, 0, count);
  return Array.from(out);
};

describe("a stream", () => {
  it("gives one sequence, however the draws are cut into pieces", () => {
    const whole = normals(fresh(), 5000);
    const single = fresh();
    expect(Array.from({ length: 5000 }, () => single.normal())).toEqual(whole);
    const pieces = fresh();
    const parts: number[] = [];
    for (let size = 0; parts.length < 5000; size = (size + 7) % 300) parts.push(...normals(pieces, size));
    expect(parts.slice(0, 5000)).toEqual(whole);
  });

  it("is the plain twin's, also where words, uniforms and normals alternate", () => {
    const stream = fresh();
    const word = plainWords(stream.save().words);
    const normal = plainNormals(word);
    for (let i = 0; i < 3000; i++) {
      // A single word in between puts the pairs across the ends of blocks.
      if (i % 5 === 0) expect(stream.next()).toBe(word() | 0);
      if (i % 3 === 0) {
        const high = word() >>> 11;
        expect(stream.uniform()).toBe((high * 2 ** 32 + word()) / 2 ** 53);
      }
      expect(normals(stream, 3)).toEqual([normal(), normal(), normal()]);
      expect(stream.normal()).toBe(normal());
    }
  });

  it("fills only the place it is given", () => {
    const out = new Float64Array(10).fill(7);
    fresh().fillNormals(out, 3, 4);
    expect(Array.from(out.filter((x) => x === 7))).toHaveLength(6);
    expect(Array.from(out.subarray(3, 7))).toEqual(normals(fresh(), 4));
    fresh().fillNormals(out, 10, 0);
  });

  it("multiplies by a factor, or by a weight for each, after the draw", () => {
    const plain = normals(fresh(), 3000);
    const scaled = new Float64Array(3000);
    fresh().fillNormals(scaled, 0, 3000, 0.3);
    expect(Array.from(scaled)).toEqual(plain.map((x) => 0.3 * x));
    const weights = Float64Array.from({ length: 3010 }, (_, i) => 1 + i / 7);
    const weighted = new Float64Array(3005);
    fresh().fillWeightedNormals(weighted, 5, 3000, weights, 10);
    expect(Array.from(weighted.subarray(5))).toEqual(plain.map((x, i) => weights[10 + i] * x));
  });

  it("uniforms lie in [0, 1), their mean and variance within 5 standard errors", () => {
    const stream = fresh();
    const n = 200_000;
    let [sum, squares, least, most] = [0, 0, 1, 0];
    for (let i = 0; i < n; i++) {
      const u = stream.uniform();
      sum += u - 0.5;
      squares += (u - 0.5) ** 2 - 1 / 12;
      least = Math.min(least, u);
      most = Math.max(most, u);
    }
    expect(Math.abs(sum / n)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(squares / n)).toBeLessThan(5 * Math.sqrt(1 / 180 / n));
    expect(least).toBeGreaterThanOrEqual(0);
    expect(most).toBeLessThan(1);
    expect(most - least).toBeGreaterThan(1 - 30 / n);
  });

  it("clones and restores exactly, at any place in a block, through JSON", () => {
    const stream = fresh();
    for (const step of [0, 1, 511, 1, 255, 300, 513, 1024, 7]) {
      for (let i = 0; i < step; i++) stream.next();
      const copies = [stream.clone(), restoreStream(JSON.parse(JSON.stringify(stream.save())))];
      const expected = normals(stream.clone(), 600);
      for (const copy of copies) expect(normals(copy, 600)).toEqual(expected);
    }
    const [clone, original] = [stream.clone(), stream.save()];
    clone.next();
    expect(stream.save()).toEqual(original);
  });

  it("serves random-js as an engine", () => {
    const random = new Random(fresh());
    const die = integer(1, 6);
    const stream = fresh();
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 60_000; i++) counts[die(stream) - 1]++;
    // Binomial(60000, 1/6): standard deviation 91.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * 91.3);
    expect(random.integer(1, 6)).toBe(die(fresh()));
  });

  it("refuses what save() did not give", () => {
    expect(() => restoreStream({ words: [1, 2], position: 0 })).toThrow(InputError);
    expect(() => restoreStream({ words: new Array(16).fill(0.5), position: 0 })).toThrow(
      'The state of a stream has to hold 16 integers of 32 bits in "words"; hand over what save() gave.',
    );
    expect(() => restoreStream({ words: new Array(16).fill(1), position: Number.NaN })).toThrow(
      "The state of a stream has the position NaN",
    );
  });
});
