/**
 * AdaGrad-Norm (HL; THEORY §5): the rate falls with the sum of all squared gradients seen, the current one included,
 *
 *     SGD     b²_k = b² + (1/d²) Σ_{i ≤ k} ‖∇Ψ_i‖²,            γ_k = η/b_k
 *     limits  γ(t) = η/√(b² + τ ∫₀ᵗ tr I(B_s) ds)
 *
 * η → `eta`; the memory is the number under the root.
 */
import { requireKeys } from "../../estimators/input/index.js";
import { aboveZero } from "./checks.js";
import type { Schedule } from "./schedule.js";

export interface AdagradNormData {
  readonly kind: "adagrad-norm";
  /** η > 0. */
  readonly eta: number;
  /** b > 0, so that the rate begins at η/b. */
  readonly b: number;
}

export const adagradNormKeys = ["eta", "b"] as const;

/**
 * AdaGrad-Norm, as data.
 *
 * @param options `eta` and `b`, both above 0: the rate begins at eta/b
 * @throws InputError where one of them is not
 * @see Collins-Woodfin et al., The High Line (2024)
 * @example
 * ```ts
 * import { adagradNorm, prepareSchedule } from "homogenized-sgd";
 * adagradNorm({ eta: 1, b: 2 }); // => {"kind":"adagrad-norm","eta":1,"b":2}
 * prepareSchedule(adagradNorm({ eta: 1, b: 2 }), 5).rate(0); // => 0.5
 * ```
 */
export function adagradNorm(options: Omit<AdagradNormData, "kind">): AdagradNormData {
  requireKeys("adagradNorm", options, adagradNormKeys);
  const data: AdagradNormData = { kind: "adagrad-norm", ...options };
  checkAdagradNorm(data);
  return data;
}

export function checkAdagradNorm({ eta, b }: AdagradNormData): void {
  aboveZero("The adagrad-norm schedule's eta", eta);
  aboveZero("The adagrad-norm schedule's b", b);
}

export function prepareAdagradNorm({ eta, b }: AdagradNormData): Schedule {
  const start = [b * b];
  return {
    kind: "adagrad-norm",
    ofTime: false,
    memory: start,
    fromStart: false,
    breakpoints: [],
    rate: (_t, memory = start) => eta / Math.sqrt(memory[0]),
    flow(_memory, seen, out) {
      out[0] = seen.trace * seen.directionNorm;
    },
    learn(memory, gradientNorm, dimension) {
      memory[0] += gradientNorm / dimension;
    },
  };
}
