import { compileFormulaSync } from "../../sde/index.js";

/** q(λ) from its text, such as "lambda^2". */
export function compileWeight(text: string): (lambda: number) => number {
  return compileFormulaSync(text, ["lambda"]);
}
