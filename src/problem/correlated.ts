/**
 * A start at a given angle to the target:
 *
 *   X = norm · (overlap · X* / ‖X*‖ + √(1 − overlap²) · U)
 *
 * U a unit matrix drawn uniformly among those Frobenius-orthogonal to X*, so that ⟨X, X*⟩ = overlap·norm·‖X*‖ and
 * ‖X‖ = norm exactly.
 */
import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import type { Stream } from "../../sde/index.js";
import { axpby, axpy, dot, scale, sum } from "../../sde/kernels/index.js";
import type { Spectrum } from "../spectrum/index.js";
import { frobeniusNorm } from "./frobenius.js";
import { checkedNorm } from "./gaussian.js";

export interface CorrelatedData {
  readonly kind: "correlated";
  /** Cosine of the angle between X and X*, in [−1, 1]. */
  readonly overlap: number;
  /** ‖X‖; that of X* when left out. */
  readonly norm?: number | undefined;
}

export const correlatedKeys = keysOf<Omit<CorrelatedData, "kind">>({ overlap: true, norm: true });

/**
 * A start at a given angle to the target, as data.
 *
 * @param options `overlap`: ⟨X, X*⟩/(‖X‖‖X*‖) in [−1, 1]; `norm`: ‖X‖ (default ‖X*‖)
 * @throws InputError where `overlap` lies outside [−1, 1] or `norm` is negative or not finite
 * @example
 * ```ts
 * import { correlated } from "homogenized-sgd";
 * correlated({ overlap: 0.1 }); // => {"kind":"correlated","overlap":0.1}
 * ```
 */
export function correlated(options: Omit<CorrelatedData, "kind">): CorrelatedData {
  requireKeys("correlated", options, correlatedKeys);
  const data: CorrelatedData = { kind: "correlated", ...options };
  checkCorrelated(data);
  return data;
}

function checkCorrelated({ overlap, norm }: CorrelatedData): void {
  if (!(Number.isFinite(overlap) && overlap >= -1 && overlap <= 1)) {
    throw new InputError(
      `correlated got overlap = ${show(overlap)}, but an overlap is a cosine, from −1 to 1; change it.`,
    );
  }
  checkedNorm("correlated", norm);
}

/** Draws X beside the target X*, both d×ℓ, column after column. */
export function drawCorrelated(data: CorrelatedData, target: Float64Array, stream: Stream): Float64Array {
  checkCorrelated(data);
  const { overlap } = data;
  const size = target.length;
  const targetNorm = frobeniusNorm(target);
  if (!(targetNorm > 0)) throw noDirection();
  const norm = data.norm ?? targetNorm;
  const matrix = new Float64Array(size);
  if (overlap * overlap < 1) {
    if (size < 2) {
      throw new InputError(
        `initial: correlated with overlap = ${overlap} needs a direction orthogonal to the target, but there is only one component; use overlap 1 or −1.`,
      );
    }
    stream.fillNormals(matrix, 0, size);
    // Once to remove the target's direction, once more to remove what rounding left of it.
    for (let pass = 0; pass < 2; pass++) {
      const share = dot(size, matrix, 0, target, 0) / (targetNorm * targetNorm);
      axpy(size, -share, target, 0, matrix, 0);
    }
    scale(size, 1 / frobeniusNorm(matrix), matrix, 0);
  }
  const across = norm * Math.sqrt(Math.max(0, (1 - overlap) * (1 + overlap)));
  axpby(size, (norm * overlap) / targetNorm, target, 0, across, matrix, 0);
  return matrix;
}

/**
 * The limit as d → ∞, for columns of the target that carry `target` each on the atoms: with U spread like a Gaussian,
 *
 *   ⟨X, X⟩_j = norm² (overlap² ⟨X*, X*⟩_j / ‖X*‖² + (1 − overlap²) w_j/ℓ),      ⟨X, X*⟩_j = norm · overlap ⟨X*, X*⟩_j / ‖X*‖
 */
export function correlatedShares(
  data: CorrelatedData,
  { atomWeights }: Spectrum,
  columns: number,
  target: Float64Array,
): { own: Float64Array; cross: Float64Array } {
  checkCorrelated(data);
  const { overlap } = data;
  const targetNorm = Math.sqrt(columns * sum(target.length, target, 0));
  if (!(targetNorm > 0)) throw noDirection();
  const norm = data.norm ?? targetNorm;
  const along = (norm * overlap) / targetNorm;
  const across = (norm * norm * (1 - overlap) * (1 + overlap)) / columns;
  return {
    own: target.map((share, j) => along * along * share + across * atomWeights[j]),
    cross: target.map((share) => along * share),
  };
}

function noDirection(): InputError {
  return new InputError(
    "initial: correlated needs a direction to correlate with, but the target is zero; give a target that is not, or an initial of another kind.",
  );
}
