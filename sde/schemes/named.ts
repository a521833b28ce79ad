/** Schemes by name. */
import { InputError } from "../../estimators/index.js";
import { nearest, show } from "../../estimators/input/index.js";
import { schemes } from "./all.js";
import type { Scheme } from "./scheme.js";

/**
 * A scheme by its name.
 *
 * @param name such as "milstein"; `schemes` lists them.
 * @returns the scheme.
 * @throws InputError where none has the name.
 * @example
 * ```ts
 * import { namedScheme } from "homogenized-sgd/sde";
 * namedScheme("sra1").strongOrder({ kind: "additive" }); // => 1.5
 * ```
 */
export function namedScheme(name: string): Scheme {
  const found = schemes.find((scheme) => scheme.name === name);
  if (found) return found;
  const names = schemes.map((scheme) => scheme.name);
  const near = typeof name === "string" ? nearest(name, names) : undefined;
  throw new InputError(
    `the scheme is ${show(name)}${near === undefined ? "" : `, the nearest being ${near}`}; it must be one of ${names.join(", ")}`,
  );
}
