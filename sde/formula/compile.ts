/*
 * An `Expression` as a function. Our own elementary functions make the bits, never mathjs's evaluation: the same formula
 * gives the same bits in every engine, and as code made at run time the same as by closures.
 */
import { compileClosures, type Evaluate } from "./closures.js";
import type { Expression } from "./expression.js";
import { BINARY, FUNCTION_NAMES, UNARY } from "./functions.js";
import { generateBody } from "./generate.js";

const functions = FUNCTION_NAMES.map((name) => UNARY.get(name) ?? BINARY.get(name));

/** Whether code may be made at run time; a page's policy may forbid it, and counts every attempt. */
let generates = true;

/** Compiles `expression`; its names are looked up in `names`. */
export function compileExpression(expression: Expression, names: readonly string[]): Evaluate {
  if (generates) {
    try {
      const body = generateBody(expression, names);
      return new Function(...FUNCTION_NAMES, `return (v) => {\n${body}\n};`)(...functions) as Evaluate;
    } catch (error) {
      if (!(error instanceof EvalError)) throw error;
      generates = false;
    }
  }
  return compileClosures(expression, names);
}
