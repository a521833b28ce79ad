/** Arguments gone wrong: every value in them replaced by what nobody should have given, and keys that nobody knows. */

/** What a caller without a compiler may hand over. */
export const junk: readonly unknown[] = [undefined, null, 5, -1, Number.NaN, "x", "5", true, {}, []];

export interface Mutation {
  /** Where: `1.save.points`. */
  readonly path: string;
  readonly value: unknown;
  readonly args: readonly unknown[];
}

type Container = Record<string, unknown> | readonly unknown[];

/** Plain objects and lists are looked into; what is frozen (schemes, problems), an instance or long is one value. */
function isContainer(value: unknown): value is Container {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return false;
  return Array.isArray(value) ? value.length <= 4 : Object.getPrototypeOf(value) === Object.prototype;
}

/** The arguments themselves cut off one after the other, then each value replaced by every kind of junk. */
export function* mutations(args: readonly unknown[]): Generator<Mutation> {
  for (let n = 0; n < args.length; n++) yield { path: `${n}…`, value: undefined, args: args.slice(0, n) };
  for (const path of pathsIn(args))
    for (const value of junk)
      yield { path: path.join("."), value, args: replaced(args, path, value) as readonly unknown[] };
}

/** The same arguments with a key added to each plain object. */
export function* misspellings(args: readonly unknown[]): Generator<Mutation> {
  const key = "zzz";
  for (const path of pathsIn(args)) {
    const object = at(args, path);
    if (!isContainer(object) || Array.isArray(object)) continue;
    const changed = replaced(args, [...path, key], 1) as readonly unknown[];
    yield { path: [...path, key].join("."), value: 1, args: changed };
  }
}

function* pathsIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (isContainer(value))
    for (const [key, inner] of Object.entries(value)) yield* pathsIn(inner, [...path, key]);
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce((inner, key) => (inner as Record<string, unknown>)[key], value);

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const entries = copy as Record<string, unknown>;
  entries[key] = replaced(entries[key], rest, by);
  return copy;
}
