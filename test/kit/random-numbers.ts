import { MersenneTwister19937 } from "random-js";

/** Seeded random numbers that owe nothing to the engine under test. */
export function randomNumbers(seed: number): { uniform(): number; normal(): number } {
  const engine = MersenneTwister19937.seed(seed);
  // 52 bits and a half, so that the logarithm below never meets 0.
  const uniform = () => ((engine.next() >>> 0) * 2 ** 20 + (engine.next() >>> 12) + 0.5) / 2 ** 52;
  return {
    uniform,
    /** Box–Muller, its first half. */
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}
