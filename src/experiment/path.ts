import { requireList } from "../../estimators/input/index.js";

/** The way to a key: `["problem", "covariance", "weights", 1]`. */
export type KeyPath = readonly (string | number)[];

/**
 * A key path as a user writes it.
 *
 * @example
 * ```ts
 * import { formatPath } from "homogenized-sgd";
 * formatPath(["problem", "covariance", "weights", 1]); // => "problem.covariance.weights[1]"
 * ```
 */
export function formatPath(path: KeyPath): string {
  requireList("path", path, "the keys one after the other");
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
