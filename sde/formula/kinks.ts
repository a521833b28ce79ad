/*
 * Where a formula is not smooth, as far as that is seen in it: abs, sign, roots and logarithms where their argument is 0,
 * max and min where two of theirs are equal, a conditional where the two sides of a comparison are. Each place is the zero
 * set of a linear form, c + Σ_i w_i x_i:
 *
 *   u linear                          u = 0
 *   linear piece by piece, |u| − 1,   u − 1 = 0, −u − 1 = 0: of all pieces, of which some may never be
 *   1 − u sgn(v)
 *   u v, u/v, uⁿ, tanh(u), erf(u)     u = 0, v = 0
 *   a² − b²                           a − b = 0, a + b = 0, numbers a and b, with or without a factor, among them
 *
 * Other places, curved ones above all, are not found.
 */
import { compileExpression } from "./compile.js";
import type { Condition, Expression } from "./expression.js";
import { namesIn } from "./names.js";

/** c + Σ_i w_i x_i, w by the place of a name in a list. */
export interface LinearForm {
  readonly weights: readonly number[];
  readonly constant: number;
}

/** Pieces of one argument beyond which it is given up. */
const MOST_PIECES = 16;

const SINGULAR_AT_ZERO: ReadonlySet<string> = new Set(["abs", "log", "sign", "sqrt"]);
/** Increasing functions that have their zero where their argument has. */
const ZERO_AT_ZERO: ReadonlySet<string> = new Set(["abs", "erf", "expm1", "log1p", "sign", "sqrt", "tanh"]);

/** Linear forms on whose zero sets the formula may have kinks or jumps, each once. */
export function kinksOf(expression: Expression, names: readonly string[]): LinearForm[] {
  const found = new Map<string, LinearForm>();
  const note = (argument: readonly LinearForm[] | null): void => {
    for (const form of argument ?? []) {
      const first = form.weights.find((weight) => weight !== 0);
      if (first === undefined || ![...form.weights, form.constant].every(Number.isFinite)) continue;
      // A form and its multiples are one place.
      const scaled = scale(1 / first, form);
      found.set([...scaled.weights, scaled.constant].join(), scaled);
    }
  };
  const zerosOf = (argument: Expression): void => {
    const pieces = piecesOf(argument, names);
    if (pieces !== null) {
      note(pieces);
      return;
    }
    if (argument.kind === "negate") zerosOf(argument.of);
    if (argument.kind === "call" && ZERO_AT_ZERO.has(argument.name)) zerosOf(argument.args[0]);
    if (argument.kind !== "operate") return;
    const { operator, left, right } = argument;
    if (operator === "^") zerosOf(left);
    if (operator === "*" || operator === "/") {
      zerosOf(left);
      zerosOf(right);
    }
    if (operator !== "-") return;
    const [a, b] = [rootsOf(left, names), rootsOf(right, names)];
    note(combine(a, b, -1));
    note(combine(a, b, 1));
  };
  const differences = (a: Expression, b: Expression): void =>
    zerosOf(b.kind === "number" && b.value === 0 ? a : { kind: "operate", operator: "-", left: a, right: b });

  const look = (part: Expression): void => {
    switch (part.kind) {
      case "number":
      case "name":
        return;
      case "negate":
        look(part.of);
        return;
      case "operate":
        look(part.left);
        look(part.right);
        if (part.operator === "^" && !isWhole(part.right)) zerosOf(part.left);
        return;
      case "choose":
        lookAtCondition(part.when);
        look(part.first);
        look(part.second);
        return;
      case "call":
        part.args.forEach(look);
        if (SINGULAR_AT_ZERO.has(part.name)) zerosOf(part.args[0]);
        if (part.name === "pow" && !isWhole(part.args[1])) zerosOf(part.args[0]);
        if (part.name === "max" || part.name === "min")
          part.args.forEach((a, i) => {
            for (const b of part.args.slice(i + 1)) differences(a, b);
          });
    }
  };
  const lookAtCondition = (condition: Condition): void => {
    switch (condition.kind) {
      case "compare":
        look(condition.left);
        look(condition.right);
        differences(condition.left, condition.right);
        return;
      case "not":
        lookAtCondition(condition.of);
        return;
      default:
        lookAtCondition(condition.left);
        lookAtCondition(condition.right);
    }
  };
  look(expression);
  return [...found.values()];
}

/** The forms of which the expression is one or another at any place; null where it is not linear piece by piece. */
function piecesOf(expression: Expression, names: readonly string[]): LinearForm[] | null {
  const pieces = (part: Expression) => piecesOf(part, names);
  const constant = (value: number): LinearForm[] => [{ weights: names.map(() => 0), constant: value }];
  if (expression.kind !== "number" && namesIn(expression).size === 0)
    return constant(compileExpression(expression, [])(new Float64Array(0)));
  switch (expression.kind) {
    case "number":
      return constant(expression.value);
    case "name":
      return [{ weights: names.map((name) => (name === expression.name ? 1 : 0)), constant: 0 }];
    case "negate":
      return scaled(-1, pieces(expression.of));
    case "choose":
      return together([pieces(expression.first), pieces(expression.second)]);
    case "call": {
      const { name, args } = expression;
      if (name === "max" || name === "min") return together(args.map(pieces));
      if (name === "sign") return [...constant(1), ...constant(-1)];
      if (name !== "abs") return null;
      const inner = pieces(args[0]);
      return together([inner, scaled(-1, inner)]);
    }
    case "operate": {
      const [left, right] = [pieces(expression.left), pieces(expression.right)];
      switch (expression.operator) {
        case "+":
          return combine(left, right, 1);
        case "-":
          return combine(left, right, -1);
        case "*":
          return product(left, right) ?? product(right, left);
        case "/":
          return product(inverses(right), left);
        default:
          return null;
      }
    }
  }
}

/** The forms u where the expression is u², or a number times that, or a number; null for anything else. */
function rootsOf(expression: Expression, names: readonly string[]): LinearForm[] | null {
  const number = constantOf(piecesOf(expression, names));
  if (number !== null)
    return number >= 0 ? [{ weights: names.map(() => 0), constant: Math.sqrt(number) }] : null;
  if (expression.kind !== "operate") return null;
  const { operator, left, right } = expression;
  if (operator === "^") return right.kind === "number" && right.value === 2 ? piecesOf(left, names) : null;
  const [own, other] = [rootsOf(left, names), rootsOf(right, names)];
  if (operator === "*")
    return JSON.stringify(left) === JSON.stringify(right)
      ? piecesOf(left, names)
      : (product(own, other) ?? product(other, own));
  const by = constantOf(other);
  return operator === "/" && by !== null ? scaled(1 / by, own) : null;
}

const isWhole = (exponent: Expression): boolean =>
  exponent.kind === "negate"
    ? isWhole(exponent.of)
    : exponent.kind === "number" && Number.isInteger(exponent.value);

const scale = (factor: number, { weights, constant }: LinearForm): LinearForm => ({
  weights: weights.map((weight) => factor * weight),
  constant: factor * constant,
});

const scaled = (factor: number, forms: readonly LinearForm[] | null): LinearForm[] | null =>
  forms?.map((form) => scale(factor, form)) ?? null;

/** Every form of the one with every form of the other, factor times. */
function combine(
  left: readonly LinearForm[] | null,
  right: readonly LinearForm[] | null,
  factor: number,
): LinearForm[] | null {
  if (left === null || right === null || left.length * right.length > MOST_PIECES) return null;
  return left.flatMap((a) =>
    right.map((b) => ({
      weights: a.weights.map((weight, i) => weight + factor * b.weights[i]),
      constant: a.constant + factor * b.constant,
    })),
  );
}

function together(lists: readonly (LinearForm[] | null)[]): LinearForm[] | null {
  if (lists.includes(null)) return null;
  const forms = (lists as LinearForm[][]).flat();
  return forms.length > MOST_PIECES ? null : forms;
}

function constantOf(forms: readonly LinearForm[] | null): number | null {
  if (forms?.length !== 1 || !isConstant(forms[0])) return null;
  return forms[0].constant;
}

const isConstant = ({ weights }: LinearForm): boolean => weights.every((weight) => weight === 0);

/** Every one of the constants on the left times every form on the right. */
function product(left: LinearForm[] | null, right: LinearForm[] | null): LinearForm[] | null {
  if (!left?.every(isConstant) || right === null) return null;
  return together(left.map(({ constant }) => scaled(constant, right)));
}

/** 1/c of constants c. */
const inverses = (forms: readonly LinearForm[] | null): LinearForm[] | null =>
  forms?.every(isConstant)
    ? forms.map(({ weights, constant }) => ({ weights, constant: 1 / constant }))
    : null;
