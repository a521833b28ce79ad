/** What a schema lets through: copies of a valid value, each without one key or with one value that nothing may have. */
import { validates } from "../src/experiment/json-schema-validator.js";

type Schema = Record<string, unknown>;
type Node = Record<string | number, unknown>;
type Place = readonly (string | number)[];

/** Every key of every object in it; of a list its first element alone. */
function places(value: unknown, above: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const keys = Array.isArray(value) ? Object.keys(value).slice(0, 1).map(Number) : Object.keys(value);
  return keys.flatMap((key) => [[...above, key], ...places((value as Node)[key], [...above, key])]);
}

/** A copy in which what stands at the place is another. */
function replaced(value: unknown, place: Place, other?: unknown): unknown {
  const copy = structuredClone(value);
  const parent = place.slice(0, -1).reduce<Node>((node, key) => node[key] as Node, copy as Node);
  const last = place[place.length - 1];
  if (other === undefined) delete parent[last];
  else parent[last] = other;
  return copy;
}

/** "without curves.ode" where that is valid all the same; `more` of a key that the form has not. */
export function schemaHoles(schema: Schema, value: unknown): string[] {
  const passes = (place: Place, other?: unknown) => validates(schema, replaced(value, place, other));
  // Its experiment is the experiment file's, which has tests of its own.
  const all = places(value).filter(([first, ...deeper]) => first !== "experiment" || deeper.length === 0);
  return [
    ...all
      .filter((place) => typeof place.at(-1) === "string" && passes(place))
      .map((place) => ["without", place]),
    ...all.filter((place) => passes(place, { wrong: [true] })).map((place) => ["wrong", place]),
    ...(passes(["more"], 1) ? [["more", []]] : []),
  ].map(([what, place]) => `${what} ${(place as Place).join(".")}`);
}
