/*
 * xoshiro128++ in four independent lanes.
 *
 *   result = rotl(s0 + s3, 7) + s0;   t = s1 << 9;
 *   s2 ^= s0;  s3 ^= s1;  s1 ^= s2;  s0 ^= s3;  s2 ^= t;  s3 = rotl(s3, 11)
 *
 * Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021.
 * The state is 16 int32: state[4·w + lane] is word w of a lane, so a four-lane SIMD register holds one w.
 * Round r gives the words 4r … 4r+3 from lanes 0, 1, 2, 3.
 */

/** Words of state: four lanes of four. */
export const STATE_WORDS = 16;

/**
 * Writes `count` words (a multiple of 16) to `out` from index 0 on and moves the state past them. One lane at a time
 * in local variables, four rounds to a turn of the loop: the fastest of the layouts tried that keep the word order.
 */
export function fillWords(state: Int32Array, out: Int32Array, count: number): void {
  for (let lane = 0; lane < 4; lane++) {
    let s0 = state[lane];
    let s1 = state[4 + lane];
    let s2 = state[8 + lane];
    let s3 = state[12 + lane];
    for (let i = lane; i < count; i += 16) {
      let sum = (s0 + s3) | 0;
      out[i] = ((sum << 7) | (sum >>> 25)) + s0;
      let shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      sum = (s0 + s3) | 0;
      out[i + 4] = ((sum << 7) | (sum >>> 25)) + s0;
      shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      sum = (s0 + s3) | 0;
      out[i + 8] = ((sum << 7) | (sum >>> 25)) + s0;
      shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      sum = (s0 + s3) | 0;
      out[i + 12] = ((sum << 7) | (sum >>> 25)) + s0;
      shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
    }
    state[lane] = s0;
    state[4 + lane] = s1;
    state[8 + lane] = s2;
    state[12 + lane] = s3;
  }
}

/** The words of one lane alone, state (s0, s1, s2, s3): fills `out` and moves the state past them. */
export function fillLane(state: Int32Array, out: Int32Array): void {
  let s0 = state[0];
  let s1 = state[1];
  let s2 = state[2];
  let s3 = state[3];
  for (let i = 0; i < out.length; i++) {
    const sum = (s0 + s3) | 0;
    out[i] = ((sum << 7) | (sum >>> 25)) + s0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
  }
  state[0] = s0;
  state[1] = s1;
  state[2] = s2;
  state[3] = s3;
}
