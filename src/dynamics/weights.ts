import { compileFormulaSync } from "../../sde/index.js";

/** q(λ) from its text, such as "lambda^2"; `place` is the key that holds it. */
export function compileWeight(text: string, place: string): (lambda: number) => number {
  return compileFormulaSync(text, ["lambda"], place);
}
