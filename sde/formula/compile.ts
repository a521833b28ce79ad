/*
 * An `Expression` as a function. Our own elementary functions make the bits, never mathjs's evaluation: the same formula
 * gives the same bits in every engine, one set of values at a time or many, and as code made at run time the same as by
 * closures.
 */
import { compileClosures, type Evaluate } from "./closures.js";
import type { Expression } from "./expression.js";
import { BINARY, FUNCTION_NAMES, UNARY } from "./functions.js";
import { type Generated, generateLines } from "./generate.js";

/**
 * A compiled formula over `count` sets of values, the i-th name's of set j at `values[i*stride + j]`; writes the results
 * from `out[from]` on.
 */
export type EvaluateMany = (
  values: Float64Array,
  stride: number,
  count: number,
  out: Float64Array,
  from: number,
) => void;

const functions = FUNCTION_NAMES.map((name) => UNARY.get(name) ?? BINARY.get(name));

/** Whether code may be made at run time; a page's policy may forbid it, and counts every attempt. */
let generates = true;

/** Compiles `expression`; its names are looked up in `names`. */
export function compileExpression(expression: Expression, names: readonly string[]): Evaluate {
  const place = (i: number): string => `v[${i}]`;
  return (
    made<Evaluate>(
      () => generateLines(expression, names, place),
      ({ lines, result }) => ["(v) => {", ...lines, `return ${result};`, "}"],
    ) ?? compileClosures(expression, names)
  );
}

/** The same for many sets of values at once. */
export function compileMany(expression: Expression, names: readonly string[]): EvaluateMany {
  const place = (i: number): string => `v[${i} * stride + j]`;
  return (
    made<EvaluateMany>(
      () => generateLines(expression, names, place),
      ({ lines, result }) => [
        "(v, stride, count, out, from) => {",
        "for (let j = 0; j < count; j++) {",
        ...lines,
        `out[from + j] = ${result};`,
        "}",
        "}",
      ],
    ) ?? oneByOne(compileClosures(expression, names), names.length)
  );
}

/** The function that the lines say; none where code may not be made. */
function made<Compiled>(
  generate: () => Generated,
  wrap: (generated: Generated) => readonly string[],
): Compiled | undefined {
  if (!generates) return undefined;
  const code = `return ${wrap(generate()).join("\n")};`;
  try {
    return new Function(...FUNCTION_NAMES, code)(...functions) as Compiled;
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    generates = false;
    return undefined;
  }
}

function oneByOne(evaluate: Evaluate, size: number): EvaluateMany {
  const own = new Float64Array(size);
  return (values, stride, count, out, from) => {
    for (let j = 0; j < count; j++) {
      for (let i = 0; i < size; i++) own[i] = values[i * stride + j];
      out[from + j] = evaluate(own);
    }
  };
}
