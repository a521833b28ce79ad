/**
 * What a key accepts, in words, read off the published JSON Schema: the schema that validates a file also writes
 * its error texts.
 */
import type { KeyPath } from "./path.js";

/** The part of JSON Schema (2020-12) that the experiment's schema uses. */
export interface SchemaNode {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly description?: string;
}

/** The schema of the value at `path`: where kinds differ, the kind that `input` has there; all that stay possible. */
export function schemaAt(root: SchemaNode, path: KeyPath, input: unknown): SchemaNode | undefined {
  let nodes = branchesOf(root, input);
  let value = input;
  for (const key of path) {
    value = isObject(value) ? value[key] : undefined;
    nodes = nodes
      .map((node) => (typeof key === "number" ? node.items : node.properties?.[key]))
      .filter((node) => node !== undefined)
      .flatMap((node) => branchesOf(node, value));
  }
  return nodes.length > 1 ? { anyOf: nodes } : nodes[0];
}

/** Among alternatives, those whose shape (or kind) `value` has; the node itself where none has. */
function branchesOf(node: SchemaNode, value: unknown): SchemaNode[] {
  const fitting = (node.oneOf ?? node.anyOf ?? []).filter((branch) => {
    if (Array.isArray(value)) return branch.items !== undefined;
    if (!isObject(value) || branch.properties === undefined) return false;
    const { kind } = branch.properties;
    return kind === undefined || kind.const === value.kind;
  });
  return fitting.length > 0 ? fitting : [node];
}

const isObject = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === "object" && value !== null;

/** "a whole number of at least 1", "one of soft, hard", … */
export function accepted(node: SchemaNode): string {
  const choices = choicesOf(node);
  if (choices) return choices.length === 1 ? choices[0] : `one of ${choices.join(", ")}`;
  const branches = node.oneOf ?? node.anyOf;
  if (branches) {
    const kinds = branches.map((branch) => branch.properties?.kind?.const);
    if (kinds.every((kind) => typeof kind === "string"))
      return `a mapping whose kind is one of ${kinds.join(", ")}`;
    return [...new Set(branches.map(accepted))].join(", or ");
  }
  switch (node.type) {
    case "integer":
      return `a whole number${range(node)}`;
    case "number":
      return `a number${range(node)}`;
    case "string":
      if (node.pattern !== undefined && node.description !== undefined) return node.description.split(";")[0];
      return node.minLength ? "a text that is not empty" : "a text";
    case "boolean":
      return "true or false";
    case "array": {
      const least = node.minItems
        ? `a list of at least ${node.minItems === 1 ? "one entry" : `${node.minItems} entries`}`
        : "a list";
      return node.items ? `${least}, each ${accepted(node.items)}` : least;
    }
    case "object":
      return `a mapping with the keys ${keysOf(node).join(", ")}`;
    default:
      return "something else";
  }
}

/** The keys a mapping takes; `$schema` is for editors and not told. */
export const keysOf = (node: SchemaNode | undefined): string[] =>
  Object.keys(node?.properties ?? {}).filter((key) => !key.startsWith("$"));

/** The values of a finite choice. */
function choicesOf(node: SchemaNode): string[] | undefined {
  if (node.const !== undefined) return [String(node.const)];
  return node.enum?.map(String);
}

/** Every word a key takes, among whatever else it takes. */
export const wordsOf = (node: SchemaNode): string[] =>
  choicesOf(node) ?? (node.oneOf ?? node.anyOf ?? []).flatMap(wordsOf);

/** Whole numbers end where doubles stop holding them; that end goes without saying. */
const lastWhole = Number.MAX_SAFE_INTEGER;

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SchemaNode): string {
  const most = maximum === lastWhole ? undefined : maximum;
  const least = minimum === -lastWhole ? undefined : minimum;
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  const parts = [
    ...(exclusiveMinimum !== undefined ? [`above ${exclusiveMinimum}`] : []),
    ...(least !== undefined ? [`of at least ${least}`] : []),
    ...(exclusiveMaximum !== undefined ? [`below ${exclusiveMaximum}`] : []),
    ...(most !== undefined ? [`of at most ${most}`] : []),
  ];
  return parts.length > 0 ? ` ${parts.join(" and ")}` : "";
}
