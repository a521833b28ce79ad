/**
 * JSON to be read by people and programs alike: two spaces a level, but what holds only numbers, words or nulls,
 * and whatever fits, on one line. The same value gives the same bytes.
 */

const width = 110;

/**
 * A value as JSON text, ended by a line end.
 *
 * @example
 * ```ts
 * import { formatJson } from "homogenized-sgd/node";
 * formatJson({ times: [0, 0.5, 1], curves: {} }); // => "{ \"times\": [0, 0.5, 1], \"curves\": {} }\n"
 * ```
 */
export function formatJson(value: unknown): string {
  return `${format(value, "", 0)}\n`;
}

/** `used`: what stands before the value on its line. */
function format(value: unknown, indent: string, used: number): string {
  const line = inline(value);
  if (typeof value !== "object" || value === null) return line;
  if (used + line.length <= width || (Array.isArray(value) && value.every(isScalar))) return line;
  const deeper = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => deeper + format(item, deeper, deeper.length))
    : definedEntries(value).map(([key, item]) => {
        const before = `${deeper}${JSON.stringify(key)}: `;
        return before + format(item, deeper, before.length);
      });
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${items.join(",\n")}\n${indent}${close}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = definedEntries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

const definedEntries = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, item]) => item !== undefined);
