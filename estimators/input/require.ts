/** What an argument must be before anything is asked of it; `name` is the one a user gave it by. */
import { InputError } from "../input-error.js";
import { isList, show } from "./show.js";

/** @param form what is to be called: `(t, x) => number`. */
export function requireFunction(name: string, value: unknown, form: string): void {
  if (typeof value !== "function") throw new InputError(`${name} is ${show(value)}; give a function ${form}`);
}

/** @param entries what a list is to hold: `one number per coordinate`. */
export function requireList(name: string, value: unknown, entries: string): void {
  if (!isList(value)) throw new InputError(`${name} is ${show(value)}; give a list, ${entries}`);
}

export function requireText(name: string, value: unknown): void {
  if (typeof value !== "string") throw new InputError(`${name} is ${show(value)}; give a text`);
}

export function requireFlag(name: string, value: unknown): void {
  if (typeof value !== "boolean") throw new InputError(`${name} is ${show(value)}; give true or false`);
}
