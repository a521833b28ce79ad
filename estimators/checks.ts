import { InputError } from "./input-error.js";

/** Refuses two series that should stand entry beside entry and do not. */
export function requireSameLength(who: string, first: ArrayLike<number>, second: ArrayLike<number>): void {
  if (first.length !== second.length)
    throw new InputError(
      `${who} got ${first.length} and ${second.length} entries; give both series on the same times.`,
    );
}

/** Refuses probabilities outside [0, 1]. */
export function requireProbabilities(who: string, probabilities: readonly number[]): void {
  for (const p of probabilities)
    if (!(p >= 0 && p <= 1))
      throw new InputError(`${who} got the probability ${p}; give numbers from 0 to 1, such as 0.5.`);
}

/** Refuses what is not a whole number of at least `least`. */
export function requireWhole(who: string, name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new InputError(`${who} got ${name} ${value}; give a whole number of at least ${least}.`);
}
