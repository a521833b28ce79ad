/**
 * Whether two resolved experiments are the same, so that one's result is the other's: the order of keys says
 * nothing, and data files are compared by their sha256, not by where they lie.
 *
 * @example
 * ```ts
 * import { sameExperiment } from "homogenized-sgd";
 * sameExperiment({ horizon: 5, name: "a" }, { name: "a", horizon: 5 }); // => true
 * sameExperiment({ horizon: 5, name: "a" }, { name: "a", horizon: 6 }); // => false
 * ```
 */
export function sameExperiment(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    const entries = Object.entries(withoutPaths(inner)).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries);
  });
}

interface NamedFiles {
  readonly features?: unknown;
  readonly labels?: unknown;
  readonly sha256?: { readonly labels?: unknown };
}

/** Where digests are known, the names of files are dropped; labels without a digest name a column and stay. */
function withoutPaths(entries: NamedFiles): object {
  const { features, labels, ...rest } = entries;
  if (rest.sha256 === undefined) return entries;
  return rest.sha256.labels === undefined ? { ...rest, labels } : rest;
}
