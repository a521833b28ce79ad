/**
 * RMSprop-Norm (THEORY §5): the rate follows a running mean of the squared gradients, forgotten at the rate α,
 *
 *     SGD     v_{k+1} = v_k + (α/d)(‖∇Ψ_k‖²/d − v_k),      γ_k = η/√(b² + v_{k+1}),      v_0 = 0
 *     limits  v' = α (τ tr I(B) − v),                      γ = η/√(b² + v)
 *
 * η → `eta`, α → `alpha`; the memory is b² + v, the number under the root.
 */
import { requireKeys } from "../../estimators/input/index.js";
import { aboveZero } from "./checks.js";
import type { Schedule } from "./schedule.js";

export interface RmspropNormData {
  readonly kind: "rmsprop-norm";
  /** η > 0. */
  readonly eta: number;
  /** b > 0, so that the rate begins at η/b. */
  readonly b: number;
  /** α > 0, per unit of time: squared gradients are forgotten after about 1/α. */
  readonly alpha: number;
}

export const rmspropNormKeys = ["eta", "b", "alpha"] as const;

/**
 * RMSprop-Norm, as data.
 *
 * @param options `eta`, `b` and `alpha`, all above 0: the rate begins at eta/b, and the mean is over times of 1/alpha
 * @throws InputError where one of them is not
 * @example
 * ```ts
 * import { rmspropNorm } from "homogenized-sgd";
 * rmspropNorm({ eta: 1, b: 2, alpha: 0.5 }); // => {"kind":"rmsprop-norm","eta":1,"b":2,"alpha":0.5}
 * ```
 */
export function rmspropNorm(options: Omit<RmspropNormData, "kind">): RmspropNormData {
  requireKeys("rmspropNorm", options, rmspropNormKeys);
  const data: RmspropNormData = { kind: "rmsprop-norm", ...options };
  checkRmspropNorm(data);
  return data;
}

export function checkRmspropNorm({ eta, b, alpha }: RmspropNormData): void {
  aboveZero("The rmsprop-norm schedule's eta", eta);
  aboveZero("The rmsprop-norm schedule's b", b);
  aboveZero("The rmsprop-norm schedule's alpha", alpha);
}

export function prepareRmspropNorm({ eta, b, alpha }: RmspropNormData): Schedule {
  const start = [b * b];
  return {
    kind: "rmsprop-norm",
    ofTime: false,
    memory: start,
    fromStart: false,
    breakpoints: [],
    rate: (_t, memory = start) => eta / Math.sqrt(memory[0]),
    flow(memory, seen, out) {
      out[0] = alpha * (seen.trace * seen.directionNorm - (memory[0] - b * b));
    },
    learn(memory, gradientNorm, dimension) {
      memory[0] += (alpha / dimension) * (gradientNorm - (memory[0] - b * b));
    },
  };
}
