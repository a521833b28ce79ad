import { isList, show } from "./input/index.js";
import { InputError } from "./input-error.js";

/** Refuses what is no list of numbers. */
export function requireSeries(who: string, name: string, value: unknown): void {
  if (!isList(value)) throw new InputError(`${who} got ${show(value)} as ${name}; give an array of numbers.`);
}

/** Refuses two series that should stand entry beside entry and do not. */
export function requireSameLength(who: string, first: ArrayLike<number>, second: ArrayLike<number>): void {
  requireSeries(who, "the first series", first);
  requireSeries(who, "the second series", second);
  if (first.length !== second.length)
    throw new InputError(
      `${who} got ${first.length} and ${second.length} entries; give both series on the same times.`,
    );
}

/** Refuses probabilities outside [0, 1]. */
export function requireProbabilities(who: string, probabilities: readonly number[]): void {
  requireSeries(who, "probabilities", probabilities);
  for (const p of probabilities)
    if (!(Number.isFinite(p) && p >= 0 && p <= 1))
      throw new InputError(`${who} got the probability ${show(p)}; give numbers from 0 to 1, such as 0.5.`);
}

/** Refuses what is not a whole number of at least `least`. */
export function requireWhole(who: string, name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new InputError(`${who} got ${name} ${show(value)}; give a whole number of at least ${least}.`);
}

/** Refuses what cannot be called. */
export function requireCallable(who: string, name: string, value: unknown): void {
  if (typeof value !== "function")
    throw new InputError(`${who} got ${show(value)} as ${name}; give a function.`);
}
