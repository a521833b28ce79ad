/**
 * Polyak's rate, which minimises the expected ‖X − X*‖² after one step (HL; THEORY §5):
 *
 *     γ = factor · max(0, ⟨X − X*, E a gᵀ⟩) / (τ tr I)
 *
 * in SGD at X_k; for least squares (2R − σ²)/(2Rτ).
 */
import { InputError } from "../../estimators/index.js";
import { requireKeys } from "../../estimators/input/index.js";
import { aboveZero } from "./checks.js";
import { requireNoRidge } from "./line-search.js";
import { ofObservables, type Schedule } from "./schedule.js";

export interface PolyakData {
  readonly kind: "polyak";
  /** Multiplies the minimising rate; 1 when left out. */
  readonly factor?: number | undefined;
}

/**
 * Polyak's rate, as data.
 *
 * @param options `factor` times the rate that minimises the expected distance after a step (default 1)
 * @throws InputError where the factor is not above 0
 * @see Collins-Woodfin et al., The High Line (2024)
 * @example
 * ```ts
 * import { polyak } from "homogenized-sgd";
 * polyak({ factor: 0.5 }); // => {"kind":"polyak","factor":0.5}
 * ```
 */
export function polyak(options: Omit<PolyakData, "kind"> = {}): PolyakData {
  requireKeys("polyak", options, ["factor"]);
  const data: PolyakData = { kind: "polyak", ...options };
  checkPolyak(data);
  return data;
}

export function checkPolyak({ factor = 1 }: PolyakData): void {
  aboveZero("The polyak schedule's factor", factor);
}

export function preparePolyak({ factor = 1 }: PolyakData): Schedule {
  const schedule = ofObservables("polyak", (_t, seen) => {
    const { descent } = seen;
    return descent <= 0 ? 0 : (factor * descent) / (seen.trace * seen.directionNorm);
  });
  return {
    ...schedule,
    requireFit({ ridge, matched }) {
      requireNoRidge("polyak", ridge);
      if (!matched)
        throw new InputError(
          "schedule of kind polyak goes by the distance to the teacher, and student and teacher have different numbers of outputs; take another schedule.",
        );
    },
  };
}
