import { describe, expect, it } from "vitest";
import { expandKey, threefry } from "../../../sde/random/threefry.js";

const image = (key: readonly number[], [c0, c1, c2, c3]: readonly number[]): number[] => {
  const out = new Int32Array(4);
  threefry(expandKey(key), c0, c1, c2, c3, out);
  return Array.from(out, (word) => word >>> 0);
};

describe("threefry 4×32-20", () => {
  const ones = [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff];

  it("gives the known answers of Random123, the authors' library", () => {
    expect(image([0, 0, 0, 0], [0, 0, 0, 0])).toEqual([0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8]);
    expect(image(ones, ones)).toEqual([0x2a881696, 0x57012287, 0xf6c7446e, 0xa16a6732]);
    // Digits of π.
    expect(
      image(
        [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89],
        [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      ),
    ).toEqual([0x59cd1dbb, 0xb8879579, 0x86b5d00c, 0xac8b6d84]);
  });

  it("turns half of the bits when one bit of the counter or of the key turns", () => {
    const base = [0x01234567, 0x89abcdef, 0x0f1e2d3c, 0x4b5a6978];
    const turned = (bit: number) => base.map((word, i) => (i === bit >> 5 ? word ^ (1 << (bit & 31)) : word));
    const ones32 = (word: number): number => (word === 0 ? 0 : (word & 1) + ones32(word >>> 1));
    const distance = (a: number[], b: number[]) =>
      a.reduce((sum, word, i) => sum + ones32((word ^ b[i]) >>> 0), 0);
    let total = 0;
    for (let bit = 0; bit < 128; bit++) {
      total += distance(image(base, base), image(base, turned(bit)));
      total += distance(image(base, base), image(turned(bit), base));
    }
    const tried = 256 * 128;
    expect(Math.abs(total - tried / 2)).toBeLessThan(4.5 * Math.sqrt(tried / 4));
  });
});
