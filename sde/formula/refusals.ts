/*
 * The sentences in which a formula is refused.
 */
import type { MathNode, OperatorNode } from "mathjs";
import { InputError } from "../../estimators/index.js";
import { FUNCTION_NAMES } from "./functions.js";

/** What is being read: the text for the error sentences, and the names that stand for numbers. */
export interface Source {
  readonly text: string;
  readonly names: readonly string[];
  /** The key or argument that holds it: `drift[0]`. */
  readonly place?: string;
  /** What to do where a name is unknown, such as "give its value in parameters". */
  readonly remedy?: string;
}

/** One sentence about the formula, from its predicate on. */
export function complaint(source: Source, predicate: string): InputError {
  return new InputError(`${subject(source)} ${predicate}.`);
}

/** `The formula "x^"`, or `drift[0], the formula "x^",` */
export const subject = ({ text, place }: Source): string =>
  place === undefined ? `The formula "${text}"` : `${place}, the formula "${text}",`;

/** A comparison where a number belongs. */
export function strayCondition(node: MathNode, source: Source): InputError {
  const remedy =
    node.type === "OperatorNode" && (node as OperatorNode).fn === "not"
      ? "write parentheses after it, as not (x > 0)"
      : `write ${node} ? 1 : 0`;
  return complaint(source, `has the comparison "${node}" where a number is expected; ${remedy}`);
}

const WORDS: Readonly<Record<string, string>> = {
  AccessorNode: "property access",
  ArrayNode: "a matrix",
  AssignmentNode: "an assignment (write == to compare)",
  BlockNode: "more than one expression",
  FunctionAssignmentNode: "a function definition",
  IndexNode: "an index",
  ObjectNode: "an object",
  RangeNode: "a range",
};

/** Something that is not arithmetic. */
export function refused(node: MathNode, source: Source): InputError {
  const what =
    node.type === "OperatorNode"
      ? `the operator ${(node as OperatorNode).op}`
      : (WORDS[node.type] ?? `"${node.toString()}", which is not a number`);
  return refusal(what, source);
}

/** The same, described by the caller. */
export function refusal(what: string, source: Source): InputError {
  return complaint(
    source,
    `contains ${what}; use only numbers, ${list(source.names)}, + - * / ^, comparisons with ? :, and ${FUNCTION_NAMES.join(", ")}`,
  );
}

/** A name that stands for nothing. */
export function unknownName(name: string, source: Source): InputError {
  const hint = name === "e" ? " (for the number e write exp(1))" : "";
  const remedy = source.remedy ? `; ${source.remedy}` : "";
  return complaint(
    source,
    `uses the unknown name "${name}"${at(name, source)}; known are ${list(source.names)}${hint}${remedy}`,
  );
}

/** " at character 5": where a name first stands in the text; mathjs's nodes do not know. */
export function at(name: string, source: Source): string {
  for (const match of source.text.matchAll(/[\p{L}_$][\p{L}\d_$]*/gu)) {
    if (match[0] === name) return ` at character ${match.index + 1}`;
  }
  return "";
}

/** The names that a formula may use. */
export const list = (names: readonly string[]): string => [...names, "pi"].join(", ");
