const longest = 60;
/** More entries of a list than a sentence has room for. */
const mostEntries = 32;

/** A value as a sentence shows it: text in quotes, so that "5" is told from 5; lists and objects as JSON, cut short. */
export function show(value: unknown): string {
  switch (typeof value) {
    case "string":
      return cut(JSON.stringify(value));
    case "function":
      return "a function";
    case "object":
      return value === null ? "null" : cut(written(value));
    default:
      return String(value);
  }
}

function written(value: object): string {
  if (isList(value))
    return `[${Array.from({ length: Math.min(value.length, mostEntries) }, (_, i) => show(value[i])).join(",")}]`;
  try {
    return JSON.stringify(value) ?? "an object";
  } catch {
    // A circle, or a bigint: JSON has no form for it.
    return "an object";
  }
}

const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);

/** Whether this is an array, typed or not. */
export const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
