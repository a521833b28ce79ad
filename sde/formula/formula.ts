import type { MathNode } from "mathjs";
import { InputError } from "../../estimators/index.js";
import { requireList, show } from "../../estimators/input/index.js";
import { compileExpression } from "./compile.js";
import { toExpression } from "./convert.js";
import type { Expression } from "./expression.js";
import { FUNCTION_NAMES } from "./functions.js";
import { namesIn } from "./names.js";
import { type Source, subject } from "./refusals.js";

/** mathjs's parser, once it is loaded. */
let parse: ((text: string) => MathNode) | undefined;

/**
 * Loads the parser, mathjs; importing it takes longer than everything else together, so it is left until a
 * formula comes. Whoever compiles formulas without awaiting (`compileFormulaSync`) calls this once before.
 *
 * @example
 * ```ts
 * import { compileFormulaSync, loadFormulas } from "homogenized-sgd/sde";
 * await loadFormulas();
 * compileFormulaSync("lambda^2", ["lambda"])(3); // => 9
 * ```
 */
export async function loadFormulas(): Promise<void> {
  parse ??= (await import("mathjs/number")).parse;
}

/**
 * Reads a text formula; the parser must have been loaded.
 *
 * @param remedy what to do about an unknown name, for the sentence that refuses it.
 * @throws InputError if the text is not a formula in `names`, or `loadFormulas` was not awaited before.
 */
export function parseFormula(
  text: string,
  names: readonly string[],
  { place, remedy }: Pick<Source, "place" | "remedy"> = {},
): Expression {
  checkNames(names);
  if (typeof text !== "string")
    throw new InputError(`${place ?? "The formula"} is ${show(text)}; give a text, such as "x^2".`);
  if (!parse) {
    throw new InputError(
      `The formula "${text}" came before the formula parser was loaded; await loadFormulas() once before it.`,
    );
  }
  const source: Source = {
    text: text.trim(),
    names,
    ...(place !== undefined && { place }),
    ...(remedy !== undefined && { remedy }),
  };
  try {
    return toExpression(parse(source.text), source);
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable(source, error);
    if (error instanceof RangeError) {
      throw new InputError(
        `${place ?? "The formula"} is nested too deeply to be read; split it or take parentheses out.`,
      );
    }
    throw error;
  }
}

/**
 * Compiles a text formula to a function of the numbers named, in that order.
 *
 * Numbers only: `+ - * / ^`, parentheses, `pi`, the functions `abs cos erf erfcx exp expm1 floor log log1p logerfc max
 * min pow sigmoid sign sin softplus sqrt tanh` (softplus(x) is log(1 + eˣ), sigmoid its derivative; logerfc(x) is
 * log(1 − erf x), erfcx(x) is e^(x²)(1 − erf x)), and `a ? b : c` with comparisons, `and`, `or`, `not`. The value has the
 * same bits in every engine; where mathematics has no value it is NaN or infinite, as everywhere in JavaScript.
 *
 * @throws InputError if the text cannot be read (with the position), uses a name or function that is not known
 * (with those that are), or contains anything but arithmetic.
 *
 * @example
 * ```ts
 * import { compileFormula } from "homogenized-sgd/sde";
 * const rate = await compileFormula("0.7 / (1 + t)", ["t"]);
 * rate(0); // => 0.7
 * rate(1); // => 0.35
 * ```
 */
export async function compileFormula(
  text: string,
  names: readonly string[],
  place?: string,
): Promise<(...args: number[]) => number> {
  await loadFormulas();
  return compileFormulaSync(text, names, place);
}

/**
 * `compileFormula` for callers that cannot wait; the parser must have been loaded.
 *
 * @throws InputError as `compileFormula`, or if `loadFormulas` was not awaited before.
 *
 * @example
 * ```ts
 * import { compileFormulaSync, loadFormulas } from "homogenized-sgd/sde";
 * await loadFormulas();
 * compileFormulaSync("max(x, y) - 1", ["x", "y"])(2, 5); // => 4
 * ```
 */
export function compileFormulaSync(
  text: string,
  names: readonly string[],
  place?: string,
): (...args: number[]) => number {
  const evaluate = compileExpression(parseFormula(text, names, place === undefined ? {} : { place }), names);
  const values = new Float64Array(names.length);
  if (names.length === 1) {
    return (only: number) => {
      values[0] = only;
      return evaluate(values);
    };
  }
  return (...args) => {
    for (let i = 0; i < values.length; i++) values[i] = args[i];
    return evaluate(values);
  };
}

/**
 * The names that a formula uses, in the order in which they may be used; the parser must have been loaded.
 *
 * @param text the formula.
 * @param names those it may use.
 * @param place the key that holds it, for error messages.
 * @throws InputError as `compileFormulaSync`.
 *
 * @example
 * ```ts
 * import { formulaNamesSync, loadFormulas } from "homogenized-sgd/sde";
 * await loadFormulas();
 * formulaNamesSync("0.5 * risk", ["t", "risk", "norm"]); // => ["risk"]
 * ```
 */
export function formulaNamesSync(text: string, names: readonly string[], place?: string): string[] {
  const used = namesIn(parseFormula(text, names, place === undefined ? {} : { place }));
  return names.filter((name) => used.has(name));
}

function checkNames(names: readonly string[]): void {
  requireList("names", names, "one text for each name in the formula");
  for (const name of names) {
    if (
      typeof name !== "string" ||
      !/^[A-Za-z_]\w*$/.test(name) ||
      name === "pi" ||
      FUNCTION_NAMES.includes(name)
    ) {
      throw new InputError(
        `${show(name)} cannot be a name in a formula; choose letters and digits, and neither pi nor a function's name.`,
      );
    }
  }
}

/** mathjs says "Value expected (char 3)". */
function unreadable(source: Source, error: SyntaxError): InputError {
  const reason = error.message.replace(/ \(char \d+\)$/, "");
  const position = (error as SyntaxError & { char?: number }).char;
  const where = position === undefined ? "" : ` at character ${position}`;
  const remedy = source.text.includes("**") ? "a power is written with ^, as x^2" : "correct it there";
  return new InputError(
    `${subject(source)} cannot be read${where} (${reason.charAt(0).toLowerCase()}${reason.slice(1)}); ${remedy}.`,
  );
}
