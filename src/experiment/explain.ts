/**
 * One sentence for what is wrong with an experiment file: the key, what was got, what is accepted. A misspelt key
 * is told first, since the key that is missing beside it is only its consequence.
 */
import { z } from "zod";
import { nearest, show, unknownKey } from "../../estimators/input/index.js";
import { accepted, keysOf, type SchemaNode, schemaAt, wordsOf } from "./accepted.js";
import { formatPath, type KeyPath } from "./path.js";

type Issue = z.core.$ZodIssue;

export interface Mistake {
  readonly path: KeyPath;
  /** The sentence, without the file's name before it. */
  readonly sentence: string;
}

export function explain(error: z.ZodError, input: unknown, root: SchemaNode): Mistake {
  const causes = error.issues.flatMap(rootCauses);
  const told = causes.find(({ code }) => code === "unrecognized_keys") ?? causes[0];
  const path = told.path as KeyPath;
  if (told.code === "unrecognized_keys") return misspelt(path, told.keys[0], input, root);
  return { path, sentence: sentenceOf(told, path, input, root) };
}

/** Inside a union, the issues of the alternative that was meant; the union's own where none stands out. */
function rootCauses(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const meant = issue.errors
    .filter((issues) => !issues.some(({ code, path }) => path.length === 0 && code !== "unrecognized_keys"))
    .sort((a, b) => a.length - b.length)[0];
  if (!meant) return [issue];
  return meant.flatMap((inner) => rootCauses({ ...inner, path: [...issue.path, ...inner.path] }));
}

function misspelt(parent: KeyPath, key: string, input: unknown, root: SchemaNode): Mistake {
  const path = [...parent, key];
  const owner = parent.length === 0 ? "an experiment" : describeOwner(parent, input);
  const keys = keysOf(schemaAt(root, parent, input));
  return { path, sentence: `${unknownKey(formatPath(path), key, owner, keys)}.` };
}

/** `problem.covariance of kind identity` */
function describeOwner(path: KeyPath, input: unknown): string {
  const owner = valueAt(input, path);
  const kind = typeof owner === "object" && owner !== null ? (owner as { kind?: unknown }).kind : undefined;
  return kind === undefined ? formatPath(path) : `${formatPath(path)} of kind ${kind}`;
}

function sentenceOf(issue: Issue, path: KeyPath, input: unknown, root: SchemaNode): string {
  const key = path.length === 0 ? "the experiment" : formatPath(path);
  if (issue.code === "custom") return `${key}: ${issue.message}.`;
  const value = valueAt(input, path);
  const parent = schemaAt(root, path, input);
  const discriminator = issue.code === "invalid_union" && "options" in issue ? issue.options : undefined;
  const node: SchemaNode = discriminator ? { enum: discriminator as unknown[] } : (parent ?? {});
  const wanted = `${accepted(node)}${beyond(value, node)}${hint(issue)}`;
  if (value === undefined) return `${key} is missing; give ${wanted}.`;
  const near = typeof value === "string" ? nearest(value, wordsOf(node)) : undefined;
  const meant = near === undefined ? "" : `, the nearest being ${near}`;
  return `${key} is ${show(value)}, but it must be ${wanted}${meant}.`;
}

/** What a schema adds in its own words. */
function hint(issue: Issue): string {
  const { message, ...raw } = issue;
  const standard = z.locales
    .en()
    .localeError(raw as Parameters<ReturnType<typeof z.locales.en>["localeError"]>[0]);
  const text = typeof standard === "string" ? standard : standard?.message;
  return text === undefined || text === message ? "" : ` (${message})`;
}

/** What is wrong with a number that the schema's own words would let pass. */
function beyond(value: unknown, node: SchemaNode): string {
  if (typeof value !== "number") return "";
  if (!Number.isFinite(value)) return wordsOf(node).includes("infinity") ? "" : " and finite";
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? " and at most 2^53 − 1" : "";
}

export function valueAt(input: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    input,
  );
}
