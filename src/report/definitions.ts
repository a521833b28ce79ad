/** What the letters of a figure stand for, where conventions differ. */
import type { ResultJson } from "../comparison/index.js";

type Named = { readonly kind?: unknown; readonly [key: string]: unknown };

const losses: Readonly<Record<string, string>> = {
  "least-squares": "½ error², noise included",
  logistic: "cross-entropy",
  "multiclass-logistic": "cross-entropy",
  committee: "½ error², noise included",
};

/** Phrases for risk, norms and rate. */
export function definitions({ experiment }: ResultJson): string[] {
  const problem = (experiment.problem ?? {}) as Named;
  const loss = losses[String((problem.model as Named | undefined)?.kind)];
  const ridge = typeof problem.ridge === "number" && problem.ridge > 0 ? ", without the ridge term" : "";
  return [
    `R: expected loss${loss === undefined ? "" : ` (${loss})`}${ridge}`,
    "‖·‖²: sum over all coordinates",
    "γ: before the 1/d",
  ];
}
