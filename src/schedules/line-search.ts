/**
 * Exact line search on the expected risk of one step (HL; THEORY §5):
 *
 *     γ = factor · ⟨∇R, E a gᵀ⟩ / (τ₂ tr(H_xx I)),      ‖∇R‖²/(τ₂ tr(G_xx I)) where g = ∇ₓf
 *
 * in SGD at X_k. Where tr(H_xx I) ≤ 0 that risk has no minimum, and the run stops.
 */
import { InputError } from "../../estimators/index.js";
import { requireKeys } from "../../estimators/input/index.js";
import { aboveZero } from "./checks.js";
import { ofObservables, type Schedule } from "./schedule.js";

export interface LineSearchData {
  readonly kind: "line-search";
  /** Multiplies the minimising rate; 1 when left out. */
  readonly factor?: number | undefined;
}

/**
 * Exact line search, as data.
 *
 * @param options `factor` times the rate that minimises the expected risk of a step (default 1)
 * @throws InputError where the factor is not above 0
 * @see Collins-Woodfin et al., The High Line (2024)
 * @example
 * ```ts
 * import { lineSearch } from "homogenized-sgd";
 * lineSearch(); // => {"kind":"line-search"}
 * ```
 */
export function lineSearch(options: Omit<LineSearchData, "kind"> = {}): LineSearchData {
  requireKeys("lineSearch", options, ["factor"]);
  const data: LineSearchData = { kind: "line-search", ...options };
  checkLineSearch(data);
  return data;
}

export function checkLineSearch({ factor = 1 }: LineSearchData): void {
  aboveZero("The line-search schedule's factor", factor);
}

export function prepareLineSearch({ factor = 1 }: LineSearchData): Schedule {
  const schedule = ofObservables("line-search", (t, seen) => {
    const { slope } = seen;
    // At the optimum both are 0, and there is nowhere to go.
    if (slope === 0) return 0;
    const { curvature, traceSquare } = seen;
    if (curvature <= 0)
      throw new InputError(
        `schedule of kind line-search finds tr(G_xx I) = ${curvature} at t = ${t}, where the expected risk of a step has no minimum; start nearer to the optimum, or take a rate of t, or polyak where student and teacher have as many outputs.`,
      );
    return (factor * slope) / (traceSquare * curvature);
  });
  return { ...schedule, requireFit: ({ ridge }) => requireNoRidge("line-search", ridge) };
}

/** The formulas of line search and Polyak are of the risk without a ridge. */
export function requireNoRidge(kind: string, ridge: number): void {
  if (ridge > 0)
    throw new InputError(
      `schedule of kind ${kind} has no formula with a ridge, and problem.ridge is ${ridge}; set it to 0 or take another schedule.`,
    );
}
