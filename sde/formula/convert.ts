import type {
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  SymbolNode,
} from "mathjs";
import type { Comparator, Condition, Expression, Operator } from "./expression.js";
import { FUNCTION_NAMES, UNARY, VARIADIC } from "./functions.js";
import {
  at,
  complaint,
  list,
  refusal,
  refused,
  type Source,
  strayCondition,
  unknownName,
} from "./refusals.js";

const OPERATORS: readonly string[] = ["+", "-", "*", "/", "^"] satisfies Operator[];
const COMPARATORS: ReadonlyMap<string, Comparator> = new Map([
  ["smaller", "<"],
  ["smallerEq", "<="],
  ["larger", ">"],
  ["largerEq", ">="],
  ["equal", "=="],
  ["unequal", "!="],
]);

/** mathjs's tree as an `Expression`. Whatever is not arithmetic on the known names is refused. */
export function toExpression(node: MathNode, source: Source): Expression {
  // mathjs reads 3% as 3/100, and x + 3% as x + 3x/100: neither is what everybody expects.
  if (source.text.includes("%")) throw refusal("the operator %", source);
  return convert(node, source);
}

function convert(node: MathNode, source: Source): Expression {
  switch (node.type) {
    case "ParenthesisNode":
      return convert((node as ParenthesisNode).content, source);
    case "ConstantNode":
      return toNumber(node as ConstantNode, source);
    case "SymbolNode":
      return toName((node as SymbolNode).name, source);
    case "FunctionNode":
      return toCall(node as FunctionNode, source);
    case "OperatorNode":
      return toOperation(node as OperatorNode, source);
    case "ConditionalNode": {
      const { condition, trueExpr, falseExpr } = node as ConditionalNode;
      return {
        kind: "choose",
        when: toCondition(condition, source),
        first: convert(trueExpr, source),
        second: convert(falseExpr, source),
      };
    }
    case "RelationalNode":
      throw strayCondition(node, source);
    default:
      throw refused(node, source);
  }
}

function toNumber(node: ConstantNode, source: Source): Expression {
  const { value } = node;
  if (value === undefined && /^(#.*)?$/.test(source.text)) {
    throw complaint(source, `is empty; give an expression in ${list(source.names)}`);
  }
  if (typeof value !== "number") throw refused(node, source);
  // "NaN" and "Infinity" arrive as numbers too.
  if (Number.isNaN(value)) throw unknownName("NaN", source);
  if (!Number.isFinite(value)) {
    throw complaint(source, "contains a number that is not finite; write numbers below 1.8e308");
  }
  return { kind: "number", value };
}

function toName(name: string, source: Source): Expression {
  if (source.names.includes(name)) return { kind: "name", name };
  if (name === "pi") return { kind: "number", value: Math.PI };
  throw unknownName(name, source);
}

function toCall(node: FunctionNode, source: Source): Expression {
  // `fn` is a SymbolNode unless something that is not a name is called, as in a.b(x).
  const callee = node.fn as unknown as MathNode;
  if (callee.type !== "SymbolNode") throw refused(node, source);
  const { name } = callee as SymbolNode;
  if (!FUNCTION_NAMES.includes(name)) {
    const remedy = source.names.includes(name)
      ? `for a product write ${name} * (…)`
      : `known are ${FUNCTION_NAMES.join(", ")}`;
    throw complaint(source, `calls the unknown function "${name}"${at(name, source)}; ${remedy}`);
  }
  const count = node.args.length;
  const expected = VARIADIC.has(name)
    ? "at least 1 argument"
    : UNARY.has(name)
      ? "1 argument"
      : "2 arguments";
  if (VARIADIC.has(name) ? count < 1 : count !== (UNARY.has(name) ? 1 : 2)) {
    throw complaint(
      source,
      `calls ${name} with ${count}${at(name, source)}, but it takes ${expected}; correct the call`,
    );
  }
  return { kind: "call", name, args: node.args.map((argument) => convert(argument, source)) };
}

function toOperation(node: OperatorNode, source: Source): Expression {
  const { op, args } = node as unknown as { op: string; args: MathNode[] };
  if (node.implicit) {
    throw complaint(
      source,
      `puts "${args[0]}" and "${args[1]}" side by side; write the sign between them, as ${args[0]} * ${args[1]}, or parentheses around a function's argument`,
    );
  }
  if (node.isUnary()) {
    if (op === "-" && node.fn === "unaryMinus") return { kind: "negate", of: convert(args[0], source) };
    if (op === "+" && node.fn === "unaryPlus") return convert(args[0], source);
  } else if (OPERATORS.includes(op)) {
    return {
      kind: "operate",
      operator: op as Operator,
      left: convert(args[0], source),
      right: convert(args[1], source),
    };
  }
  if (isCondition(node)) throw strayCondition(node, source);
  throw refused(node, source);
}

const isCondition = (node: OperatorNode): boolean =>
  COMPARATORS.has(node.fn) || ["and", "or", "not"].includes(node.fn as string);

function toCondition(node: MathNode, source: Source): Condition {
  if (node.type === "ParenthesisNode") return toCondition((node as ParenthesisNode).content, source);
  if (node.type === "RelationalNode") {
    const { conditionals, params } = node as unknown as { conditionals: string[]; params: MathNode[] };
    return conditionals
      .map((name, i) => toComparison(name, params[i], params[i + 1], source))
      .reduce((left, right) => ({ kind: "both", left, right }));
  }
  if (node.type === "OperatorNode") {
    const { fn, args } = node as unknown as { fn: string; args: MathNode[] };
    if (COMPARATORS.has(fn)) return toComparison(fn, args[0], args[1], source);
    if (fn === "not") return { kind: "not", of: toCondition(args[0], source) };
    if (fn === "and" || fn === "or") {
      return {
        kind: fn === "and" ? "both" : "either",
        left: toCondition(args[0], source),
        right: toCondition(args[1], source),
      };
    }
  }
  throw complaint(
    source,
    `has "${node}" before a question mark, where a comparison is expected; write one, as ${node} > 0`,
  );
}

function toComparison(name: string, left: MathNode, right: MathNode, source: Source): Condition {
  return {
    kind: "compare",
    comparator: COMPARATORS.get(name) as Comparator,
    left: convert(left, source),
    right: convert(right, source),
  };
}
