/**
 * The part of JSON Schema 2020-12 that the package's schemas use, checked independently of the library that
 * wrote it. A keyword not known here is a failure, so that none goes unchecked.
 */
type Node = Record<string, unknown>;

const annotations = ["$schema", "$id", "title", "description", "default"];

/** Whether `value` is valid. */
export function validates(schema: Node, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, wanted]) => {
    if (annotations.includes(keyword)) return true;
    const check = keywords[keyword];
    if (!check) throw new Error(`the schema uses the keyword ${keyword}, which this validator does not know`);
    return check(wanted as never, value, schema);
  });
}

const isObject = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const whenNumber = (value: unknown, test: (number: number) => boolean) =>
  typeof value !== "number" || test(value);

const types: Record<string, (value: unknown) => boolean> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number" && Number.isFinite(value),
  integer: Number.isInteger,
  null: (value) => value === null,
};

const keywords: Record<string, (wanted: never, value: unknown, schema: Node) => boolean> = {
  type: (wanted: string | string[], value) => [wanted].flat().some((name) => types[name](value)),
  const: (wanted: unknown, value) => value === wanted,
  enum: (wanted: unknown[], value) => wanted.includes(value),
  anyOf: (wanted: Node[], value) => wanted.some((branch) => validates(branch, value)),
  oneOf: (wanted: Node[], value) => wanted.filter((branch) => validates(branch, value)).length === 1,
  minimum: (wanted: number, value) => whenNumber(value, (number) => number >= wanted),
  maximum: (wanted: number, value) => whenNumber(value, (number) => number <= wanted),
  exclusiveMinimum: (wanted: number, value) => whenNumber(value, (number) => number > wanted),
  exclusiveMaximum: (wanted: number, value) => whenNumber(value, (number) => number < wanted),
  minLength: (wanted: number, value) => typeof value !== "string" || [...value].length >= wanted,
  pattern: (wanted: string, value) => typeof value !== "string" || new RegExp(wanted, "u").test(value),
  minItems: (wanted: number, value) => !Array.isArray(value) || value.length >= wanted,
  maxItems: (wanted: number, value) => !Array.isArray(value) || value.length <= wanted,
  uniqueItems: (wanted: boolean, value) =>
    !wanted ||
    !Array.isArray(value) ||
    new Set(value.map((item) => JSON.stringify(item))).size === value.length,
  prefixItems: (wanted: Node[], value) =>
    !Array.isArray(value) || value.every((item, i) => i >= wanted.length || validates(wanted[i], item)),
  items: (wanted: Node | false, value, schema) => {
    const rest = Array.isArray(value) ? value.slice(((schema.prefixItems ?? []) as Node[]).length) : [];
    return rest.every((item) => wanted !== false && validates(wanted, item));
  },
  required: (wanted: string[], value) => !isObject(value) || wanted.every((key) => value[key] !== undefined),
  properties: (wanted: Record<string, Node>, value) =>
    !isObject(value) ||
    Object.entries(wanted).every(([key, node]) => value[key] === undefined || validates(node, value[key])),
  propertyNames: (wanted: Node, value) =>
    !isObject(value) || Object.keys(value).every((key) => validates(wanted, key)),
  additionalProperties: (wanted: Node | boolean, value, schema) => {
    if (wanted === true || !isObject(value)) return true;
    const others = Object.keys(value).filter((key) => !Object.hasOwn((schema.properties ?? {}) as Node, key));
    return others.every((key) => wanted !== false && validates(wanted, value[key]));
  },
};
