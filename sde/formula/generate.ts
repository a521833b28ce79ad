/*
 * An `Expression` as lines of JavaScript, every step on a line of its own and none twice:
 *
 *   tanh(x)*(1 - tanh(x)^2)      const s0 = v[0];
 *                                const s1 = tanh(s0);
 *                                const s2 = s1 * s1;
 *                                const s3 = 1 - s2;
 *                                const s4 = s1 * s3;          and s4 is its value
 *
 * An engine compiles that like code in a file, the elementary functions put in their places. Nothing of a user's text
 * gets in: a name becomes a place in v, numbers are printed anew, functions and signs are words of this room.
 */
import { compileClosures, constant, isConstant } from "./closures.js";
import type { Comparator, Condition, Expression, Operator } from "./expression.js";
import { FUNCTION_NAMES, UNARY } from "./functions.js";

const SIGNS: Readonly<Record<Exclude<Operator, "^">, string>> = { "+": "+", "-": "-", "*": "*", "/": "/" };

const COMPARATORS: Readonly<Record<Comparator, string>> = {
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  "==": "===",
  "!=": "!==",
};

/** Lines between braces. */
interface Block {
  readonly lines: string[];
  /** The steps whose values are known in it, by their text: its own, and those of the blocks around it. */
  readonly known: Map<string, string>;
}

/** Lines, and the word that has the value behind them. */
export interface Generated {
  readonly lines: readonly string[];
  readonly result: string;
}

/**
 * The lines; the names of `FUNCTION_NAMES` stand in them for our own functions.
 *
 * @param place the code that reads the value of name number i
 */
export function generateLines(
  expression: Expression,
  names: readonly string[],
  place: (i: number) => string,
): Generated {
  let steps = 0;
  const step = (text: string, { lines, known }: Block): string => {
    let name = known.get(text);
    if (name === undefined) {
      name = `s${steps++}`;
      known.set(text, name);
      lines.push(`const ${name} = ${text};`);
    }
    return name;
  };

  const value = (of: Expression, block: Block): string => {
    if (isConstant(of)) return literal(compileClosures(of, [])(new Float64Array(0)));
    switch (of.kind) {
      case "number":
        return literal(of.value);
      case "name":
        return step(place(names.indexOf(of.name)), block);
      case "negate":
        return step(`-${value(of.of, block)}`, block);
      case "operate": {
        if (of.operator === "^") return power(of.left, of.right, block);
        const left = value(of.left, block);
        return step(`${left} ${SIGNS[of.operator]} ${value(of.right, block)}`, block);
      }
      case "call": {
        const [first, ...others] = of.args.map((argument) => value(argument, block));
        const name = FUNCTION_NAMES[FUNCTION_NAMES.indexOf(of.name)];
        if (UNARY.has(name)) return step(`${name}(${first})`, block);
        return others.reduce((left, right) => step(`${name}(${left}, ${right})`, block), first);
      }
      case "choose":
        return choice(condition(of.when, block), of.first, of.second, block);
    }
  };

  /** As the closures take powers. */
  const power = (base: Expression, exponent: Expression, block: Block): string => {
    const x = value(base, block);
    switch (constant(exponent)) {
      case -1:
        return step(`1 / ${x}`, block);
      case 1:
        return x;
      case 2:
        return step(`${x} * ${x}`, block);
      case 3:
        return step(`${step(`${x} * ${x}`, block)} * ${x}`, block);
      case 4: {
        const square = step(`${x} * ${x}`, block);
        return step(`${square} * ${square}`, block);
      }
      default:
        return step(`pow(${x}, ${value(exponent, block)})`, block);
    }
  };

  /** Only the branch taken is worked out; what it works out is not known behind it. */
  const choice = (when: string, first: Expression, second: Expression, block: Block): string => {
    const name = `s${steps++}`;
    const branch = (of: Expression): string[] => {
      const own: Block = { lines: [], known: new Map(block.known) };
      const result = value(of, own);
      return [...own.lines, `${name} = ${result};`];
    };
    block.lines.push(`let ${name};`, `if (${when}) {`, ...branch(first), "} else {", ...branch(second), "}");
    return name;
  };

  const condition = (of: Condition, block: Block): string => {
    switch (of.kind) {
      case "not":
        return step(`!${condition(of.of, block)}`, block);
      case "compare": {
        const left = value(of.left, block);
        return step(`${left} ${COMPARATORS[of.comparator]} ${value(of.right, block)}`, block);
      }
      default: {
        const left = condition(of.left, block);
        return step(`${left} ${of.kind === "both" ? "&&" : "||"} ${condition(of.right, block)}`, block);
      }
    }
  };

  const block: Block = { lines: [], known: new Map() };
  const result = value(expression, block);
  return { lines: block.lines, result };
}

/** A number as it is read back, its sign with it. */
const literal = (number: number): string =>
  number < 0 || Object.is(number, -0) ? `(-${Math.abs(number)})` : `${Math.abs(number)}`;
