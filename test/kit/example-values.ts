/**
 * What `// => value` claims. The value is a JSON literal, or NaN, Infinity and -Infinity inside one. A number of four
 * digits or more is read as rounded: half a unit of its last digit is forgiven. A shorter one is read as exact, up to
 * the rounding of a computation.
 */
import ts from "typescript";

/** A sentence about where the actual value differs from the literal, or undefined where it does not. */
export function difference(actual: unknown, literal: string): string | undefined {
  const file = ts.createSourceFile("value.ts", `(${literal})`, ts.ScriptTarget.ES2022, true);
  const statement = file.statements[0];
  const isOne =
    file.statements.length === 1 &&
    statement !== undefined &&
    ts.isExpressionStatement(statement) &&
    ts.isParenthesizedExpression(statement.expression) &&
    statement.expression.getText() === `(${literal})`;
  if (!isOne) return `"${literal}" is not a JSON literal`;
  return compare(actual, (statement.expression as ts.ParenthesizedExpression).expression, "it");
}

function compare(actual: unknown, claim: ts.Expression, name: string): string | undefined {
  const number = numberText(claim);
  if (number !== undefined)
    return isThatNumber(actual, number) ? undefined : `${name} is ${show(actual)}, not ${number}`;
  if (ts.isArrayLiteralExpression(claim)) return compareList(actual, claim, name);
  if (ts.isObjectLiteralExpression(claim)) return compareRecord(actual, claim, name);
  const plain = plainValue(claim);
  if (plain === undefined) return `"${claim.getText()}" is not a JSON literal`;
  return actual === plain.value ? undefined : `${name} is ${show(actual)}, not ${claim.getText()}`;
}

function plainValue(claim: ts.Expression): { value: string | boolean | null } | undefined {
  if (ts.isStringLiteral(claim)) return { value: claim.text };
  if (claim.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (claim.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (claim.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  return undefined;
}

function compareList(actual: unknown, claim: ts.ArrayLiteralExpression, name: string): string | undefined {
  const isView = ArrayBuffer.isView(actual) && !(actual instanceof DataView);
  if (!Array.isArray(actual) && !isView) return `${name} is ${show(actual)}, not a list`;
  const entries = Array.from(actual as ArrayLike<unknown>);
  if (entries.length !== claim.elements.length)
    return `${name} has ${entries.length} entries, not ${claim.elements.length}: ${show(actual)}`;
  for (let i = 0; i < entries.length; i++) {
    const sentence = compare(entries[i], claim.elements[i], `${name}[${i}]`);
    if (sentence !== undefined) return sentence;
  }
  return undefined;
}

function compareRecord(actual: unknown, claim: ts.ObjectLiteralExpression, name: string): string | undefined {
  if (typeof actual !== "object" || actual === null || Array.isArray(actual) || ArrayBuffer.isView(actual))
    return `${name} is ${show(actual)}, not an object`;
  const left = new Map(Object.entries(actual).filter(([, value]) => value !== undefined));
  for (const property of claim.properties) {
    if (!ts.isPropertyAssignment(property)) return `"${property.getText()}" is not a JSON literal`;
    const key = ts.isStringLiteral(property.name) ? property.name.text : property.name.getText();
    if (!left.has(key)) return `${name} has no "${key}": ${show(actual)}`;
    const sentence = compare(left.get(key), property.initializer, `${name}.${key}`);
    if (sentence !== undefined) return sentence;
    left.delete(key);
  }
  const [extra] = left.keys();
  return extra === undefined ? undefined : `${name} also has "${extra}": ${show(actual)}`;
}

/** The number as it is written, sign included. */
function numberText(claim: ts.Expression): string | undefined {
  if (ts.isPrefixUnaryExpression(claim) && claim.operator === ts.SyntaxKind.MinusToken) {
    const positive = numberText(claim.operand);
    return positive === undefined ? undefined : `-${positive}`;
  }
  if (ts.isNumericLiteral(claim)) return claim.getText();
  return ts.isIdentifier(claim) && /^(NaN|Infinity)$/.test(claim.text) ? claim.text : undefined;
}

function isThatNumber(actual: unknown, text: string): boolean {
  if (typeof actual !== "number") return false;
  const value = Number(text);
  if (!Number.isFinite(value)) return Object.is(actual, value);
  const [mantissa, exponent = "0"] = text.toLowerCase().split("e");
  const digits = mantissa.replace(/^-?0*\.?0*|\./g, "");
  const decimals = (mantissa.split(".")[1] ?? "").length;
  const rounding = 1e-12 * Math.max(1, Math.abs(value));
  const isWhole = !/[.e]/i.test(text);
  if (isWhole || digits.length < 4) return Math.abs(actual - value) <= rounding;
  return Math.abs(actual - value) <= 0.5 * 10 ** (Number(exponent) - decimals) * (1 + 1e-9) + rounding;
}

function show(value: unknown): string {
  if (ArrayBuffer.isView(value)) return `[${Array.from(value as Float64Array).join(", ")}]`;
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
