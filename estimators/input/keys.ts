/** The keys an object may have, told to whoever gives another one. */
import { InputError } from "../input-error.js";
import { nearest } from "./nearest.js";
import { isList, show } from "./show.js";

/** The keys of a type; the compiler sees to it that none is forgotten. */
export const keysOf = <Options>(keys: Record<keyof Options, true>): readonly string[] => Object.keys(keys);

/**
 * The sentence for a key that is not known, without its full stop.
 *
 * @param path the key as a user finds it: `save.spacng`.
 * @param owner whose keys they are: `save`.
 */
export function unknownKey(path: string, key: string, owner: string, keys: readonly string[]): string {
  const near = nearest(key, keys);
  const meant = near === undefined ? "" : `, the nearest being ${near}`;
  return `${path} is not a known key${meant}; ${owner} takes ${keys.length > 0 ? keys.join(", ") : "none"}`;
}

/**
 * Refuses what is no object, and the first key it has that is not among `keys`.
 *
 * @param owner who takes the keys: `compare`, or `save`.
 * @param at the key under which the object itself is given; left out where it is a function's own argument.
 * @throws InputError in one sentence, with the nearest key.
 */
export function requireKeys(owner: string, given: unknown, keys: readonly string[], at?: string): void {
  if (typeof given !== "object" || given === null || isList(given)) {
    const got = at === undefined ? `${owner} got ${show(given)}` : `${at} is ${show(given)}`;
    throw new InputError(
      `${got}; give an object ${keys.length > 0 ? `with keys among ${keys.join(", ")}` : "without keys"}`,
    );
  }
  const unknown = Object.keys(given).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new InputError(unknownKey(at === undefined ? unknown : `${at}.${unknown}`, unknown, owner, keys));
}
