/**
 * DoG, distance over gradients (THEORY §5):
 *
 *     SGD     γ_k = max(r₀, max_{i ≤ k} ‖X_i − X_0‖) / √(η₀² + (1/d²) Σ_{i ≤ k} ‖∇Ψ_i‖²)
 *     limits  γ(t) = max(r₀, max_{s ≤ t} ‖X_s − X_0‖) / √(η₀² + τ ∫₀ᵗ tr I(B_s) ds)
 *
 * r₀ → `r0`, η₀ → `eta0`; the memory is the number under the root.
 */
import { requireKeys } from "../../estimators/input/index.js";
import { aboveZero } from "./checks.js";
import { unseen } from "./observables.js";
import type { Schedule } from "./schedule.js";

export interface DogData {
  readonly kind: "dog";
  /** r₀ > 0, what stands for the distance while it is smaller. */
  readonly r0: number;
  /** η₀ > 0, so that the rate begins at r₀/η₀. */
  readonly eta0: number;
}

export const dogKeys = ["r0", "eta0"] as const;

/**
 * DoG (distance over gradients), as data.
 *
 * @param options `r0` and `eta0`, both above 0: the rate begins at r0/eta0
 * @throws InputError where one of them is not
 * @see Ivgi, Hinder, Carmon, DoG is SGD's best friend (2023)
 * @example
 * ```ts
 * import { dog } from "homogenized-sgd";
 * dog({ r0: 0.01, eta0: 1 }); // => {"kind":"dog","r0":0.01,"eta0":1}
 * ```
 */
export function dog(options: Omit<DogData, "kind">): DogData {
  requireKeys("dog", options, dogKeys);
  const data: DogData = { kind: "dog", ...options };
  checkDog(data);
  return data;
}

export function checkDog({ r0, eta0 }: DogData): void {
  aboveZero("The dog schedule's r0", r0);
  aboveZero("The dog schedule's eta0", eta0);
}

export function prepareDog({ r0, eta0 }: DogData): Schedule {
  const start = [eta0 * eta0];
  return {
    kind: "dog",
    ofTime: false,
    memory: start,
    fromStart: true,
    breakpoints: [],
    rate: (_t, memory = start, seen = unseen) =>
      Math.max(r0, Math.sqrt(seen.farthest)) / Math.sqrt(memory[0]),
    flow(_memory, seen, out) {
      out[0] = seen.trace * seen.directionNorm;
    },
    learn(memory, gradientNorm, dimension) {
      memory[0] += gradientNorm / dimension;
    },
  };
}
