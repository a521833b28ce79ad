/*
 * Threefry-4×32 with 20 rounds: a one-to-one map of 128 bits, the counter c, for each key k of 128 bits, in which every
 * bit of either looks to have decided every bit of the result. Random words by name: without a state, and without those
 * before them.
 *
 *   x ← c + k;   in each round two mixes (a, b) ← (a + b, rotl(b, R) ⊕ (a + b)), of (x0, x1) and (x2, x3) in even
 *   rounds, of (x0, x3) and (x2, x1) in odd ones; after rounds 4s, x ← x + (k_s, k_{s+1}, k_{s+2}, k_{s+3} + s), indices
 *   mod 5, k_4 = 0x1BD11BDA ⊕ k_0 ⊕ k_1 ⊕ k_2 ⊕ k_3
 *
 *   R: 10 26, 11 21, 13 27, 23 5, 6 20, 17 11, 25 10, 18 20, and again from the first after eight rounds
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */

/** k_0 … k_4 and k_0 … k_3 again, from a key's four words. */
export function expandKey(words: ArrayLike<number>): Int32Array {
  const [k0, k1, k2, k3] = [words[0], words[1], words[2], words[3]];
  const k4 = 0x1bd11bda ^ k0 ^ k1 ^ k2 ^ k3;
  return Int32Array.of(k0, k1, k2, k3, k4, k0, k1, k2, k3);
}

/** Overwrites `out` with the four words that the counter (c0, c1, c2, c3) becomes. */
export function threefry(
  key: Int32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  out: Int32Array,
): void {
  let x0 = (c0 + key[0]) | 0;
  let x1 = (c1 + key[1]) | 0;
  let x2 = (c2 + key[2]) | 0;
  let x3 = (c3 + key[3]) | 0;
  for (let s = 1; s <= 5; s++) {
    if (s % 2 === 1) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 10) | (x1 >>> 22)) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << 26) | (x3 >>> 6)) ^ x2;
      x0 = (x0 + x3) | 0;
      x3 = ((x3 << 11) | (x3 >>> 21)) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << 21) | (x1 >>> 11)) ^ x2;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << 27) | (x3 >>> 5)) ^ x2;
      x0 = (x0 + x3) | 0;
      x3 = ((x3 << 23) | (x3 >>> 9)) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << 5) | (x1 >>> 27)) ^ x2;
    } else {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << 20) | (x3 >>> 12)) ^ x2;
      x0 = (x0 + x3) | 0;
      x3 = ((x3 << 17) | (x3 >>> 15)) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << 11) | (x1 >>> 21)) ^ x2;
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 25) | (x1 >>> 7)) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << 10) | (x3 >>> 22)) ^ x2;
      x0 = (x0 + x3) | 0;
      x3 = ((x3 << 18) | (x3 >>> 14)) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << 20) | (x1 >>> 12)) ^ x2;
    }
    x0 = (x0 + key[s]) | 0;
    x1 = (x1 + key[s + 1]) | 0;
    x2 = (x2 + key[s + 2]) | 0;
    x3 = (x3 + key[s + 3] + s) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
