import type { Engine } from "random-js";
import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";

/** What every `seed` option accepts: an integer 0 … 2^53−1, or a random-js engine, of which two draws are taken. */
export type Seed = number | Engine;

/**
 * Turns a seed into its number: an integer stands for itself, an engine gives 53 bits in two draws (the first
 * one's lower 21 bits above the second one's 32).
 *
 * @throws InputError if a number is not an integer 0 … 2^53−1.
 *
 * @example
 * ```ts
 * import { seedNumber } from "homogenized-sgd/sde";
 * seedNumber(7); // => 7
 * ```
 */
export function seedNumber(seed: Seed): number {
  if (typeof seed === "number") {
    if (!(Number.isInteger(seed) && seed >= 0 && seed <= Number.MAX_SAFE_INTEGER)) {
      throw new InputError(
        `The seed is ${show(seed)}, but it must be an integer from 0 to 2^53−1 or a random-js engine; give one of these.`,
      );
    }
    return seed;
  }
  if (seed === null || typeof seed !== "object" || typeof seed.next !== "function") {
    throw new InputError(
      `The seed is ${seed === null ? "null" : `a ${typeof seed}`}, but it must be an integer from 0 to 2^53−1 or a random-js engine; give one of these.`,
    );
  }
  const high = seed.next() & 0x1fffff;
  const low = seed.next() >>> 0;
  return high * 4294967296 + low;
}
