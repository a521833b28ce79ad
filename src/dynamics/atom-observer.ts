/** The statistics of a state of atoms (atoms.ts), for the two methods that move such a state. */
import { type AtomLayout, weighAtoms } from "./atoms.js";
import { limitWeights } from "./limit-weights.js";
import { observerOf, type Setup } from "./setup.js";
import type { AtomStart } from "./start.js";

export interface AtomObserver {
  readonly names: readonly string[];
  /** Σ_j λ_j v_j of [E | X*], m×m; lent until the next call of either. */
  overlaps(v: Float64Array): Float64Array;
  /** Writes one number per name. */
  observe(v: Float64Array, rate: number, out: Float64Array): void;
}

export function atomObserver(
  setup: Setup,
  layout: AtomLayout,
  { teacher, exponent }: Pick<AtomStart, "teacher" | "exponent">,
): AtomObserver {
  const { spectrum, model } = setup.problem;
  const m = model.outputs + model.teacherOutputs;
  const observer = observerOf(setup);
  const weights = observer.weights.map((q) => limitWeights(q, spectrum, exponent));
  const overlaps = weights.map(() => new Float64Array(m * m));
  return {
    names: observer.names,
    overlaps(v) {
      weighAtoms(layout, weights[0], v, teacher, overlaps[0]);
      return overlaps[0];
    },
    observe(v, rate, out) {
      weights.forEach((q, i) => {
        weighAtoms(layout, q, v, teacher, overlaps[i]);
      });
      observer.observe(overlaps, rate, out);
    },
  };
}
