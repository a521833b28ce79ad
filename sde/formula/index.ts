export { compileClosures, type Evaluate } from "./closures.js";
export { compileExpression, compileMany, type EvaluateMany } from "./compile.js";
export { derive } from "./derive.js";
export type { Comparator, Condition, Expression, Operator } from "./expression.js";
export {
  compileFormula,
  compileFormulaSync,
  formulaNamesSync,
  loadFormulas,
  parseFormula,
} from "./formula.js";
export { kinksOf, type LinearForm } from "./kinks.js";
export { namesIn, substitute } from "./names.js";
export { type Formula, readFormulaSync } from "./read.js";
export { stabilise } from "./stabilise.js";
