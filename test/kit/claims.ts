/**
 * The values that examples claim: JSON literals, besides `undefined`, `NaN`, `Infinity`. A number printed with a
 * point or an exponent claims its digits (half a unit of the last one); a whole number claims itself.
 */
import ts from "typescript";

/** A number as printed, with the error its last digit leaves. */
export interface Printed {
  readonly number: number;
  readonly error: number;
}

export type Claimed =
  | Printed
  | string
  | boolean
  | null
  | undefined
  | readonly Claimed[]
  | ReadonlyMap<string, Claimed>;

/** Room for the rounding of the computation itself. */
const relativeRounding = 1e-9;

export function claimedValue(text: string): Claimed {
  const file = ts.createSourceFile("value.ts", `(${text})`, ts.ScriptTarget.ES2022, true);
  const [statement, ...rest] = file.statements;
  if (!(statement && rest.length === 0 && ts.isExpressionStatement(statement)))
    throw new Error(`"${text}" is not one value`);
  return read(statement.expression, text);
}

function read(node: ts.Expression, text: string): Claimed {
  if (ts.isParenthesizedExpression(node)) return read(node.expression, text);
  if (ts.isNumericLiteral(node)) return printed(node.getText());
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = read(node.operand, text);
    if (isPrinted(value)) return { number: -value.number, error: value.error };
  }
  if (ts.isStringLiteral(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isIdentifier(node)) {
    if (node.text === "undefined") return undefined;
    if (node.text === "NaN") return { number: Number.NaN, error: 0 };
    if (node.text === "Infinity") return { number: Number.POSITIVE_INFINITY, error: 0 };
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => read(element, text));
  if (ts.isObjectLiteralExpression(node))
    return new Map(
      node.properties.map((property) => {
        if (!(ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name)))
          throw new Error(`"${text}" is not a literal`);
        const key = property.name;
        return [
          ts.isIdentifier(key) || ts.isStringLiteral(key) ? key.text : key.getText(),
          read(property.initializer, text),
        ];
      }),
    );
  throw new Error(`"${text}" is not a literal`);
}

function printed(digits: string): Printed {
  const number = Number(digits.replaceAll("_", ""));
  const match = /^\d*(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(digits);
  if (!match || (match[1] === undefined && match[2] === undefined)) return { number, error: 0 };
  const places = (match[1] ?? "").length - Number(match[2] ?? 0);
  return { number, error: 0.5 * 10 ** -places };
}

const isPrinted = (value: Claimed): value is Printed =>
  typeof value === "object" && value !== null && "number" in value && "error" in value;

const show = (value: unknown): string => {
  if (typeof value === "number" || value === undefined) return String(value);
  if (ArrayBuffer.isView(value)) return `[${Array.from(value as Float64Array).join(", ")}]`;
  return JSON.stringify(value) ?? String(value);
};

/** What is different from the claim, as a sentence; undefined where nothing is. */
export function differs(value: unknown, claimed: Claimed, where = "the value"): string | undefined {
  if (isPrinted(claimed)) {
    const { number, error } = claimed;
    const room = error * (1 + 1e-6) + relativeRounding * Math.abs(number);
    const same =
      typeof value === "number" &&
      (Object.is(value, number) || value === number || Math.abs(value - number) <= room);
    return same ? undefined : `${where} is ${show(value)}, not ${number}`;
  }
  if (Array.isArray(claimed)) {
    const list =
      Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
        ? Array.from(value as ArrayLike<unknown>)
        : undefined;
    if (list?.length !== claimed.length) return `${where} is ${show(value)}, not ${claimed.length} entries`;
    return firstOf(claimed.map((one, i) => differs(list[i], one, `${where}[${i}]`)));
  }
  if (claimed instanceof Map) {
    if (typeof value !== "object" || value === null) return `${where} is ${show(value)}, not an object`;
    const found = value as Record<string, unknown>;
    const extra = Object.keys(found).filter((key) => !claimed.has(key));
    if (extra.length > 0) return `${where} has the further keys ${extra.join(", ")}`;
    return firstOf(
      [...claimed].map(([key, one]) =>
        Object.hasOwn(found, key)
          ? differs(found[key], one, `${where}.${key}`)
          : `${where} has no key ${key}`,
      ),
    );
  }
  return Object.is(value, claimed) ? undefined : `${where} is ${show(value)}, not ${show(claimed)}`;
}

const firstOf = (differences: readonly (string | undefined)[]): string | undefined =>
  differences.find((difference) => difference !== undefined);
