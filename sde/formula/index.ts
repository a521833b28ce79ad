export { compileExpression, type Evaluate } from "./compile.js";
export { derive } from "./derive.js";
export type { Comparator, Condition, Expression, Operator } from "./expression.js";
export {
  compileFormula,
  compileFormulaSync,
  formulaNamesSync,
  loadFormulas,
  parseFormula,
} from "./formula.js";
export { namesIn, substitute } from "./names.js";
