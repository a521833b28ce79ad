/*
 * Where a formula is not smooth, as far as that is seen in it: abs and sign where their argument is 0, max and min where
 * two of theirs are equal, a conditional where the two sides of a comparison are. Each place is the zero set of a linear
 * form, c + Σ_i w_i x_i. An argument that is itself linear piece by piece, as abs(x) − 1, gives the forms of all its
 * pieces: some of these may then stand for a place where nothing happens. Places that are not flat are not found.
 */
import type { Condition, Expression } from "./expression.js";

/** c + Σ_i w_i x_i, w by the place of a name in a list. */
export interface LinearForm {
  readonly weights: readonly number[];
  readonly constant: number;
}

/** Pieces of one argument beyond which it is given up. */
const MOST_PIECES = 16;

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
  const differences = (a: Expression, b: Expression): void =>
    note(combine(piecesOf(a, names), piecesOf(b, names), -1));

  /** A product is zero where a factor is. */
  const zerosOf = (argument: Expression): void => {
    const pieces = piecesOf(argument, names);
    if (pieces === null && argument.kind === "operate" && argument.operator === "*") {
      zerosOf(argument.left);
      zerosOf(argument.right);
    } else note(pieces);
  };

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
        return;
      case "choose":
        lookAtCondition(part.when);
        look(part.first);
        look(part.second);
        return;
      case "call":
        part.args.forEach(look);
        if (part.name === "abs" || part.name === "sign") zerosOf(part.args[0]);
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
  switch (expression.kind) {
    case "number":
      return [{ weights: names.map(() => 0), constant: expression.value }];
    case "name":
      return [{ weights: names.map((name) => (name === expression.name ? 1 : 0)), constant: 0 }];
    case "negate":
      return scaled(-1, pieces(expression.of));
    case "choose":
      return together([pieces(expression.first), pieces(expression.second)]);
    case "call": {
      const { name, args } = expression;
      if (name === "max" || name === "min") return together(args.map(pieces));
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
        case "/": {
          const by = constantOf(right);
          return by === null ? null : scaled(1 / by, left);
        }
        default:
          return null;
      }
    }
  }
}

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
  if (forms?.length !== 1 || forms[0].weights.some((weight) => weight !== 0)) return null;
  return forms[0].constant;
}

function product(left: LinearForm[] | null, right: LinearForm[] | null): LinearForm[] | null {
  const factor = constantOf(left);
  return factor === null ? null : scaled(factor, right);
}
