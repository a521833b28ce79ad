/*
 * A text formula as plain data: numbers, names, arithmetic, known functions and conditionals, and nothing else.
 * It is made from mathjs's tree by `convert.ts` and is all that later stages (compiling, and deriving) see.
 */

/** Two-sided arithmetic. */
export type Operator = "+" | "-" | "*" | "/" | "^";

/** Two-sided comparison. */
export type Comparator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** A formula with a number for its value. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negate"; readonly of: Expression }
  | {
      readonly kind: "operate";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: "choose";
      readonly when: Condition;
      readonly first: Expression;
      readonly second: Expression;
    };

/** What stands before the question mark of a conditional. */
export type Condition =
  | {
      readonly kind: "compare";
      readonly comparator: Comparator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "both" | "either"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly of: Condition };
