/** Key paths as flags give them, and values put there. */
import { InputError } from "../../estimators/index.js";
import { formatPath, type KeyPath } from "../experiment/index.js";

/**
 * Reads `a.b[1].c` or `a.b.1.c`; a segment of digits is an index.
 *
 * @throws InputError where a segment is empty or a bracket is not closed.
 */
export function parsePath(text: string): KeyPath {
  const segments = text.replace(/\[(\d+)\]/g, ".$1").split(".");
  if (segments.some((segment) => segment === "" || /[[\]]/.test(segment)))
    throw new InputError(
      `The key path ${JSON.stringify(text)} cannot be read; write keys with dots between them, as problem.model.noiseStd or save.times[0].`,
    );
  return segments.map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));
}

/** The input with one value set; what is not there on the way is made. The input itself stays as it is. */
export function setAtPath(input: unknown, path: KeyPath, value: unknown, at = 0): unknown {
  if (at === path.length) return value;
  const key = path[at];
  if (Array.isArray(input)) {
    if (typeof key !== "number" || key > input.length)
      throw new InputError(
        `${formatPath(path)} cannot be set: ${formatPath(path.slice(0, at))} is a list of ${input.length}; use an index from 0 to ${input.length}.`,
      );
    const copy = [...input];
    copy[key] = setAtPath(input[key], path, value, at + 1);
    return copy;
  }
  if (input === undefined || input === null)
    return typeof key === "number" && key === 0
      ? [setAtPath(undefined, path, value, at + 1)]
      : { [key]: setAtPath(undefined, path, value, at + 1) };
  if (typeof input !== "object")
    throw new InputError(
      `${formatPath(path)} cannot be set: ${formatPath(path.slice(0, at))} is ${JSON.stringify(input)}, which has no keys; set that one instead.`,
    );
  const entries = input as Record<string, unknown>;
  const before = Object.hasOwn(entries, key) ? entries[key] : undefined;
  return { ...entries, [key]: setAtPath(before, path, value, at + 1) };
}
