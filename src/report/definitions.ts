/** What the letters of a figure stand for, where conventions differ. */
import type { ResultJson } from "../comparison/index.js";

type Named = { readonly kind?: unknown; readonly [key: string]: unknown };

const losses: Readonly<Record<string, string>> = {
  "least-squares": "½ error², noise included",
  logistic: "cross-entropy",
  huber: "Huber, noise included",
  "absolute-error": "|error|, noise included",
  "phase-retrieval smooth": "¼(x² − y²)²",
  "phase-retrieval lipschitz": "½(|x| − |y|)²",
  "multiclass-logistic": "cross-entropy",
  committee: "½ error², noise included",
};

/** Phrases for risk, norms and rate. */
export function definitions({ experiment }: ResultJson): string[] {
  const problem = (experiment.problem ?? {}) as Named;
  const { kind, variant, loss: text } = (problem.model ?? {}) as Named;
  const own = kind === "custom" ? "as given by a function" : kind === "expression" ? text : undefined;
  const loss = own ?? losses[variant === undefined ? String(kind) : `${kind} ${variant}`];
  const ridge = typeof problem.ridge === "number" && problem.ridge > 0 ? ", without the ridge term" : "";
  return [
    `R: expected loss${loss === undefined ? "" : ` (${loss})`}${ridge}`,
    "‖·‖²: sum over all coordinates",
    "γ: before the 1/d",
  ];
}
